/** Two processes on one PostgreSQL: what one of them remembers makes the other one no answer wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FRA_ALTID, TIL_ALTID } from '../../src/base/instant.ts';
import { openStore } from '../../src/store/open.ts';
import { postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock, registrering, tilfaeldig } from './verden.ts';

const EJER = '11111111';
const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';
const uuidOf = (nr: number) => `00000000-0000-4000-8000-${String(nr).padStart(12, '0')}`;

function adresse(nr: number) {
  const { livscyklusKode: _, ...nye } = registrering(tilfaeldig(nr), 'Adresse', clock());
  return {
    ejer: EJER,
    objekttype: 'Adresse' as const,
    uuid: uuidOf(nr),
    verbum: 'importer' as const,
    forventetNr: 0,
    nye: [{ ...nye, livscyklusKode: 'Importeret' as const }],
  };
}

const side = (foerste: number) => ({
  objekttype: 'Adresse' as const,
  kriterier: [],
  registrering: { registreretFra: FRA_ALTID, senestFoer: TIL_ALTID },
  noegle: 'alle',
  foerste,
  antal: 10,
});

test('pages lie beside one another though each is read by another process, and marks of before are there', {
  skip,
}, async () => {
  await using server = await startPostgres();
  const et = await openStore({ database: server.url, clock });
  const to = await openStore({ database: server.url, clock });
  try {
    assert.ok(await et.gem(Array.from({ length: 40 }, (_, nr) => adresse(2 * nr + 100))));
    // The second process has turned all pages.
    for (const foerste of [0, 10, 20, 30]) assert.equal((await to.soeg([EJER], side(foerste))).length, 10);
    // Objects come in before the end of the first page.
    assert.ok(await et.gem([adresse(1), adresse(2), adresse(3)]));
    const foerste = await et.soeg([EJER], side(0));
    const anden = await to.soeg([EJER], side(10));
    assert.deepEqual([foerste.at(-1), anden[0]], [uuidOf(112), uuidOf(114)]);
    const tredje = await et.soeg([EJER], side(20));
    assert.equal(tredje[0], uuidOf(134));
  } finally {
    await et.close();
    await to.close();
  }
});

test('marks older than ten minutes are not gone by, and are cleared away', { skip }, async () => {
  await using server = await startPostgres();
  const store = await openStore({ database: server.url, clock });
  try {
    assert.ok(await store.gem(Array.from({ length: 30 }, (_, nr) => adresse(nr))));
    await store.soeg([EJER], side(0));
    await server.sql(`update sidemaerke set uuid = '${uuidOf(20)}'`);
    assert.equal((await store.soeg([EJER], side(10)))[0], uuidOf(21), 'a mark is gone by');
    await server.sql(`update sidemaerke set uuid = '${uuidOf(20)}', tid = now() - interval '11 minutes'`);
    assert.equal((await store.soeg([EJER], side(10)))[0], uuidOf(10));
    for (let nr = 0; nr < 500; nr++) await store.soeg([EJER], { ...side(0), noegle: `n${nr}` });
    const [[gamle]] = (await server.sql(
      `select count(*)::int from sidemaerke where tid < now() - interval '10 minutes'`,
    )) as [[number]];
    assert.equal(gamle, 0);
  } finally {
    await store.close();
  }
});

test('a page that begins behind all hits that there can be is empty', { skip }, async () => {
  await using server = await startPostgres();
  const store = await openStore({ database: server.url, clock });
  try {
    assert.ok(await store.gem([adresse(1), adresse(2)]));
    for (const foerste of [2, 2 ** 31 - 1, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
      assert.deepEqual(await store.soeg([EJER], side(foerste)), [], `from hit ${foerste}`);
    }
  } finally {
    await store.close();
  }
});

test('two that write the same objects in opposite orders wait for each other in no circle: one comes first', {
  skip,
}, async () => {
  await using server = await startPostgres();
  const [et, to] = await Promise.all([1, 2].map(() => openStore({ database: server.url, clock })));
  try {
    const objekter = [adresse(1), adresse(2)];
    assert.ok(await et!.gem(objekter));
    for (let nr = 1; nr <= 40; nr++) {
      const rettelser = objekter.map(({ nye: [ny], ...objekt }) => ({
        ...{ ...objekt, verbum: 'ret' as const, forventetNr: nr },
        forrige: { ...ny!, tidspunkt: clock() + nr - 1 },
        nye: [{ ...ny!, tidspunkt: clock() + nr }],
      }));
      const gemt = await Promise.all([et!.gem(rettelser), to!.gem(rettelser.toReversed())]);
      assert.deepEqual(gemt.toSorted(), [false, true]);
    }
  } finally {
    await Promise.all([et!.close(), to!.close()]);
  }
});
