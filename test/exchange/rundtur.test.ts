/** What is exported and imported elsewhere is equal, history and all, in either form, from one database to the other. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { clock, TIDER } from '../store/verden.ts';
import { alleTyper, eksporteret, indlaesJson, indlaesOio, MYNDIGHED } from './verden.ts';

const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);
const objekter = alleTyper(SEED);
let kilde: Store;
let server: PostgresServer | undefined;

before(async () => {
  kilde = await openStore({ database: ':memory:', clock });
  await kilde.gemMyndighed(MYNDIGHED);
  assert.equal(await kilde.gem(objekter), true);
});

after(async () => {
  await kilde.close();
  await server?.[Symbol.asyncDispose]();
});

/** Everything that a store has, and that nothing is wrong with it. */
async function indhold(store: Store) {
  for await (const fejl of store.kontroller()) assert.fail(fejl);
  const alt = [];
  for await (const objekt of store.alle({})) alt.push(objekt);
  return alt;
}

async function paaEtAndet(database: string, work: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore({ database, clock });
  try {
    await store.gemMyndighed(MYNDIGHED);
    await work(store);
  } finally {
    await store.close();
  }
}

test(`JSON lines: PGlite to PostgreSQL and back, every type with every field (seed ${SEED})`, async (t) => {
  if (postgresPrograms() === undefined && process.env.FKORG_REQUIRE_POSTGRES !== '1') return t.skip('no PostgreSQL');
  server = await startPostgres();
  const alt = await indhold(kilde);
  assert.equal(alt.length, objekter.length);
  const fil = await eksporteret(kilde, { format: 'jsonl' });
  await paaEtAndet(server.url, async (store) => {
    const { taelling, afviste } = await indlaesJson(store, fil);
    assert.deepEqual(afviste, []);
    assert.equal(taelling.nye, objekter.length);
    assert.deepEqual(await indhold(store), alt);
    const tilbage = await eksporteret(store, { format: 'jsonl' });
    assert.equal(tilbage, fil);
    assert.equal((await indlaesJson(kilde, tilbage)).taelling.samme, objekter.length);
  });
});

test(`OIO XML: the same register elsewhere, and nothing new when it comes again (seed ${SEED})`, async () => {
  const fil = await eksporteret(kilde, { format: 'oio' });
  assert.equal(fil.split('<sd:Tidspunkt>').length - 1, objekter.length * TIDER.length);
  await paaEtAndet(':memory:', async (store) => {
    const proeve = await indlaesOio(store, fil, { isProeve: true });
    assert.deepEqual(proeve.afviste, []);
    assert.equal(proeve.taelling.nye, objekter.length);
    assert.deepEqual(await indhold(store), []);
    assert.equal((await indlaesOio(store, fil)).taelling.nye, objekter.length);
    assert.deepEqual(await indhold(store), await indhold(kilde));
    assert.equal((await indlaesOio(store, fil)).taelling.samme, objekter.length);
  });
});

test('a history that goes on goes on; one that is another is refused and stays', async () => {
  await paaEtAndet(':memory:', async (store) => {
    const foer = objekter.map((objekt) => ({ ...objekt, nye: objekt.nye.slice(0, 2) }));
    await store.gem(foer);
    const fil = await eksporteret(kilde, { format: 'jsonl' });
    assert.equal((await indlaesJson(store, fil)).taelling.aendrede, objekter.length);
    assert.deepEqual(await indhold(store), await indhold(kilde));
    const anden = fil.replaceAll('"Importeret"', '"Opstaaet"');
    const { taelling, afviste } = await indlaesJson(store, anden);
    assert.equal(taelling.nye + taelling.aendrede, 0);
    assert.equal(afviste.length, taelling.afviste);
    assert.ok(afviste.length > objekter.length / 2);
    for (const { brud } of afviste) assert.equal(brud[0]!.regel, 'fil-historik');
    assert.deepEqual(await indhold(store), await indhold(kilde));
  });
});

test('an export of a point has one registration of each object, cut to what was true', async () => {
  const then = TIDER[1]!;
  const fil = await eksporteret(kilde, { format: 'jsonl', registrering: then, objekttype: 'OrganisationEnhed' });
  const lines = fil
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const enheder = objekter.filter(({ objekttype }) => objekttype === 'OrganisationEnhed');
  assert.deepEqual(
    lines.map(({ registreringer }) => registreringer),
    enheder.sort((a, b) => (a.uuid < b.uuid ? -1 : 1)).map(({ nye }) => [nye[1]]),
  );
  const dag = Date.UTC(2026, 0, 3);
  const paaDag = await eksporteret(kilde, { format: 'jsonl', virkning: dag, objekttype: 'OrganisationEnhed' });
  for (const line of paaDag.trimEnd().split('\n')) {
    const [ny, ...andre] = JSON.parse(line).registreringer;
    assert.deepEqual(andre, []);
    for (const { virkning } of [
      ...ny.egenskaber,
      ...Object.values(ny.relationer).flat(),
    ] as never as typeof ny.egenskaber) {
      assert.ok(virkning.fra <= dag && dag < virkning.til);
    }
  }
  const ingen = await eksporteret(kilde, { format: 'jsonl', registrering: TIDER[0]! - 1, objekttype: 'Bruger' });
  assert.equal(ingen, '');
});
