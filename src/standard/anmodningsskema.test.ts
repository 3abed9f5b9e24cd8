import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml } from '../xml/parse.ts';
import { compileAnmodningsskema } from './anmodningsskema.ts';

const LIMITS = { depthMax: 64, elementsMax: 1000, attributesMax: 64 };
const SOAP = 'xmlns:e="http://www.w3.org/2003/05/soap-envelope"';
const LIST = '<ListInput xmlns="http://stoettesystemerne.dk/organisation/bruger/6/"/>';
const skema = compileAnmodningsskema();

function valider(text: string) {
  const bytes = new TextEncoder().encode(text);
  return skema.valider(bytes, parseXml(bytes, LIMITS));
}

test('the header may hold anything, or be absent; the envelope may have attributes', () => {
  for (const head of [
    '',
    '<e:Header/>',
    '<e:Header><Framework xmlns="urn:liberty:sb" version="2.0"/><x e:mustUnderstand="0">y</x></e:Header>',
    '<e:Header><h:RequestHeader xmlns:h="http://kombit.dk/xml/schemas/RequestHeader/1/"/></e:Header>',
  ]) {
    const { brud } = valider(
      `<e:Envelope ${SOAP} e:encodingStyle="x">${head}<e:Body xmlns:w="u" w:Id="b">${LIST}</e:Body></e:Envelope>`,
    );
    assert.deepEqual(brud, [], head);
  }
});

test('what is wrong with the envelope itself is explained like the rest', () => {
  const body = `<e:Body>${LIST}</e:Body>`;
  for (const [indhold, ...ventet] of [
    ['', 'Envelope element-mangler'],
    ['<e:Body/>', 'Envelope/Body element-mangler'],
    [`${body}<e:Header/>`, 'Envelope/Header element-raekkefoelge'],
    [`<e:Header/><e:Header/>${body}`, 'Envelope/Header[2] element-for-mange'],
    [`${body}<e:Body>${LIST}</e:Body>`, 'Envelope/Body[2] element-for-mange'],
    [`<e:Body>${LIST}${LIST}</e:Body>`, 'Envelope/Body/ListInput[2] element-for-mange'],
    [`<e:Body><x/></e:Body>`, 'Envelope/Body/x element-ukendt'],
    [`<e:Body>${LIST.replace('ListInput', 'ListOutput')}</e:Body>`, 'Envelope/Body/ListOutput element-ukendt'],
    [`${body}<x/>`, 'Envelope/x element-ukendt'],
    [`hej${body}`, 'Envelope tekst-uventet'],
    [`<e:Header>hej</e:Header>${body}`, 'Envelope/Header tekst-uventet'],
    [
      `<e:Body>hej${LIST.replace('/>', ' a="1"/>')}</e:Body>`,
      'Envelope/Body tekst-uventet',
      'ListInput attribut-ukendt',
    ],
  ] as const) {
    const { brud } = valider(`<e:Envelope ${SOAP}>${indhold}</e:Envelope>`);
    assert.deepEqual(
      brud.map(({ sted, regel }) => `${sted} ${regel}`),
      ventet,
      indhold,
    );
  }
});

test('what no rule explains gets the words of the judge', () => {
  const { brud } = valider('<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"/>');
  assert.deepEqual(
    brud.map(({ regel, sted }) => [regel, sted]),
    [['skema-brudt', 'Envelope']],
  );
  assert.match(brud[0]?.vaerdi ?? '', /No matching global declaration/);
});

test('a message with xsi attributes is given back without them, with the elements that are there', () => {
  const xsi = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';
  const ns = 'xmlns="http://stoettesystemerne.dk/organisation/bruger/6/"';
  const text = `<e:Envelope ${SOAP} ${xsi}><e:Body><SoegInput ${ns} i:type="x"><AttributListe i:nil="1"/><TilstandListe/></SoegInput></e:Body></e:Envelope>`;
  const { rod, brud } = valider(text);
  assert.deepEqual(brud, []);
  const soeg = rod.boern[0]!.boern[0]!;
  assert.deepEqual([soeg.attributter, soeg.boern.map(({ navn }) => navn)], [[], ['TilstandListe']]);
});
