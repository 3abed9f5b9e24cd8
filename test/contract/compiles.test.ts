/** An independent XML Schema processor takes every generated document, and says yes and no to messages by it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  XsdValidator,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';
import { NS } from '../../src/standard/namespaces.ts';
import { alleNavnerum } from '../../src/standard/skema.ts';
import { generatedTexts, generatedXsd } from './sources.ts';

before(() => {
  const buffers = [...generatedTexts].map(([address, text]) => [address, new TextEncoder().encode(text)] as const);
  assert.equal(xmlRegisterInputProvider(new XmlBufferInputProvider(Object.fromEntries(buffers))), true);
});

after(() => xmlCleanupInputProvider());

/** Compiles the schema of a document and hands its validator to `use`. */
function withValidator(address: string, use: (validator: XsdValidator) => void): void {
  using schema = XmlDocument.fromString(generatedTexts.get(address) as string, { url: address });
  using validator = XsdValidator.fromDoc(schema);
  use(validator);
}

function isValid(validator: XsdValidator, message: string): boolean {
  using document = XmlDocument.fromString(message);
  try {
    validator.validate(document);
    return true;
  } catch (error) {
    if (error instanceof XmlValidateError) return false;
    throw error;
  }
}

for (const rum of alleNavnerum) {
  test(`${generatedXsd(rum)} compiles with all that it imports`, () => {
    withValidator(generatedXsd(rum), (validator) => assert.equal(isValid(validator, '<ukendt/>'), false));
  });
}

test('a message is valid by the schema that compiled, and one with a letter in a CVR number is not', () => {
  const ns = 'http://stoettesystemerne.dk/organisation/virksomhed/6/';
  const message = (cvr: string) =>
    `<v:OpretInput xmlns:v="${ns}" xmlns:sts="${NS.sts}"><v:AttributListe><v:Egenskab>` +
    `<sts:CVR-NummerTekst>${cvr}</sts:CVR-NummerTekst></v:Egenskab></v:AttributListe></v:OpretInput>`;
  withValidator('Virksomhed.xsd', (validator) => {
    assert.equal(isValid(validator, message('11111111')), true);
    assert.equal(isValid(validator, message('1111111A')), false);
  });
});
