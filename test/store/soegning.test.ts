/** What a search must keep to beside what the suite draws by chance: hidden objects, long texts, periods, the last page. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { FRA_ALTID, TIL_ALTID } from '../../src/base/instant.ts';
import type { Indhold } from '../../src/register/model.ts';
import type { Kriterium } from '../../src/register/soegning.ts';
import { openStore } from '../../src/store/open.ts';
import { efterForstavelse } from '../../src/store/queries/soegebetingelse.ts';
import type { Store } from '../../src/store/store.ts';
import { clock, DAGE } from './verden.ts';

const EGEN = '11111111';
const FAELLES = '19435075';
const [FOERST, SIDEN] = DAGE as [number, number];
/** UUIDs in the order of their numbers. */
const uuidOf = (nr: number) => `00000000-0000-4000-8000-${String(nr).padStart(12, '0')}`;
const HELE = { fra: FRA_ALTID, til: TIL_ALTID };

let store: Store;
before(async () => {
  store = await openStore({ database: ':memory:', clock });
});
after(() => store.close());
beforeEach(async () => {
  for (const ejer of [EGEN, FAELLES]) await store.fjernAlle(ejer, []);
});

async function gem(ejer: string, nr: number, navn: string, relationer: Indhold['relationer'] = {}): Promise<void> {
  const egenskaber = [{ virkning: HELE, felter: { EnhedNavn: navn } }];
  const ny = { tidspunkt: clock(), livscyklusKode: 'Importeret' as const, egenskaber, tilstande: [], relationer };
  const noegle = { ejer, objekttype: 'OrganisationEnhed' as const, uuid: uuidOf(nr) };
  assert.ok(await store.gem([{ ...noegle, verbum: 'importer', forventetNr: 0, nye: [ny] }]));
}

/** The numbers of the hits of a page. */
async function fundne(kriterier: readonly Kriterium[], side: { foerste?: number; noegle?: string } = {}) {
  const registrering = { registreretFra: FRA_ALTID, senestFoer: TIL_ALTID };
  const soegning = { objekttype: 'OrganisationEnhed' as const, kriterier, registrering, foerste: 0, antal: 4, ...side };
  const uuids = await store.soeg([EGEN, FAELLES], soegning);
  return uuids.map((uuid) => Number(uuid.slice(-12)));
}

const navn = (vaerdi: string): Kriterium => ({ art: 'felt', navn: 'EnhedNavn', vaerdi, virkning: HELE });

test('a shared object is not found where the caller has one of its own under the UUID', async () => {
  await gem(EGEN, 1, 'egen');
  await gem(FAELLES, 1, 'fælles');
  await gem(FAELLES, 2, 'fælles');
  assert.deepEqual(await fundne([navn('fælles')]), [2]);
  assert.deepEqual(await fundne([navn('*æll*')]), [2]);
  assert.deepEqual(await fundne([]), [1, 2]);
});

test('a pattern finds what is in a long text behind its key, and nothing that is in none', async () => {
  await gem(EGEN, 1, `${'Lang '.repeat(60)}hale`);
  await gem(EGEN, 2, `${'Lang '.repeat(60)}ende`);
  for (const vaerdi of ['*hale', '*lang hale*', `${'lang '.repeat(60)}h*`]) {
    assert.deepEqual(await fundne([navn(vaerdi)]), [1], vaerdi);
  }
});

test('each of several values of an element is looked for in its own period', async () => {
  const virkning = { fra: FOERST, til: SIDEN };
  await gem(EGEN, 1, 'enhed', { Tilhoerer: [{ virkning, reference: { uuid: uuidOf(9) } }] });
  const hoerer = (nr: number, fra: number): Kriterium => ({
    ...{ art: 'relation', navn: 'Tilhoerer', reference: { uuid: uuidOf(nr) } },
    virkning: { fra, til: fra + 1 },
  });
  assert.deepEqual(await fundne([hoerer(8, FOERST), hoerer(9, SIDEN)]), []);
  assert.deepEqual(await fundne([hoerer(8, SIDEN), hoerer(9, FOERST)]), [1]);
});

test('behind a last page that comes earlier than before there is nothing', async () => {
  for (let nr = 1; nr <= 12; nr++) await gem(EGEN, nr, 'enhed');
  const side = (foerste: number) => fundne([], { foerste, noegle: 'alle' });
  assert.deepEqual([await side(0), await side(4), await side(8)].flat().length, 12);
  const bliver = Array.from({ length: 6 }, (_, i) => ({
    objekttype: 'OrganisationEnhed' as const,
    uuid: uuidOf(7 + i),
  }));
  await store.fjernAlle(EGEN, bliver);
  assert.deepEqual([await side(0), await side(4), await side(8)], [[7, 8, 9, 10], [11, 12], []]);
});

test('the text after all that begin alike is a text: no half of a pair, and none after the last letter', () => {
  assert.equal(efterForstavelse('skole'), 'skolf');
  assert.equal(efterForstavelse('a\ud7ff'), 'a\ue000');
  assert.equal(efterForstavelse('a\u{10ffff}'), 'b');
  assert.equal(efterForstavelse('\u{10ffff}'), undefined);
});
