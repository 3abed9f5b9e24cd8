/**
 * Klassifikation 6 over the wire: scenarios 42 to 50 (spec neighbours §8), on classes in the form of KLE that KOMBIT imports with
 * one message; and every rule between objects as a client meets it.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { NS } from '../../src/standard/namespaces.ts';
import { type ObjektType, objekttyper } from '../../src/standard/objekttyper.ts';
import * as b from './beskeder.ts';
import { find, findAlle, KOMBIT, KORSBAEK, nyVerden, type Svar, SYDDJURS, type Verden } from './verden.ts';

const [KLASSIFIKATION, FACET, ANDEN_FACET, HANDLINGER] = [newUuid(), newUuid(), newUuid(), newUuid()];
const SYSTEM = '/klassifikation/klassifikationsystem/6';
const ALTID: b.Filter = { virkningFra: '*', virkningTil: '*' };
const [FRA, SKIFT] = ['1988-01-01T00:00:00+01:00', '2001-09-11T00:00:00+02:00'];

const noegle = (tekst: string) => `<sd:BrugervendtNoegleTekst>${tekst}</sd:BrugervendtNoegleTekst>`;
const titel = (tekst: string) => `<sd:TitelTekst>${tekst}</sd:TitelTekst>`;
const publiceret = (vaerdi: boolean) =>
  `<PubliceretStatus><sd:Virkning/><sd:ErPubliceretIndikator>${vaerdi}</sd:ErPubliceretIndikator></PubliceretStatus>`;
const iFacet = (facet = FACET) => b.relation('Facet', facet, b.virkning('*'));
const under = (uuid: string) => b.relation('OverordnetKlasse', uuid, b.virkning('*'));

interface Objekt {
  readonly type: ObjektType;
  readonly uuid: string;
  readonly attributter: string;
  readonly relationer?: string;
}

function systemimport(klassifikation: Objekt, facetter: readonly Objekt[], klasser: readonly Objekt[]): string {
  const objekt = ({ type, uuid, attributter, relationer = '' }: Objekt) =>
    `<x:${type} xmlns:x="${objekttyper[type].namespace}" xmlns="${objekttyper[type].namespace}">` +
    `<sd:UUIDIdentifikator>${uuid}</sd:UUIDIdentifikator><Registrering><AttributListe>${attributter}</AttributListe>` +
    `<TilstandListe/><RelationListe>${relationer}</RelationListe></Registrering></x:${type}>`;
  return (
    `<s:ImporterKlassifikationSystemInput xmlns:s="http://stoettesystemerne.dk/klassifikation/klassifikationsystem/6/" xmlns:sd="${NS.sd}">` +
    `${objekt(klassifikation)}<s:FacetterInput>${facetter.map(objekt).join('')}</s:FacetterInput>` +
    `<s:KlasserInput>${klasser.map(objekt).join('')}</s:KlasserInput></s:ImporterKlassifikationSystemInput>`
  );
}

const HIERARKI = ['85.11.06', '85.11', '85', '86'].map((nummer) => ({ nummer, uuid: newUuid() }));
const uuidAf = (nummer: string) => HIERARKI.find((en) => en.nummer === nummer)!.uuid;
const klasse = (nummer: string, facet = FACET): Objekt => ({
  type: 'Klasse',
  uuid: HIERARKI.find((en) => en.nummer === nummer)?.uuid ?? newUuid(),
  attributter:
    b.egenskab(noegle(nummer) + titel('før'), b.virkning(FRA, SKIFT)) +
    b.egenskab(noegle(nummer) + titel('efter'), b.virkning(SKIFT)),
  relationer: iFacet(facet) + (nummer.includes('.') && facet === FACET ? under(uuidAf(nummer.slice(0, -3))) : ''),
});

let verden: Verden;
before(async () => {
  verden = await nyVerden();
});
after(() => verden[Symbol.asyncDispose]());
beforeEach(() => verden.ur.advance(1000));

const kald = async (type: ObjektType, body: string, cvr = KORSBAEK) => {
  const svar = await verden.kald(b.STI(type), body, cvr);
  verden.ur.advance(1000);
  return svar;
};
const uuids = (svar: Svar) => findAlle(svar.body, 'UUIDIdentifikator').map((e) => e.tekst);
const soeg = (indhold: b.Lister, ramme: b.Ramme = {}, cvr = KORSBAEK) =>
  kald('Klasse', b.soeg('Klasse', indhold, ramme), cvr);
const medNoegle = (tekst: string) => ({ attributter: `<Egenskab>${noegle(tekst)}</Egenskab>` });
const facetten = (facet: string) => ({ relationer: b.relation('Facet', facet, '') });

test('49: the import of a system answers for each object, and the hierarchy gives the three lists', async () => {
  const facet = (uuid: string) => ({
    ...{ type: 'Facet' as const, uuid, attributter: b.egenskab(titel('facet')) },
    relationer: b.relation('FacetTilhoerer', KLASSIFIKATION),
  });
  const mange = Array.from({ length: 1201 }, (_, nr) => klasse(`n${nr}`, HANDLINGER));
  const besked = systemimport(
    { type: 'Klassifikation', uuid: KLASSIFIKATION, attributter: b.egenskab(titel('KLE')) },
    [FACET, ANDEN_FACET, HANDLINGER].map(facet),
    [...HIERARKI.map(({ nummer }) => klasse(nummer)), ...mange],
  );
  const svar = await verden.kald(SYSTEM, besked, KOMBIT);
  const koder = findAlle(svar.body, 'UnikRetur').map((e) => find(e, 'StatusKode')!.tekst);
  assert.deepEqual(new Set(koder), new Set(['20']));
  assert.equal(koder.length, 1 + 3 + 4 + 1201);
  const hierarki = await verden.kald(SYSTEM, b.hierarki('klassifikation', { antal: 5000 }));
  for (const [navn, antal] of Object.entries({ Klassifikationer: 1, Facetter: 3, Klasser: 1205 })) {
    assert.ok(find(hierarki.body, navn)!.boern.length >= antal, navn);
  }
});

test('43: pages of 500 to the end: 500, 500, 201, and then 44 and an empty list', async () => {
  const side = (foerste: number, antal?: number) =>
    soeg(facetten(HANDLINGER), { foerste, ...(antal !== undefined && { antal }) });
  const sider = [await side(0, 500), await side(500, 500), await side(1000, 500)];
  assert.deepEqual(
    sider.map((svar) => [svar.kode, uuids(svar).length]),
    [
      [20, 500],
      [20, 500],
      [20, 201],
    ],
  );
  assert.equal(new Set(sider.flatMap(uuids)).size, 1201);
  const slut = await side(1500, 500);
  assert.deepEqual([slut.kode, find(slut.body, 'IdListe')!.boern], [44, []]);
  for (const antal of [2000, undefined]) assert.equal(uuids(await side(0, antal)).length, 500);
});

test('44: 85* is 85 and all that begins so, 85.11 is one', async () => {
  const fundne = async (tekst: string) => new Set(uuids(await soeg(medNoegle(tekst))));
  assert.deepEqual(await fundne('85*'), new Set(['85', '85.11', '85.11.06'].map(uuidAf)));
  assert.deepEqual(await fundne('85.11'), new Set([uuidAf('85.11')]));
  assert.deepEqual(await fundne('85.11*'), new Set(['85.11', '85.11.06'].map(uuidAf)));
});

test('42, 45: nothing found is 44; the contract demands the three lists, and a search without one is taken all the same', async () => {
  assert.equal((await soeg(medNoegle('99'))).kode, 44);
  assert.equal((await kald('Klasse', b.laes('Klasse', newUuid()))).kode, 44);
  const wsdl = await (await fetch(`${verden.url}${b.STI('Klasse')}?wsdl`)).text();
  assert.match(wsdl, /SoegInput/);
  const hel = b.soeg('Klasse', medNoegle('85'));
  for (const liste of ['TilstandListe', 'RelationListe']) {
    const uden = await kald('Klasse', hel.replace(`<${liste}></${liste}>`, ''));
    assert.deepEqual([uden.kode, uuids(uden)], [20, [uuidAf('85')]], liste);
  }
});

test('46, 47: both open filters give every Egenskab, none the one of now; parents lead to the top', async () => {
  const titler = async (filter?: b.Filter) =>
    findAlle((await kald('Klasse', b.laes('Klasse', uuidAf('85.11'), filter))).body, 'TitelTekst').map((e) => e.tekst);
  assert.deepEqual([await titler(ALTID), await titler()], [['før', 'efter'], ['efter']]);
  const vej: string[] = [];
  for (let uuid: string | undefined = uuidAf('85.11.06'); uuid; ) {
    const svar: Svar = await kald('Klasse', b.laes('Klasse', uuid));
    vej.push(find(svar.body, 'BrugervendtNoegleTekst')!.tekst);
    const over = find(svar.body, 'OverordnetKlasse');
    uuid = over && find(over, 'UUIDIdentifikator')!.tekst;
  }
  assert.deepEqual(vej, ['85.11.06', '85.11', '85']);
});

test('48: an unpublished class is found and read, and left out where the template asks for published ones', async () => {
  const uuid = newUuid();
  const attributter = b.egenskab(noegle('upubliceret'));
  const indhold = { attributter, relationer: iFacet(ANDEN_FACET), tilstande: publiceret(false) };
  assert.equal((await kald('Klasse', b.importer('Klasse', uuid, indhold))).kode, 20);
  const medStatus = async (tilstande: string) => (await soeg({ ...medNoegle('upubliceret'), tilstande })).kode;
  const krav = (vaerdi: boolean) => publiceret(vaerdi);
  assert.deepEqual([await medStatus(''), await medStatus(krav(false)), await medStatus(krav(true))], [20, 20, 44]);
});

test('a change feed: each class of a facet that was changed since comes once, ended ones where their code is asked for', async () => {
  const siden = new Date(verden.ur()).toISOString();
  const tid = (kode = '') =>
    `<sd:SoegRegistrering><sd:FraTidspunkt><sd:TidsstempelDatoTid>${siden}</sd:TidsstempelDatoTid></sd:FraTidspunkt>${kode}</sd:SoegRegistrering>`;
  const aendrede = async (kode?: string) => uuids(await soeg(facetten(FACET), { tid: tid(kode) }));
  assert.deepEqual(await aendrede(), []);
  for (const tekst of ['en', 'to']) {
    const indhold = { attributter: b.egenskab(noegle('86') + titel(tekst), b.virkning(SKIFT)) };
    assert.equal((await kald('Klasse', b.ret('Klasse', uuidAf('86'), indhold), KOMBIT)).kode, 20);
  }
  const passiv = klasse('85.11.06');
  const egen = newUuid();
  await kald('Klasse', b.importer('Klasse', egen, { attributter: passiv.attributter, relationer: iFacet() }), KOMBIT);
  await kald('Klasse', b.medUuid('Klasse', 'PassiverInput', egen), KOMBIT);
  assert.deepEqual(await aendrede(), [uuidAf('86')]);
  assert.deepEqual(await aendrede('<sd:LivscyklusKode>Passiveret</sd:LivscyklusKode>'), [egen]);
});

test('50 and its neighbours: each rule between objects is told with its place, and nothing is changed', async () => {
  const attributter = b.egenskab(noegle('x'));
  const importer = (relationer: string, uuid = newUuid(), cvr = KORSBAEK) =>
    kald('Klasse', b.importer('Klasse', uuid, { attributter, relationer }), cvr);
  const ret = (uuid: string, relationer: string) => kald('Klasse', b.ret('Klasse', uuid, { relationer }));
  const [egen, barn] = [newUuid(), newUuid()];
  assert.equal((await importer(iFacet() + under(uuidAf('85.11')), egen)).kode, 20, 'below a common class');
  assert.equal((await importer(iFacet() + under(egen), barn)).kode, 20);
  const facet = (relationer: string) => kald('Facet', b.importer('Facet', newUuid(), { attributter, relationer }));
  for (const [rejected, kode, regel, sted] of [
    [await importer(''), 40, 'tilhoer-mangler', 'Facet'],
    [await kald('Klasse', b.opret('Klasse', { attributter })), 40, 'tilhoer-mangler', 'Facet'],
    [await ret(egen, iFacet(ANDEN_FACET)), 40, 'tilhoer-skifter', 'Facet'],
    [await importer(iFacet(newUuid())), 40, 'reference-ukendt', 'Facet'],
    [await importer(iFacet() + under(newUuid())), 40, 'reference-ukendt', 'OverordnetKlasse'],
    [await importer(iFacet(ANDEN_FACET) + under(egen)), 40, 'overordnet-facet', 'OverordnetKlasse'],
    [await ret(egen, under(barn)), 40, 'overordnet-kreds', 'OverordnetKlasse'],
    [await facet(''), 40, 'tilhoer-mangler', 'FacetTilhoerer'],
    [await facet(b.relation('FacetTilhoerer', KLASSIFIKATION)), 41, 'facet-ejer', 'FacetTilhoerer'],
    [await kald('Klasse', b.ret('Klasse', uuidAf('85'), { attributter })), 41, 'faelles-objekt', 'UUIDIdentifikator'],
  ] as const) {
    const tekst = find(rejected.body, 'FejlbeskedTekst')!.tekst;
    assert.deepEqual([rejected.kode, tekst.includes(regel), tekst.includes(sted)], [kode, true, true], tekst);
  }
  const laest = await kald('Klasse', b.laes('Klasse', egen));
  assert.equal(find(find(laest.body, 'Facet')!, 'UUIDIdentifikator')!.tekst, FACET);
  assert.equal(
    (await kald('Klasse', b.laes('Klasse', egen), SYDDJURS)).kode,
    44,
    'another municipality sees none of it',
  );
});
