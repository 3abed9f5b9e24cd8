/** The WSDL and the schema of value lists mean what the received ones mean. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { test } from 'node:test';
import { BESKED_NS } from '../../src/standard/besked-namespaces.ts';
import { beskedNavnerum } from '../../src/standard/besked-skema.ts';
import { listeoperationer } from '../../src/standard/vaerdiliste-tjeneste.ts';
import { skrivListeWsdl } from '../../src/standard/vaerdiliste-wsdl.ts';
import { skrivXsd } from '../../src/standard/xsd.ts';
import { differences, reachable, report } from './component.ts';
import { readContract, type Source } from './contract.ts';
import { receivedFolder } from './sources.ts';

const folder = resolve(receivedFolder, '../beskedfordeler');
const skip =
  process.env.FKORG_REQUIRE_CONTRACT === '1' || existsSync(folder)
    ? false
    : `the received contract is not at hand (looked in ${folder}; FKORG_CONTRACT names another folder)`;

/** What signatures hold is nobody's business here: both sides read it as one element. */
const SIGNATURE = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
  targetNamespace="${BESKED_NS.dsig}">
  <xs:element name="Signature" type="xs:anyType"/></xs:schema>`;

const received: Source = {
  resolve: (address, from) => resolve(dirname(from), address),
  text: (address) => (basename(address) === 'xmldsig-core-schema.xsd' ? SIGNATURE : readFileSync(address, 'utf8')),
};

const xsd = ({ dokument }: { readonly dokument: string }) => `${dokument}.xsd`;
const ADDRESS = 'https://fkorg.example:15000/sts-bf-soap/StsbeskedfordelerImpl';
const WSDL = 'Vaerdiliste.wsdl';
const texts = new Map([
  [WSDL, skrivListeWsdl({ tjeneste: ADDRESS, skemaOf: xsd })],
  ...[...beskedNavnerum.values()].map((rum) => [xsd(rum), skrivXsd(rum, xsd)] as const),
]);
const generated: Source = { resolve: (address) => address, text: (address) => texts.get(address)! };

const expectedOf = () => readContract(resolve(folder, 'wsdl/Beskedfordeler.wsdl'), received);

test('the schema of value lists means what the received one means', { skip }, () => {
  const [expected, actual] = [expectedOf(), readContract(WSDL, generated)];
  const declared = [...expected.schema.keys()].filter((key) =>
    [BESKED_NS.vaerdiliste, BESKED_NS.beskedfordeler].some((ns) => key.includes(` {${ns}}`)),
  );
  assert.ok(declared.length > 60, 'both namespaces are looked at whole');
  const reached = reachable(expected.schema, [...expected.messageElements, ...declared]);
  assert.equal(report(differences(expected.schema, actual.schema, new Set([...reached, ...actual.schema.keys()]))), '');
});

test('the WSDL of value lists means what the received one means, but for policy and address', { skip }, () => {
  const [expected, actual] = [expectedOf(), readContract(WSDL, generated)];
  const found = differences(expected.wsdl, actual.wsdl, new Set([...expected.wsdl.keys(), ...actual.wsdl.keys()]));
  const isAgreed = ({ key, property }: (typeof found)[number]) =>
    /(^| )policy$/.test(property) ||
    property.endsWith(' address location') ||
    `${key}${property}` === 'definitions import';
  assert.equal(report(found.filter((difference) => !isAgreed(difference))), '');
});

test('there are eleven operations, each with an action of its own', () => {
  assert.equal(new Set(listeoperationer.map(({ soapAction }) => soapAction)).size, 11);
  assert.ok(texts.get(WSDL)!.includes(`location="${ADDRESS}"`));
});
