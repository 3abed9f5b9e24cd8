/**
 * Holds every answer against the received XSDs (scenario T14), with libxml2 and none of our own schema code. Without the
 * received contract the check is left out, with a clear line; `.ci/run` insists on it. Version 7 was not received: its
 * answers are held against the documents that we serve.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { XmlBufferInputProvider, XmlDocument, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm';
import { NS } from '../../src/standard/namespaces.ts';
import { navnerumI } from '../../src/standard/skema.ts';
import { tjenester } from '../../src/standard/tjenester.ts';
import type { Versionsnr } from '../../src/standard/versioner.ts';
import { skrivXsd } from '../../src/standard/xsd.ts';

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

/** Where the schemas of a version are: the file of a service, and that of RequestHeader. */
interface Skemaset {
  readonly version: Versionsnr;
  readonly filer: () => Record<string, Uint8Array>;
  readonly tjenesteXsd: (navn: string) => string;
  readonly header: string;
}

const ROD_7 = 'mem:///version-7';
const xsd7 = ({ dokument }: { readonly dokument: string }) => `${ROD_7}/${dokument}.xsd`;

const SAET: Readonly<Record<Versionsnr, Skemaset>> = {
  6: {
    version: 6,
    filer,
    tjenesteXsd: (navn) => `${ROD}/xsd/6.0.STS-0/${navn}Operationer.xsd`,
    header: `${ROD}/xsd/common/RequestHeader.xsd`,
  },
  7: {
    version: 7,
    filer: () =>
      Object.fromEntries(
        [...navnerumI(7).values()].map((rum) => [xsd7(rum), new TextEncoder().encode(skrivXsd(rum, xsd7))]),
      ),
    tjenesteXsd: (navn) => `${ROD_7}/${navn}.xsd`,
    header: `${ROD_7}/RequestHeader.xsd`,
  },
};

/** An envelope whose header and body hold nothing that the schemas do not declare. */
function konvolutSkema({ version: nr, tjenesteXsd, header }: Skemaset): string {
  const importer = tjenester
    .filter(({ version }) => version === nr)
    .map(({ navn, namespace }) => `<xs:import namespace="${namespace}" schemaLocation="${tjenesteXsd(navn)}"/>`);
  return (
    `<xs:schema xmlns:xs="${NS.xsd}" targetNamespace="${NS.soap12}" elementFormDefault="qualified">${importer.join('')}` +
    `<xs:import namespace="${NS.header}" schemaLocation="${header}"/>` +
    `<xs:element name="Envelope"><xs:complexType><xs:sequence>` +
    `<xs:element name="Header"><xs:complexType><xs:sequence><xs:any namespace="##other" processContents="strict" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>` +
    `<xs:element name="Body"><xs:complexType><xs:sequence><xs:any namespace="##other" processContents="strict"/></xs:sequence></xs:complexType></xs:element>` +
    `</xs:sequence></xs:complexType></xs:element></xs:schema>`
  );
}

const validatorer = new Map<Versionsnr, XsdValidator>();

function findValidator(version: Versionsnr): XsdValidator | undefined {
  const kendt = validatorer.get(version);
  if (kendt) return kendt;
  if (version === 6 && !existsSync(KONTRAKT)) {
    assert.ok(
      process.env.FKORG_REQUIRE_CONTRACT !== '1',
      `the received contract is demanded and is not at ${KONTRAKT}`,
    );
    return undefined;
  }
  xmlRegisterInputProvider(new XmlBufferInputProvider(SAET[version].filer()));
  const skema = XmlDocument.fromString(konvolutSkema(SAET[version]));
  const validator = XsdValidator.fromDoc(skema);
  skema.dispose();
  validatorer.set(version, validator);
  return validator;
}

if (!existsSync(KONTRAKT)) console.error('The received contract is not here: answers are not held against its XSDs.');

/** Fails with libxml2's words where an answer of a version does not fit the XSDs. */
export function assertSvarPasser(konvolut: string, version: Versionsnr = 6): void {
  const findes = findValidator(version);
  if (!findes) return;
  const doc = XmlDocument.fromString(konvolut);
  try {
    findes.validate(doc);
  } catch (fejl) {
    assert.fail(
      `the answer does not fit the XSDs: ${fejl instanceof Error ? fejl.message : fejl}\n${konvolut.slice(0, 3000)}`,
    );
  } finally {
    doc.dispose();
  }
}
