import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml } from '../xml/parse.ts';
import { brudTekst } from './brud-tekst.ts';
import { forklar } from './forklaring.ts';
import type { KompleksType, SimpelType } from './komponenter.ts';
import { alleNavnerum } from './skema.ts';
import { moensterTekst } from './vaerdi-regler.ts';

const LIMITS = { depthMax: 64, elementsMax: 100_000, attributesMax: 64 };
const NS = 'xmlns="http://stoettesystemerne.dk/organisation/organisationenhed/6/" xmlns:sd="urn:oio:sagdok:3.0.0"';

function beskedOf(anmodning: string) {
  const text = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${anmodning}</e:Body></e:Envelope>`;
  return parseXml(new TextEncoder().encode(text), LIMITS).rod;
}

const brudI = (navn: string, indhold: string) => forklar(beskedOf(`<${navn} ${NS}>${indhold}</${navn}>`));

/** Place and rule of each breach. */
const kort = (navn: string, indhold: string) => brudI(navn, indhold).map(({ sted, regel }) => `${sted} ${regel}`);

test('all that is wrong is found at once, each at its place', () => {
  const egenskaber = `<Egenskab/><Egenskab><sd:EnhedNavn>${'x'.repeat(201)}</sd:EnhedNavn><sd:Ukendt/></Egenskab>`;
  assert.deepEqual(
    kort(
      'RetInput',
      `løs<AttributListe a="1">${egenskaber}</AttributListe><RelationListe><sd:Tilhoerer/><sd:Tilhoerer/><sd:Adresser/></RelationListe>`,
    ),
    [
      'RetInput tekst-uventet',
      'RetInput element-mangler',
      'RetInput/AttributListe attribut-ukendt',
      'RetInput/AttributListe/Egenskab[2]/Ukendt element-ukendt',
      'RetInput/AttributListe/Egenskab[2]/EnhedNavn tekst-for-lang',
      'RetInput/RelationListe/Tilhoerer[2] element-for-mange',
      'RetInput/RelationListe/Adresser element-raekkefoelge',
      'RetInput/RelationListe/Adresser element-mangler',
      'RetInput/RelationListe/Adresser element-mangler',
      'RetInput/RelationListe/Adresser element-mangler',
    ],
  );
});

test('an element in the wrong namespace is not missing as well, and is told where it belongs', () => {
  assert.deepEqual(brudI('SletInput', '<UUIDIdentifikator>x</UUIDIdentifikator>'), [
    {
      regel: 'element-ukendt',
      sted: 'SletInput/UUIDIdentifikator',
      forventet:
        'UUIDIdentifikator i navnerummet urn:oio:sagdok:3.0.0 (her er http://stoettesystemerne.dk/organisation/organisationenhed/6/)',
    },
  ]);
});

test('what is out of order is told which sibling it belongs before, however long the list', () => {
  const liste = '<RelationListe><sd:TilknyttedeItSystemer/><sd:TilknyttedePersoner/></RelationListe>';
  assert.deepEqual(
    brudI('SoegInput', liste).map(({ forventet }) => forventet),
    ['TilknyttedePersoner før TilknyttedeItSystemer'],
  );
});

test('one element out of order does not hide the next', () => {
  const lister = '<RelationListe/><AttributListe/><TilstandListe/>';
  assert.deepEqual(kort('SoegInput', lister), [
    'SoegInput/AttributListe element-raekkefoelge',
    'SoegInput/TilstandListe element-raekkefoelge',
  ]);
});

test('an unknown element is told every name that may stand there, and none where nothing may', () => {
  const forventet = (ns: string, indhold: string) => {
    const text = `<SoegInput xmlns="http://stoettesystemerne.dk/organisation/${ns}/6/">${indhold}</SoegInput>`;
    return forklar(beskedOf(text)).map((brud) => brud.forventet);
  };
  const [relation] = forventet('organisation', '<RelationListe><x/></RelationListe>');
  assert.match(relation ?? '', /^et af Adresser, .*, TilknyttedeItSystemer, Virksomhed, Virksomhedstype$/);
  assert.deepEqual(forventet('organisation', '<AttributListe><x/></AttributListe>'), ['Egenskab']);
  assert.deepEqual(forventet('person', '<RelationListe><x/></RelationListe>'), ['intet element her']);
  assert.deepEqual(forventet('person', '<RelationListe>x</RelationListe>'), ['et tomt element']);
});

test('both sides of a choice are one breach', () => {
  const uuid = '<sd:UUIDIdentifikator>5c63e3a4-1c4f-4b8e-9f0a-000000000001</sd:UUIDIdentifikator>';
  const reference = `<sd:ReferenceID>${uuid}<sd:URNIdentifikator>u</sd:URNIdentifikator></sd:ReferenceID>`;
  assert.deepEqual(kort('SoegInput', `<RelationListe><sd:Tilhoerer>${reference}</sd:Tilhoerer></RelationListe>`), [
    'SoegInput/RelationListe/Tilhoerer/ReferenceID valg-mangler',
  ]);
});

test('white space round a value is named as the fault', () => {
  const [brud] = brudI(
    'SletInput',
    '<sd:UUIDIdentifikator>\n5c63e3a4-1c4f-4b8e-9f0a-000000000001 </sd:UUIDIdentifikator>',
  );
  assert.match(brud?.forventet ?? '', /uden mellemrum eller linjeskift omkring$/);
});

test('a long text is counted in characters, not in halves of them', () => {
  const navn = (tegn: number) =>
    `<AttributListe><Egenskab><sd:EnhedNavn>${'😀'.repeat(tegn)}</sd:EnhedNavn></Egenskab></AttributListe>`;
  assert.deepEqual(kort('SoegInput', navn(200)), []);
  const [brud] = brudI('SoegInput', navn(201));
  assert.match(brud?.forventet ?? '', /^højst 200 tegn \(her er 201\)$/);
  assert.match(brud?.vaerdi ?? '', /^(?:😀)+… \(201 tegn\)$/);
  assert.match(brudI('SoegInput', navn(201).replace('😀', 'x😀'))[0]?.vaerdi ?? '', /^x(?:😀)+… \(202 tegn\)$/u);
});

test('at most twenty breaches are told, and many cost no more than reading them', () => {
  const mange = '<sd:UUIDIdentifikator>x</sd:UUIDIdentifikator>'.repeat(50_000);
  const rod = beskedOf(`<ListInput ${NS}>${mange}</ListInput>`);
  const foer = process.cpuUsage();
  const brud = forklar(rod);
  const { user, system } = process.cpuUsage(foer);
  assert.equal(brud.length, 20);
  assert.equal(brud.at(-1)?.sted, 'ListInput/UUIDIdentifikator[20]');
  assert.ok(user + system < 1_000_000, `${(user + system) / 1000} ms`);
});

test('every pattern of the contract has words', () => {
  const moenstre = alleNavnerum.flatMap(({ elementer, typer }) =>
    [...elementer.map(({ type }) => type), ...typer].flatMap((type: SimpelType | KompleksType) =>
      type.art === 'simpel' && type.moenster !== undefined ? [type.moenster] : [],
    ),
  );
  assert.ok(moenstre.length > 5);
  for (const moenster of moenstre) assert.doesNotMatch(moensterTekst(moenster), /mønsteret/, moenster);
});

test('a breach as text: place, rule, value, what would be right', () => {
  const brud = brudI('SletInput', '<sd:UUIDIdentifikator>x</sd:UUIDIdentifikator>');
  assert.equal(
    brudTekst(brud),
    'SletInput/UUIDIdentifikator: værdien har ikke den form, som kontrakten kræver (regel vaerdi-moenster). ' +
      'Værdi: »x«. Forventet: et UUID: 8-4-4-4-12 hexadecimale cifre med bindestreger.',
  );
  assert.equal(brudTekst([]), '');
});

test('many breaches are told in part and counted, and long ones cut', () => {
  const brud = brudI('ListInput', '<sd:UUIDIdentifikator>x</sd:UUIDIdentifikator>'.repeat(7));
  assert.match(brudTekst(brud), /UUIDIdentifikator\[5\].* Og 2 fejl mere\.$/);
  assert.doesNotMatch(brudTekst(brud), /\[6\]/);
  const flere = brudI('ListInput', '<sd:UUIDIdentifikator>x</sd:UUIDIdentifikator>'.repeat(70));
  assert.match(brudTekst(flere), / Og mindst 15 fejl mere\.$/);
  const langt = brudTekst(brud.map((et) => ({ ...et, sted: 'x'.repeat(900) })));
  assert.ok(langt.length <= 2000, `${langt.length} characters`);
  assert.match(langt, /… Og 2 fejl mere\.$/);
});
