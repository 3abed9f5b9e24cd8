import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, rodOf } from '../../../test/identity/signerede.ts';
import { kanonisk } from '../../xml/kanonisk.ts';
import { NS, TYPE } from '../navnerum.ts';
import { Sikkerhedsfejl, type Sikkerhedsfejlart } from '../sikkerhedsfejl.ts';
import { idKort } from './id-kort.ts';
import { strFormer, tokenOf } from './str.ts';

const samlId = `ValueType="${TYPE.samlId}"`;
const tokenI = (henvisning: string) => {
  const rod = rodOf(
    `<rod xmlns:w="${NS.wsse}" xmlns:u="${NS.wsu}"><Assertion xmlns="${NS.saml}" ID="_a"/>` +
      `<w:BinarySecurityToken u:Id="bst">QUJD</w:BinarySecurityToken><andet u:Id="andet"/>` +
      `<w:SecurityTokenReference>${henvisning}</w:SecurityTokenReference></rod>`,
  );
  return { rod, token: () => tokenOf(find(rod, 'SecurityTokenReference'), idKort(rod)) };
};

test('a reference by #SAMLID or by place gives the token in the message', () => {
  for (const [henvisning, navn] of [
    [`<w:KeyIdentifier ${samlId}>_a</w:KeyIdentifier>`, 'Assertion'],
    [`<w:KeyIdentifier ${samlId}>\n_a </w:KeyIdentifier>`, 'Assertion'],
    ['<w:Reference URI="#_a"/>', 'Assertion'],
    [`<w:Reference URI="#bst" ValueType="${TYPE.x509}"/>`, 'BinarySecurityToken'],
  ] as const) {
    const { rod, token } = tokenI(henvisning);
    assert.equal(token(), find(rod, navn), henvisning);
  }
});

const REFUSED: readonly (readonly [string, string, Sikkerhedsfejlart])[] = [
  ['nothing', '', 'InvalidSecurity'],
  ['two references', `<w:Reference URI="#_a"/><w:Reference URI="#_a"/>`, 'InvalidSecurity'],
  ['an identifier of another kind', `<w:KeyIdentifier ValueType="${TYPE.ski}">_a</w:KeyIdentifier>`, 'InvalidSecurity'],
  ['an identifier without a kind', '<w:KeyIdentifier>_a</w:KeyIdentifier>', 'InvalidSecurity'],
  ['an unknown attribute', `<w:KeyIdentifier ${samlId} x="">_a</w:KeyIdentifier>`, 'InvalidSecurity'],
  ['elements in an identifier', `<w:KeyIdentifier ${samlId}>_a<x/></w:KeyIdentifier>`, 'InvalidSecurity'],
  ['no URI', '<w:Reference/>', 'InvalidSecurity'],
  ['an unknown attribute on Reference', '<w:Reference URI="#_a" x=""/>', 'InvalidSecurity'],
  ['something in Reference', '<w:Reference URI="#_a">x</w:Reference>', 'InvalidSecurity'],
  ['an embedded token', `<w:Embedded><Assertion xmlns="${NS.saml}" ID="_b"/></w:Embedded>`, 'InvalidSecurity'],
  ['an element that is no token', '<w:Reference URI="#andet"/>', 'InvalidSecurity'],
  ['no element', `<w:KeyIdentifier ${samlId}>_b</w:KeyIdentifier>`, 'SecurityTokenUnavailable'],
  ['a token elsewhere', '<w:Reference URI="http://127.0.0.1/x#_a"/>', 'SecurityTokenUnavailable'],
];

for (const [name, henvisning, art] of REFUSED) {
  test(`refused: ${name}`, () => {
    const { token } = tokenI(henvisning);
    assert.throws(token, (error: unknown) => error instanceof Sikkerhedsfejl && error.art === art);
  });
}

const former = (xml: string) => {
  const rod = rodOf(xml);
  return strFormer(rod, kanonisk(rod));
};

test('a token with a default namespace has one form, another has two', () => {
  assert.deepEqual(former('<a xmlns="urn:a" k="1"/>'), ['<a xmlns="urn:a" k="1"></a>']);
  assert.deepEqual(former('<p:a xmlns:p="urn:a" k="1"/>'), [
    '<p:a xmlns:p="urn:a" k="1"></p:a>',
    '<p:a xmlns="" xmlns:p="urn:a" k="1"></p:a>',
  ]);
});
