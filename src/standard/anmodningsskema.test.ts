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

test('an envelope that is none gets the words of the judge, and only those', () => {
  for (const text of [
    `<e:Envelope ${SOAP}><e:Body>${LIST}${LIST}</e:Body></e:Envelope>`,
    `<e:Envelope ${SOAP}><e:Body>${LIST}</e:Body><e:Body>${LIST}</e:Body></e:Envelope>`,
    `<e:Envelope ${SOAP}/>`,
    `<e:Envelope ${SOAP}><e:Body/></e:Envelope>`,
    `<e:Envelope ${SOAP}><e:Body>${LIST.replaceAll('ListInput', 'ListOutput')}</e:Body></e:Envelope>`,
    `<e:Envelope ${SOAP}><e:Body><x/></e:Body></e:Envelope>`,
    '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"/>',
  ]) {
    const { brud } = valider(text);
    assert.ok(brud.length > 0, text);
    if (!text.includes('ListOutput'))
      assert.deepEqual(
        brud.map(({ regel }) => regel),
        ['skema-brudt'],
        text,
      );
  }
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
