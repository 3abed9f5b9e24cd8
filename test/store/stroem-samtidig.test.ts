/**
 * The change feed under 8 writers at once and one transaction that commits long after it wrote, on a real PostgreSQL: no gap,
 * no repeat, never back, each object in its order, and everything found, by readers in this process and in others.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newUuid } from '../../src/base/uuid.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { openDriver, openStore } from '../../src/store/open.ts';
import { nummerer } from '../../src/store/queries/nummerer.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import type { Skrivning, Store } from '../../src/store/store.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock, maal, registrering, tilfaeldig } from './verden.ts';

const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);
const EJERE = ['11111111', '29189978', '19435075'];
const WRITERS = 8;
const WRITES = 60;
/** Objects that all writers change, so that they meet. */
const MET = 5;
const FOLLOW_MS = 60_000;

/** A change as a reader notes it. */
type Noteret = readonly [position: number, ejer: string, uuid: string, tidspunkt: number];

let tid = clock();
const tal = tilfaeldig(SEED);

function nyt(ejer: string, uuid = newUuid()): Skrivning {
  tid += 1;
  const nye = [registrering(tal, 'Adresse', tid)];
  return { ejer, objekttype: 'Adresse', uuid, verbum: 'importer', forventetNr: 0, nye };
}

/** Changes an object that others change too, as operations do: read, decide, and again where another was first. */
async function ret(store: Store, ejer: string, uuid: string): Promise<readonly [string, number]> {
  for (;;) {
    const [fundet] = await store.hent([ejer], 'Adresse', [uuid], 'nuvaerende');
    const forrige = fundet!.registreringer[0]!;
    tid = Math.max(tid, forrige.tidspunkt) + 1;
    const ny = registrering(tal, 'Adresse', tid);
    const skrivning = { ejer, objekttype: 'Adresse' as const, uuid, verbum: 'ret' as const };
    if (await store.gem([{ ...skrivning, forventetNr: fundet!.nr, forrige, nye: [ny] }])) return [uuid, ny.tidspunkt];
  }
}

/** Writes alone, in pairs and on objects that others change; gives UUID and time of all that was acknowledged. */
async function writer(url: string, nr: number, skrevet: (readonly [string, number])[]): Promise<void> {
  const store = await openStore({ database: url, clock });
  const ejer = EJERE[nr % EJERE.length]!;
  for (let n = 0; n < WRITES; n++) {
    if (n % 3 === 0) {
      skrevet.push(await ret(store, EJERE[0]!, maal(n % MET)));
      continue;
    }
    const skrivninger = n % 3 === 1 ? [nyt(ejer)] : [nyt(ejer), nyt(EJERE[1]!)];
    assert.ok(await store.gem(skrivninger));
    skrevet.push(...skrivninger.map(({ uuid, nye }) => [uuid, nye[0]!.tidspunkt] as const));
  }
  await store.close();
}

/** Follows the feed until it has seen `total()` changes. */
async function follow(url: string, antal: number, total: () => number): Promise<Noteret[]> {
  const store = await openStore({ database: url, clock });
  const set: Noteret[] = [];
  const until = performance.now() + FOLLOW_MS;
  for (let siden = 0; set.length < total() && performance.now() < until; ) {
    const side = await store.aendringer(EJERE, siden, antal);
    set.push(...side.aendringer.map((p) => [p.position, p.ejer, p.uuid, p.tidspunkt] as const));
    siden = side.position;
    if (!side.flere) await sleep(2);
  }
  await store.close();
  return set;
}

/** The same in a process of its own. */
async function followElsewhere(url: string, antal: number): Promise<{ done: Promise<Noteret[]> }> {
  const script = resolve(import.meta.dirname, 'follower.ts');
  const child = spawn(process.execPath, [script, url, EJERE.join(','), String(antal), String(FOLLOW_MS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const ended = once(child, 'close');
  while (!text.includes('ready\n') && child.exitCode === null) {
    await Promise.race([once(child.stdout, 'data'), ended]);
  }
  const lines = () =>
    text
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(' '));
  const setOf = ([position, ejer, uuid, t]: string[]): Noteret => [Number(position), ejer!, uuid!, Number(t)];
  return { done: ended.then(() => lines().map(setOf)) };
}

/** A store whose transactions write at once and commit when they are told to. */
function slowStore(driver: Driver): { store: Store; hasWritten: Promise<void>; commit: () => void } {
  const written = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const slow: Driver = {
    ...driver,
    transaction: (work, options) =>
      driver.transaction(async (session) => {
        const result = await work(session);
        written.resolve();
        await gate.promise;
        return result;
      }, options),
  };
  return { store: sqlStore(slow, clock), hasWritten: written.promise, commit: gate.resolve };
}

function assertHele(set: readonly Noteret[], skrevet: readonly (readonly [string, number])[]): void {
  assert.deepEqual(
    set.map(([position]) => position),
    skrevet.map((_, index) => index + 1),
    'positions are 1, 2, 3 … as they were seen',
  );
  const noegle = (uuid: string, t: number) => `${uuid} ${t}`;
  assert.deepEqual(
    set.map(([, , uuid, t]) => noegle(uuid, t)).sort(),
    skrevet.map(([uuid, t]) => noegle(uuid, t)).sort(),
    'everything acknowledged is found once',
  );
  for (const [uuid, ens] of Map.groupBy(set, (each) => each[2])) {
    const tider = ens.map((each) => each[3]);
    assert.deepEqual(
      tider,
      tider.toSorted((a, b) => a - b),
      `the registrations of ${uuid} in their order`,
    );
  }
}

const isMissing = postgresPrograms() === undefined && process.env.FKORG_REQUIRE_POSTGRES !== '1';
const skip = isMissing ? 'no PostgreSQL server is installed here' : false;
let server: PostgresServer;
before(async () => {
  if (!skip) server = await startPostgres();
});
after(() => server?.[Symbol.asyncDispose]());

test(`8 writers, a slow transaction, readers in three processes (seed ${SEED})`, { skip }, async () => {
  const first = await openStore({ database: server.url, clock });
  const skrevet: (readonly [string, number])[] = [];
  const note = ({ uuid, nye }: Skrivning) => skrevet.push([uuid, nye[0]!.tidspunkt]);
  for (let nr = 0; nr < MET; nr++) {
    const skrivning = nyt(EJERE[0]!, maal(nr));
    assert.ok(await first.gem([skrivning]));
    note(skrivning);
  }
  const driver = await openDriver(server.url);
  const slow = slowStore(driver);
  const langsomme = [nyt(EJERE[0]!), nyt(EJERE[1]!)];
  const langsom = slow.store.gem(langsomme);
  await slow.hasWritten;

  const perWriter = (WRITES / 3) * 4;
  const expected = MET + WRITERS * perWriter + langsomme.length;
  const elsewhere = await Promise.all([followElsewhere(server.url, expected), followElsewhere(server.url, expected)]);
  const here = [7, 500].map((antal) => follow(server.url, antal, () => expected));
  await Promise.all(Array.from({ length: WRITERS }, (_, nr) => writer(server.url, nr, skrevet)));
  const before = await first.sidstePosition();
  assert.equal(before, expected - langsomme.length, 'the slow transaction holds nobody up');
  slow.commit();
  assert.ok(await langsom);
  langsomme.forEach(note);

  const all = await Promise.all([...here, ...elsewhere.map(({ done }) => done)]);
  for (const set of all) assertHele(set, skrevet);
  const sene = all[0]!.filter(([, , uuid]) => langsomme.some((each) => each.uuid === uuid));
  assert.deepEqual(
    sene.map(([position]) => position),
    [before + 1, before + 2],
    'what commits last comes last, although it was written first',
  );
  for await (const linje of first.kontroller()) assert.fail(linje);
  await driver.close();
  await first.close();
});

test(`a reader that begins with the objects as they stand and then follows misses nothing (seed ${SEED})`, {
  skip,
}, async () => {
  const store = await openStore({ database: server.url, clock });
  const skrevet: (readonly [string, number])[] = [];
  const writers = Promise.all([0, 1, 2].map((nr) => writer(server.url, nr, skrevet)));
  const spejl = new Map<string, number>();
  let siden = await store.sidstePosition();
  for (let efter = undefined as Parameters<Store['objekter']>[1], flere = true; flere; ) {
    const side = await store.objekter(EJERE, efter, 10);
    for (const { ejer, uuid, tidspunkt } of side.objekter) spejl.set(`${ejer} ${uuid}`, tidspunkt);
    efter = side.objekter.at(-1);
    flere = side.flere;
  }
  await writers;
  for (let flere = true; flere; ) {
    const side = await store.aendringer(EJERE, siden, 25);
    for (const { ejer, uuid, tidspunkt } of side.aendringer) spejl.set(`${ejer} ${uuid}`, tidspunkt);
    siden = side.position;
    flere = side.flere;
  }
  const nu = await store.objekter(EJERE, undefined, 100_000);
  assert.deepEqual(
    [...spejl].sort(),
    nu.objekter.map(({ ejer, uuid, tidspunkt }) => [`${ejer} ${uuid}`, tidspunkt] as const).sort(),
  );
  await store.close();
});

test('whoever numbers beside others is done only when everything has its position, in batches too', {
  skip,
}, async () => {
  const drivers = await Promise.all([1, 2, 3, 4].map(() => openDriver(server.url)));
  const store = await openStore({ database: server.url, clock });
  await store.nummerer();
  assert.ok(await store.gem(Array.from({ length: 400 }, () => nyt(EJERE[0]!))));
  const numbered = await Promise.all(
    drivers.map(async (driver) => {
      const rows = await nummerer(driver, 7);
      assert.deepEqual(await driver.query({ text: 'select count(*)::int from udbakke' }, []), [[0]]);
      return rows;
    }),
  );
  assert.equal(
    numbered.reduce((a, b) => a + b, 0),
    400,
  );
  for await (const linje of store.kontroller()) assert.fail(linje);
  await Promise.all([store, ...drivers].map((each) => each.close()));
});
