/**
 * What is publicly known of Klassifikation 7, fact by fact, held against the documents that we serve. The received contract is
 * that of version 6; these facts are from KOMBIT's Java samples (kosdy_infrastructureSamples-java, folder wsdl/Klasse) and from
 * an answer of the real service in the tests of os2mo-fkk (spec neighbours §2.1-2.3). Names, orders and cardinalities alone.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NS } from '../../src/standard/namespaces.ts';
import { type Tjeneste, tjenester } from '../../src/standard/tjenester.ts';
import type { Property } from './component.ts';
import { readContract } from './contract.ts';
import { generated, generatedWsdl } from './sources.ts';

const tjenesteI7 = (navn: string): Tjeneste =>
  tjenester.find((en) => en.navn === navn && en.version === 7) ?? assert.fail(`no ${navn} 7`);
const contractOf = (navn: string) => readContract(generatedWsdl(tjenesteI7(navn)), generated());

/** A content model in short: `sd:` names of the shared namespace, others as they are; `?` `*` `+` as in expressions; locals with their type. */
function kort(content: Property | undefined): string {
  const navn = (ns: string, lokal: string) => (ns === NS.sd ? `sd:${lokal}` : lokal);
  const ANTAL: Readonly<Record<string, string>> = { '0..1': '?', '0..unbounded': '*', '1..unbounded': '+', '1..1': '' };
  return [content ?? []]
    .flat()
    .flatMap((post) => {
      const [, art, ns, lokal, antal, base] =
        /^(global|local) \{(.*?)\}(\S+) (\S+)(?: base=\{.*\}(\S+))?/.exec(post) ?? [];
      if (!art) return [];
      return `${navn(ns!, lokal!)}${ANTAL[antal!]}${art === 'local' ? `=${base}` : ''}`;
    })
    .join(' ');
}

interface Fakta {
  readonly type: string;
  readonly er: string;
  readonly udvider?: string;
  /** File of the samples. */
  readonly kilde: string;
}

const KLASSE: readonly Fakta[] = [
  {
    type: 'EgenskabType',
    er: 'sd:Virkning? sd:BrugervendtNoegleTekst? sd:BeskrivelseTekst? sd:EksempelTekst? sd:OmfangTekst? sd:TitelTekst? sd:RetskildeTekst? sd:Sortering? sd:AendringsnotatTekst? Soegeord*',
    kilde: 'Klasse.xsd',
  },
  {
    type: 'RelationListeType',
    er: 'sd:Ansvarlig? sd:Ejer? sd:Facet? sd:Mapninger* sd:OverordnetKlasse? sd:Redaktoerer*',
    kilde: 'Klasse.xsd',
  },
  { type: 'TilstandListeType', er: 'PubliceretStatus*', kilde: 'Klasse.xsd' },
  { type: 'PubliceretStatusType', er: 'sd:Virkning? sd:ErPubliceretIndikator?', kilde: 'Klasse.xsd' },
  { type: 'KlasseType', er: 'Registrering+', udvider: 'sd:SagDokObjektType', kilde: 'Klasse.xsd' },
  {
    type: 'FiltreretOejebliksbilledeType',
    er: 'ObjektID=SagDokObjektType DataEjer?=DataEjer Registrering*=RegistreringType',
    kilde: 'KlasseOperationer.xsd; os2mo-fkk test_models.py',
  },
  {
    type: 'SoegInputType',
    er: 'AttributListe TilstandListe RelationListe',
    udvider: 'sd:SoegInputType',
    kilde: 'KlasseOperationer.xsd',
  },
  { type: 'RegistreringBeskedType', er: 'sd:UUIDIdentifikator Registrering', kilde: 'KlasseBesked.xsd' },
];

const SD: readonly Fakta[] = [
  {
    type: 'SoegInputType',
    er: 'sd:FoersteResultatReference? sd:MaksimalAntalKvantitet? sd:SoegRegistrering? sd:SoegVirkning? sd:DataEjer?=DataEjer',
    kilde: 'SagDokObjekt.xsd',
  },
  { type: 'DataEjer', er: 'sd:CVR?', kilde: 'SagDokObjekt.xsd' },
  { type: 'RelationType', er: 'sd:Virkning? sd:ReferenceID?', kilde: 'SagDokObjekt.xsd' },
  { type: 'MapningerFlerRelationType', er: '', udvider: 'sd:DynamicRoleFlerRelationType', kilde: 'SagDokObjekt.xsd' },
  {
    type: 'DynamicRoleFlerRelationType',
    er: 'sd:Rolle=UuidLabelNoUrnInputType sd:Type=UuidLabelNoUrnInputType sd:Indeks=IndeksInputType',
    udvider: 'sd:FlerRelationType',
    kilde: 'SagDokObjekt.xsd',
  },
  { type: 'UuidLabelNoUrnInputType', er: 'sd:UUIDIdentifikator sd:Label?=string', kilde: 'SagDokObjekt.xsd' },
  { type: 'UuidLabelInputType', er: 'sd:Label?=string', udvider: 'sd:UnikIdType', kilde: 'SagDokObjekt.xsd' },
  { type: 'IndeksInputType', er: 'sd:UUIDIdentifikator?', kilde: 'SagDokObjekt.xsd' },
];

const { schema, wsdl } = contractOf('Klasse');
const klasseNs = tjenesteI7('Klasse').namespace;

for (const [ns, fakta] of [
  [klasseNs, KLASSE],
  [NS.sd, SD],
] as const) {
  for (const { type, er, udvider, kilde } of fakta) {
    test(`${ns === NS.sd ? 'sd' : 'klasse'}:${type} is as in ${kilde}`, () => {
      const component = schema.get(`type {${ns}}${type}`) ?? assert.fail(`no type ${type}`);
      assert.equal(kort(component.properties.get('content')), er);
      const base = component.properties.get('extends');
      assert.equal(base === undefined ? undefined : String(base).replace(`{${NS.sd}}`, 'sd:'), udvider);
    });
  }
}

test('a ReferenceID is a UUID or URN with a Label; CVR has 8 digits; Sortering goes from 1 to 100', () => {
  const element = (navn: string) => schema.get(`element {${NS.sd}}${navn}`)!.properties;
  assert.equal(element('ReferenceID').get('base'), `{${NS.sd}}UuidLabelInputType`);
  assert.equal(element('AktoerRef').get('base'), `{${NS.sd}}UnikIdType`);
  assert.equal(element('CVR').get('pattern'), '[0-9]{8}');
  const moenster = new RegExp(`^(?:${element('Sortering').get('pattern')})$`);
  const passer = Array.from({ length: 103 }, (_, n) => String(n)).filter((tal) => moenster.test(tal));
  assert.deepEqual([passer[0], passer.at(-1), passer.length], ['1', '100', 100]);
});

test('the names of the service, and its actions, which are those of version 6 (Klasse.wsdl)', () => {
  assert.equal(klasseNs, 'http://stoettesystemerne.dk/klassifikation/klasse/7/');
  const { wsdlNamespace, wsdlServiceNavn, operationer } = tjenesteI7('Klasse');
  assert.equal(wsdlNamespace, 'http://stoettesystemerne.dk/klassifikation');
  assert.equal(wsdlServiceNavn, 'KlasseService_7');
  assert.ok(wsdl.has(`service {${wsdlNamespace}}KlasseService_7`));
  assert.ok(wsdl.has(`portType {${wsdlNamespace}}KlassePortType`));
  const i6 = tjenester.find((en) => en.navn === 'Klasse' && en.version === 6)!;
  assert.deepEqual(operationer, i6.operationer);
});

/** Not public: what docs/decisions/0043 takes them to be. */
test('Facet and Klassifikation have the changes that fit them', () => {
  const facet = contractOf('Facet').schema;
  const type = (navn: string) =>
    kort(facet.get(`type {${tjenesteI7('Facet').namespace}}${navn}`)?.properties.get('content'));
  assert.equal(
    type('EgenskabType'),
    'sd:Virkning? sd:BrugervendtNoegleTekst? sd:TitelTekst? sd:BeskrivelseTekst? sd:OpbygningTekst? sd:OphavsretTekst? sd:Sortering? sd:SupplementTekst? sd:RetskildeTekst?',
  );
  assert.equal(type('RelationListeType'), 'sd:Ansvarlig? sd:Ejer? sd:FacetTilhoerer? sd:Redaktoerer*');
  assert.equal(facet.has(`element {${NS.sd}}PlanIdentifikator`), false, 'the public shared schema has no such element');
  const klassifikation = contractOf('Klassifikation').schema;
  const billede = klassifikation.get(`type {${tjenesteI7('Klassifikation').namespace}}FiltreretOejebliksbilledeType`);
  assert.match(kort(billede?.properties.get('content')), /^ObjektID=SagDokObjektType DataEjer\?=DataEjer /);
});
