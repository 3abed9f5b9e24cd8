/**
 * Klassifikation 7 over the wire: scenarios 41, 42, 46 and 51 (spec neighbours §8), and one store behind both versions: what
 * one of them has no words for stays as it is when the other one writes. Every answer is held against the schema by the world.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { facetUuid } from '../../src/data/klassifikation.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import type { XmlElement } from '../../src/xml/parse.ts';
import * as b from './beskeder.ts';
import { find, findAlle, KOMBIT, KORSBAEK, nyVerden, SYDDJURS, type Verden } from './verden.ts';

let verden: Verden;
before(async () => {
  verden = await nyVerden();
});
after(() => verden[Symbol.asyncDispose]());
beforeEach(() => verden.ur.advance(1000));

const MAPNING = '9ef341c6-251b-4820-a077-9071a9070644';
const KLASSE = '9870b51e-3bc0-4f98-8827-eba991dd89a9';
const FACET = facetUuid('Bruger.Type');
const iFacet = b.relation('Facet', FACET, b.virkning('*'));
const ALTID: b.Filter = { virkningFra: '*', virkningTil: '*' };

function kald(version: 6 | 7, body: string, { type = 'Klasse' as ObjektType, cvr = KORSBAEK } = {}) {
  return verden.kald(b.STI(type, version), b.iVersion(type, version, body), cvr);
}

async function skriv(version: 6 | 7, body: string, valg = {}): Promise<void> {
  const svar = await kald(version, body, valg);
  assert.equal(svar.kode, 20, svar.tekst);
  verden.ur.advance(1000);
}

const titel = (tekst: string, efter = '') => `<sd:TitelTekst>${tekst}</sd:TitelTekst>${efter}`;
const sortering = (tal: number | string) => `<sd:Sortering>${tal}</sd:Sortering>`;
const peg = (tag: string, uuid: string, label = '') =>
  `<sd:${tag}><sd:UUIDIdentifikator>${uuid}</sd:UUIDIdentifikator>${label && `<sd:Label>${label}</sd:Label>`}</sd:${tag}>`;
const mapning = (uuid: string, rolle: string, indeks?: string, periode = b.virkning('2020-01-01T00:00:00+01:00')) =>
  `<sd:Mapninger>${periode}${peg('ReferenceID', uuid, 'x')}${peg('Rolle', rolle, 'y')}${peg('Type', KLASSE)}` +
  `<sd:Indeks>${indeks ? `<sd:UUIDIdentifikator>${indeks}</sd:UUIDIdentifikator>` : ''}</sd:Indeks></sd:Mapninger>`;

/** The UUID in a child. */
const uuidI = (element: XmlElement, navn: string) => find(find(element, navn)!, 'UUIDIdentifikator')?.tekst;
const mapninger = async (version: 6 | 7, uuid: string) =>
  findAlle((await kald(version, b.laes('Klasse', uuid, ALTID))).body, 'Mapninger');
const sorteringer = async (uuid: string) =>
  findAlle((await kald(7, b.laes('Klasse', uuid, ALTID))).body, 'Egenskab').map((e) => [
    find(e, 'TitelTekst')?.tekst,
    find(e, 'Sortering')?.tekst,
  ]);

test('41: a class is read with ObjektID and the CVR of its owner; version 6 knows neither', async () => {
  const svar = await kald(7, b.laes('Klasse', KLASSE));
  assert.equal(svar.kode, 20);
  assert.match(svar.tekst, /FejlbeskedTekst>OK</);
  const billede = find(svar.body, 'FiltreretOejebliksbillede')!;
  assert.deepEqual(
    billede.boern.map(({ navn }) => navn),
    ['ObjektID', 'DataEjer', 'Registrering'],
  );
  assert.equal(uuidI(billede, 'ObjektID'), KLASSE);
  assert.equal(find(find(billede, 'DataEjer')!, 'CVR')?.tekst, KOMBIT);
  const i6 = find((await kald(6, b.laes('Klasse', KLASSE))).body, 'FiltreretOejebliksbillede')!;
  assert.deepEqual(
    i6.boern.map(({ navn }) => navn),
    ['ObjektType', 'Registrering'],
  );
});

test('42: an unknown UUID and a search without hits are 44', async () => {
  const laest = await kald(7, b.laes('Klasse', newUuid()));
  assert.equal(laest.kode, 44);
  assert.equal(find(laest.body, 'FiltreretOejebliksbillede'), undefined);
  const soegt = await kald(7, b.soeg('Klasse', { attributter: `<Egenskab>${titel('findes ikke')}</Egenskab>` }));
  assert.equal(soegt.kode, 44);
  assert.deepEqual(findAlle(soegt.body, 'UUIDIdentifikator'), []);
});

test('46: with open filters the whole history of Egenskaber, without filters the one of now', async () => {
  const uuid = newUuid();
  const [foer, efter] = [
    b.virkning('1988-01-01T00:00:00+01:00', '2001-09-11T00:00:00+02:00'),
    b.virkning('2001-09-11T00:00:00+02:00'),
  ];
  const attributter = b.egenskab(titel('før'), foer) + b.egenskab(titel('efter', sortering(3)), efter);
  await skriv(7, b.importer('Klasse', uuid, { attributter, relationer: iFacet }));
  const titler = (svar: { body: XmlElement }) => findAlle(svar.body, 'TitelTekst').map((e) => e.tekst);
  assert.deepEqual(titler(await kald(7, b.laes('Klasse', uuid, ALTID))), ['før', 'efter']);
  assert.deepEqual(titler(await kald(7, b.laes('Klasse', uuid))), ['efter']);
});

test('51: a Mapning comes back with Rolle, Type and Indeks; Labels that are sent are passed over', async () => {
  const [uuid, maal, rolle, indeks] = [newUuid(), newUuid(), newUuid(), newUuid()];
  const relationer = mapning(maal, rolle, indeks.toUpperCase()) + mapning(maal, MAPNING);
  await skriv(7, b.importer('Klasse', uuid, { attributter: b.egenskab(titel('m')), relationer: iFacet + relationer }));
  const [en, to] = await mapninger(7, uuid);
  assert.deepEqual(
    [en!, to!].map((e) => [uuidI(e, 'ReferenceID'), uuidI(e, 'Rolle'), uuidI(e, 'Type'), uuidI(e, 'Indeks')]),
    [
      [maal, rolle, KLASSE, indeks],
      [maal, MAPNING, KLASSE, undefined],
    ],
  );
  const soeg = async (r: string) =>
    (await kald(7, b.soeg('Klasse', { relationer: mapning(maal, r, undefined, '') }))).kode;
  assert.deepEqual([await soeg(rolle), await soeg(MAPNING), await soeg(newUuid())], [20, 20, 44]);
});

test('Sortering is 1 to 100, is found, and has no place in version 6', async () => {
  const uuid = newUuid();
  await skriv(
    7,
    b.importer('Klasse', uuid, { attributter: b.egenskab(titel('s', sortering(100))), relationer: iFacet }),
  );
  const template = (tal: string) => b.soeg('Klasse', { attributter: `<Egenskab>${sortering(tal)}</Egenskab>` });
  assert.deepEqual(
    findAlle((await kald(7, template('100'))).body, 'UUIDIdentifikator').map((e) => e.tekst),
    [uuid],
  );
  for (const tal of ['0', '101', '1.5', ' 7', '']) assert.equal((await kald(7, template(tal))).kode, 40, tal);
  const i6 = await kald(6, template('100'));
  assert.equal(i6.kode, 40);
  assert.match(i6.tekst, /element-ukendt/);
});

test('the four relations that version 7 has not are refused there, and kept by a ret that cannot say them', async () => {
  const [uuid, anden] = [newUuid(), newUuid()];
  const fire = ['Erstatter', 'LovligeKombinationer', 'Sideordnede', 'Tilfoejelser'];
  const relationer = fire
    .map((navn) => b.relation(navn, anden))
    .join('')
    .replace('<sd:Lovlige', `${iFacet}<sd:Lovlige`);
  await skriv(6, b.importer('Klasse', uuid, { attributter: b.egenskab(titel('r')), relationer }));
  for (const navn of fire) {
    const svar = await kald(7, b.ret('Klasse', uuid, { relationer: b.relation(navn, anden) }));
    assert.equal(svar.kode, 40, navn);
  }
  const set = find((await kald(7, b.laes('Klasse', uuid))).body, 'RelationListe')!.boern;
  assert.deepEqual(
    set.map(({ navn }) => navn),
    ['Facet'],
  );
  await skriv(
    7,
    b.ret('Klasse', uuid, { attributter: b.egenskab(titel('r2')), relationer: b.relation('Redaktoerer', anden) }),
  );
  const efter = find((await kald(6, b.laes('Klasse', uuid))).body, 'RelationListe')!;
  assert.deepEqual(
    efter.boern.map(({ navn }) => navn),
    ['Erstatter', 'Facet', 'LovligeKombinationer', 'Redaktoerer', 'Sideordnede', 'Tilfoejelser'],
  );
});

test('a ret through version 6 keeps Sortering where the Egenskab stays, and lets it end where the Egenskab ends', async () => {
  const uuid = newUuid();
  await skriv(7, b.importer('Klasse', uuid, { attributter: b.egenskab(titel('a', sortering(5))), relationer: iFacet }));
  const fra2030 = b.virkning('2030-01-01T00:00:00+01:00');
  await skriv(6, b.ret('Klasse', uuid, { attributter: b.egenskab(titel('b'), fra2030) }));
  assert.deepEqual(await sorteringer(uuid), [
    ['a', '5'],
    ['b', '5'],
  ]);
  const til2025 = b.virkning('2020-01-01T00:00:00+01:00', '2025-01-01T00:00:00+01:00');
  await skriv(6, b.ret('Klasse', uuid, { attributter: b.egenskab(titel('a'), til2025) }));
  assert.deepEqual(await sorteringer(uuid), [
    ['a', '5'],
    ['b', '5'],
  ]);
  await skriv(7, b.ret('Klasse', uuid, { attributter: b.egenskab(titel('c'), fra2030) }));
  assert.deepEqual(
    await sorteringer(uuid),
    [
      ['a', '5'],
      ['c', undefined],
    ],
    'version 7 can leave it out',
  );
});

test('what version 6 reads it can write back: Mapninger keep their roles, and a new one gets the usual one', async () => {
  const [uuid, maal, nyt, rolle, indeks] = [newUuid(), newUuid(), newUuid(), newUuid(), newUuid()];
  const relationer = mapning(maal, rolle, indeks) + mapning(maal, MAPNING);
  await skriv(7, b.importer('Klasse', uuid, { attributter: b.egenskab(titel('m')), relationer: iFacet + relationer }));
  const i6 = await mapninger(6, uuid);
  assert.deepEqual(
    i6.map((e) => e.boern.map(({ navn }) => navn)),
    [
      ['Virkning', 'ReferenceID'],
      ['Virkning', 'ReferenceID'],
    ],
  );
  const sendt = b.relation('Mapninger', maal) + b.relation('Mapninger', maal) + b.relation('Mapninger', nyt);
  await skriv(6, b.ret('Klasse', uuid, { relationer: sendt }));
  assert.deepEqual(
    (await mapninger(7, uuid)).map((e) => [uuidI(e, 'ReferenceID'), uuidI(e, 'Rolle'), uuidI(e, 'Indeks')]),
    [
      [maal, rolle, indeks],
      [maal, MAPNING, undefined],
      [nyt, MAPNING, undefined],
    ],
  );
});

test('DataEjer narrows a search to what the caller sees of that owner; of others there are no hits', async () => {
  const [egen, andens] = [newUuid(), newUuid()];
  const attributter = b.egenskab(`<sd:BrugervendtNoegleTekst>ejer-${egen.slice(0, 8)}</sd:BrugervendtNoegleTekst>`);
  await skriv(7, b.importer('Klasse', egen, { attributter, relationer: iFacet }));
  await skriv(7, b.importer('Klasse', andens, { attributter, relationer: iFacet }), { cvr: SYDDJURS });
  await skriv(7, b.importer('Klasse', newUuid(), { attributter, relationer: iFacet }), { cvr: KOMBIT });
  const fundne = async (dataEjer: string) => {
    const svar = await kald(7, b.soeg('Klasse', { attributter }, { tid: dataEjer }));
    return [svar.kode, findAlle(svar.body, 'UUIDIdentifikator').length];
  };
  const ejer = (cvr: string) => `<sd:DataEjer><sd:CVR>${cvr}</sd:CVR></sd:DataEjer>`;
  assert.deepEqual(await fundne(''), [20, 2]);
  assert.deepEqual(await fundne('<sd:DataEjer/>'), [20, 2], 'an empty one asks for nothing');
  assert.deepEqual(await fundne(ejer(KORSBAEK)), [20, 1]);
  assert.deepEqual(await fundne(ejer(KOMBIT)), [20, 1]);
  assert.deepEqual(await fundne(ejer(SYDDJURS)), [44, 0]);
  assert.deepEqual(await fundne(ejer('1234')), [40, 0]);
});

test('Facet: the number of its plan is version 6’s, its place in the order version 7’s; each keeps the other’s', async () => {
  const uuid = newUuid();
  const facet = { type: 'Facet' as const };
  const plan = '<sd:PlanIdentifikator>7</sd:PlanIdentifikator>';
  const klassifikation = newUuid();
  const hel = { type: 'Klassifikation' as const };
  await skriv(6, b.importer('Klassifikation', klassifikation, { attributter: b.egenskab(titel('k')) }), hel);
  const relationer = b.relation('FacetTilhoerer', klassifikation);
  await skriv(6, b.importer('Facet', uuid, { attributter: b.egenskab(titel('f', plan)), relationer }), facet);
  await skriv(7, b.ret('Facet', uuid, { attributter: b.egenskab(titel('f', sortering(9))) }), facet);
  await skriv(6, b.ret('Facet', uuid, { attributter: b.egenskab(titel('f2', plan)) }), facet);
  const i = async (version: 6 | 7) =>
    find((await kald(version, b.laes('Facet', uuid), facet)).body, 'Egenskab')!.boern.map(({ navn, tekst }) =>
      navn === 'Virkning' ? navn : `${navn}=${tekst}`,
    );
  assert.deepEqual(await i(6), ['Virkning', 'TitelTekst=f2', 'PlanIdentifikator=7']);
  assert.deepEqual(await i(7), ['Virkning', 'TitelTekst=f2', 'Sortering=9']);
});
