import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, rodOf } from '../../../test/identity/signerede.ts';
import { NS } from '../navnerum.ts';
import { Sikkerhedsfejl, type Sikkerhedsfejlart } from '../sikkerhedsfejl.ts';
import { idKort } from './id-kort.ts';

const XMLNS = `xmlns:wsu="${NS.wsu}" xmlns:saml="${NS.saml}" xmlns:ds="${NS.ds}" xmlns:x="urn:x"`;
const kortOver = (indhold: string) => {
  const rod = rodOf(`<rod ${XMLNS}>${indhold}</rod>`);
  return { rod, finder: idKort(rod) };
};
const isArt = (art: Sikkerhedsfejlart) => (error: unknown) => error instanceof Sikkerhedsfejl && error.art === art;

test('the ids of the standards are found, by their exact attributes', () => {
  const { rod, finder } = kortOver('<b wsu:Id="b"/><saml:Assertion ID="_a" wsu:Id="c"/><ds:KeyInfo Id="k"/>');
  assert.equal(finder('#b'), find(rod, 'b'));
  assert.equal(finder('#_a'), find(rod, 'Assertion'));
  assert.equal(finder('#c'), find(rod, 'Assertion'));
  assert.equal(finder('#k'), find(rod, 'KeyInfo'));
});

test('nothing else is an id', () => {
  const { finder } = kortOver(
    '<b Id="1"/><b ID="2"/><b id="3"/><b xml:id="4"/><saml:Assertion Id="5"/><b x:Id="6"/><b wsu:ID="7"/><ds:b ID="8"/>' +
      '<saml:Assertion x:ID="9"/><ds:KeyInfo x:Id="10"/><b wsu:Id="11"/>',
  );
  for (const uri of [
    '11',
    'x11',
    '#9',
    '#10',
    '#1',
    '#2',
    '#3',
    '#4',
    '#5',
    '#6',
    '#7',
    '#8',
    '',
    '#',
    '1',
    '#__proto__',
  ]) {
    assert.throws(() => finder(uri), isArt('SecurityTokenUnavailable'), uri);
  }
});

test('attributes that are called something else may say the same', () => {
  kortOver('<b no="a" wsu:Id="1"/><c no="a" idx="1" i="1"/>');
});

const COLLISIONS: Readonly<Record<string, string>> = {
  'the same attribute': '<b wsu:Id="a"/><c wsu:Id="a"/>',
  'ID and wsu:Id': '<saml:Assertion ID="a"/><c wsu:Id="a"/>',
  'other case of the value': '<b wsu:Id="a"/><c wsu:Id="A"/>',
  'other case of the name': '<b wsu:Id="a"/><c iD="a"/>',
  'another namespace': '<b wsu:Id="a"/><c x:Id="a"/>',
  'xml:id': '<b wsu:Id="a"/><c xml:id="a"/>',
  'white space round it': '<b wsu:Id="a"/><c wsu:Id=" a"/>',
  'an element in the other': '<b wsu:Id="a"><c><d Id="a"/></c></b>',
  'two that are not ids of a standard': '<b Id="a"/><c id="a"/>',
};

for (const [name, indhold] of Object.entries(COLLISIONS)) {
  test(`two elements with one id are refused: ${name}`, () => {
    assert.throws(() => kortOver(indhold), isArt('InvalidSecurity'));
  });
}
