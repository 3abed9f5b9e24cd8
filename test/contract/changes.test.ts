/**
 * The comparison sees one change: a facet, a cardinality, an order, a name in the generated text gives exactly one
 * difference. Compared with the text before the change, and with the received contract where it is at hand.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NS } from '../../src/standard/namespaces.ts';
import { tjenester } from '../../src/standard/tjenester.ts';
import { schemaDifferences, wsdlDifferences } from './compare.ts';
import type { Difference } from './component.ts';
import { type Contract, readContract } from './contract.ts';
import { generated, generatedTexts, generatedWsdl, received, receivedWsdl, skipWithoutReceived } from './sources.ts';

interface Change {
  readonly what: string;
  readonly service: string;
  readonly document: string;
  /** The part of the text that is changed; it must be there exactly once. */
  readonly from: string;
  readonly to: string;
  readonly difference: Difference;
}

const PERSON_NS = 'http://stoettesystemerne.dk/organisation/person/6/';
const ENHED_NS = 'http://stoettesystemerne.dk/organisation/organisationenhed/6/';
const sd = (navn: string) => `{${NS.sd}}${navn}`;

const CHANGES: readonly Change[] = [
  {
    what: 'the length of an anonymous type',
    service: 'Adresse',
    document: 'GenerelleDefinitioner.xsd',
    from: `<xs:element name="AdresseTekst">
    <xs:simpleType>
      <xs:restriction base="xs:string">
        <xs:maxLength value="200"/>`,
    to: `<xs:element name="AdresseTekst">
    <xs:simpleType>
      <xs:restriction base="xs:string">
        <xs:maxLength value="201"/>`,
    difference: { key: `element {${NS.sts}}AdresseTekst`, property: 'maxLength', expected: '200', actual: '201' },
  },
  {
    what: 'a pattern',
    service: 'Facet',
    document: 'SagDokObjekt.xsd',
    from: '<xs:pattern value="(100)|[1-9]\\d?"/>',
    to: '<xs:pattern value="[1-9]\\d?"/>',
    difference: {
      key: `element ${sd('PlanIdentifikator')}`,
      property: 'pattern',
      expected: '(100)|[1-9]\\d?',
      actual: '[1-9]\\d?',
    },
  },
  {
    what: 'a missing facet',
    service: 'Person',
    document: 'RequestHeader.xsd',
    from: '<xs:minLength value="1"/>',
    to: '',
    difference: { key: `type {${NS.header}}UUIDType`, property: 'minLength', expected: '1', actual: undefined },
  },
  {
    what: 'a code',
    service: 'Bruger',
    document: 'OrganisationFaelles.xsd',
    from: '<xs:enumeration value="Inaktiv"/>',
    to: '<xs:enumeration value="Passiv"/>',
    difference: {
      key: `type {${NS.orgfaelles}}GyldighedStatusKodeType`,
      property: 'enumeration',
      expected: '2: Inaktiv',
      actual: '2: Passiv',
    },
  },
  {
    what: 'a fixed value',
    service: 'Klasse',
    document: 'SagDokObjekt.xsd',
    from: 'type="xs:boolean" fixed="true"',
    to: 'type="xs:boolean"',
    difference: { key: `element ${sd('GraenseIndikator')}`, property: 'fixed', expected: 'true', actual: undefined },
  },
  {
    what: 'a cardinality',
    service: 'OrganisationEnhed',
    document: 'OrganisationEnhed.xsd',
    from: '<xs:element ref="sd:Tilhoerer" minOccurs="0"/>',
    to: '<xs:element ref="sd:Tilhoerer" minOccurs="0" maxOccurs="unbounded"/>',
    difference: {
      key: `type {${ENHED_NS}}RelationListeType`,
      property: 'content',
      expected: `9: global ${sd('Tilhoerer')} 0..1`,
      actual: `9: global ${sd('Tilhoerer')} 0..unbounded`,
    },
  },
  {
    what: 'an order',
    service: 'Person',
    document: 'Person.xsd',
    from: '<xs:element ref="sts:CPR-NummerTekst" minOccurs="0"/>\n      <xs:element ref="person:NavnTekst" minOccurs="0"/>',
    to: '<xs:element ref="person:NavnTekst" minOccurs="0"/>\n      <xs:element ref="sts:CPR-NummerTekst" minOccurs="0"/>',
    difference: {
      key: `type {${PERSON_NS}}EgenskabType`,
      property: 'content',
      expected: `3: global {${NS.sts}}CPR-NummerTekst 0..1; 4: global {${PERSON_NS}}NavnTekst 0..1`,
      actual: `3: global {${PERSON_NS}}NavnTekst 0..1; 4: global {${NS.sts}}CPR-NummerTekst 0..1`,
    },
  },
  {
    what: 'a local element that becomes a reference',
    service: 'Person',
    document: 'Person.xsd',
    from: '<xs:element name="Registrering" type="person:RegistreringType" minOccurs="0" maxOccurs="unbounded"/>',
    to: '<xs:element ref="person:Registrering" minOccurs="0" maxOccurs="unbounded"/>',
    difference: {
      key: `type {${PERSON_NS}}FiltreretOejebliksbilledeType`,
      property: 'content',
      expected: `2: local {${PERSON_NS}}Registrering 0..unbounded base={${PERSON_NS}}RegistreringType`,
      actual: `2: global {${PERSON_NS}}Registrering 0..unbounded`,
    },
  },
  {
    what: 'a base type',
    service: 'Person',
    document: 'Person.xsd',
    from: '<xs:extension base="sd:ListOutputType">',
    to: '<xs:extension base="sd:BasicOutputType">',
    difference: {
      key: `type {${PERSON_NS}}ListOutputType`,
      property: 'extends',
      expected: sd('ListOutputType'),
      actual: sd('BasicOutputType'),
    },
  },
  {
    what: 'a soapAction',
    service: 'OrganisationSystem',
    document: 'OrganisationSystem.wsdl',
    from: 'organisation/organisationssystem/anonymiser',
    to: 'organisation/organisationsystem/anonymiser',
    difference: {
      key: `binding {${NS.orgfaelles}}OrganisationSystem`,
      property: 'operation anonymiser soapAction',
      expected: 'http://kombit.dk/sts/organisation/organisationssystem/anonymiser',
      actual: 'http://kombit.dk/sts/organisation/organisationsystem/anonymiser',
    },
  },
];

function changedText({ document, from, to }: Change): string {
  const text = generatedTexts.get(document) as string;
  assert.equal(text.split(from).length, 2, `${document} must hold the text exactly once:\n${from}`);
  return text.replace(from, () => to);
}

function assertOneDifference(change: Change, expected: Contract): void {
  const tjeneste = tjenester.find(({ navn }) => navn === change.service);
  assert.ok(tjeneste);
  const source = generated(new Map([[change.document, changedText(change)]]));
  const actual = readContract(generatedWsdl(tjeneste), source);
  const found = [...schemaDifferences(tjeneste, expected, actual), ...wsdlDifferences(expected, actual)];
  assert.deepEqual(found, [change.difference]);
}

const tjenesteOf = (change: Change) => tjenester.find(({ navn }) => navn === change.service) as (typeof tjenester)[0];

for (const change of CHANGES) {
  test(`${change.what} is seen against the unchanged text`, () => {
    assertOneDifference(change, readContract(generatedWsdl(tjenesteOf(change)), generated()));
  });

  test(`${change.what} is seen against the received contract`, { skip: skipWithoutReceived }, () => {
    assertOneDifference(change, readContract(receivedWsdl(tjenesteOf(change)), received));
  });
}
