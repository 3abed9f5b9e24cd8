/**
 * Holds every answer against the received XSDs (scenario T14), with libxml2 and none of our own schema code. Without the
 * received contract the check is left out, with a clear line; `.ci/run` insists on it.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { XmlBufferInputProvider, XmlDocument, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm';
import { NS } from '../../src/standard/namespaces.ts';
import { tjenester } from '../../src/standard/tjenester.ts';

export const KONTRAKT = resolve(process.env.FKORG_CONTRACT ?? '../shared/contract/received', 'sf1500-6.0');

const ROD = 'mem:///kontrakt';

/** The received schema files by address, with the folders that they refer to one another by. */
function filer(): Record<string, Uint8Array> {
  const ud: Record<string, Uint8Array> = {};
  for (const mappe of readdirSync(resolve(KONTRAKT, 'xsd'))) {
    for (const fil of readdirSync(resolve(KONTRAKT, 'xsd', mappe))) {
      if (fil.endsWith('.xsd')) ud[`${ROD}/xsd/${mappe}/${fil}`] = readFileSync(resolve(KONTRAKT, 'xsd', mappe, fil));
    }
  }
  return ud;
}

/** An envelope whose header and body hold nothing that the received schemas do not declare. */
function konvolutSkema(): string {
  const importer = tjenester.map(
    ({ navn, namespace }) =>
      `<xs:import namespace="${namespace}" schemaLocation="${ROD}/xsd/6.0.STS-0/${navn}Operationer.xsd"/>`,
  );
  return (
    `<xs:schema xmlns:xs="${NS.xsd}" targetNamespace="${NS.soap12}" elementFormDefault="qualified">${importer.join('')}` +
    `<xs:import namespace="${NS.header}" schemaLocation="${ROD}/xsd/common/RequestHeader.xsd"/>` +
    `<xs:element name="Envelope"><xs:complexType><xs:sequence>` +
    `<xs:element name="Header"><xs:complexType><xs:sequence><xs:any namespace="##other" processContents="strict" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>` +
    `<xs:element name="Body"><xs:complexType><xs:sequence><xs:any namespace="##other" processContents="strict"/></xs:sequence></xs:complexType></xs:element>` +
    `</xs:sequence></xs:complexType></xs:element></xs:schema>`
  );
}

let validator: XsdValidator | undefined;

function findValidator(): XsdValidator | undefined {
  if (validator) return validator;
  if (!existsSync(KONTRAKT)) {
    assert.ok(
      process.env.FKORG_REQUIRE_CONTRACT !== '1',
      `the received contract is demanded and is not at ${KONTRAKT}`,
    );
    return undefined;
  }
  xmlRegisterInputProvider(new XmlBufferInputProvider(filer()));
  const skema = XmlDocument.fromString(konvolutSkema());
  validator = XsdValidator.fromDoc(skema);
  skema.dispose();
  return validator;
}

if (!existsSync(KONTRAKT)) console.error('The received contract is not here: answers are not held against its XSDs.');

/** Fails with libxml2's words where an answer does not fit the received XSDs. */
export function assertSvarPasser(konvolut: string): void {
  const findes = findValidator();
  if (!findes) return;
  const doc = XmlDocument.fromString(konvolut);
  try {
    findes.validate(doc);
  } catch (fejl) {
    assert.fail(
      `the answer does not fit the received XSDs: ${fejl instanceof Error ? fejl.message : fejl}\n${konvolut.slice(0, 3000)}`,
    );
  } finally {
    doc.dispose();
  }
}
