/** Reads on a streaming replica: whoever has written sees it, on any process; a replica that lags or is gone is passed by. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newUuid } from '../../src/base/uuid.ts';
import type { StoreLog } from '../../src/store/drivers/driver.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock, registrering, tilfaeldig } from './verden.ts';

const EJER = '11111111';
const isThere = postgresPrograms() !== undefined || process.env.FKORG_REQUIRE_POSTGRES === '1';
const skip = isThere ? false : 'no PostgreSQL is installed';
const tal = tilfaeldig(1);

let primary: PostgresServer;
let replica: PostgresServer;
/** Two processes, each with its own connections, and what they say. */
let et: Store;
let to: Store;
const said: string[] = [];
const log: StoreLog = {
  info: (_, message) => said.push(message),
  warn: (fields, message) => said.push(`${message} ${JSON.stringify(fields)}`),
};

before(async () => {
  if (!isThere) return;
  primary = await startPostgres();
  await (await openStore({ database: primary.url, clock })).close();
  replica = await primary.replica();
  const databases = { database: primary.url, readDatabase: replica.url, clock };
  et = await openStore(databases);
  to = await openStore({ ...databases, log });
});
after(async () => {
  await et?.close();
  await to?.close();
  await replica?.[Symbol.asyncDispose]();
  await primary?.[Symbol.asyncDispose]();
});

async function skriv(store: Store): Promise<string> {
  const uuid = newUuid();
  const nye = [registrering(tal, 'Adresse', clock())];
  assert.ok(await store.gem([{ ejer: EJER, objekttype: 'Adresse', uuid, verbum: 'importer', forventetNr: 0, nye }]));
  return uuid;
}

const ser = async (store: Store, uuid: string) =>
  (await store.reads.hent([EJER], 'Adresse', [uuid], 'nuvaerende')).length === 1;

async function where(store: Store): Promise<{ replica: number; primary: number }> {
  return { ...(await store.figures()).reads! };
}

async function until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
  const untilMs = performance.now() + 10_000;
  while (!(await isSo())) {
    assert.ok(performance.now() < untilMs, what);
    await sleep(50);
  }
}

/** Waits until reads go to the replica, which a busy machine may have made late. */
async function inUse(store: Store): Promise<void> {
  const foer = await where(store);
  await until('the replica is read from', async () => {
    await ser(store, newUuid());
    return (await where(store)).replica > foer.replica;
  });
  said.length = 0;
}

test('what was written is seen at once by the writer and by another process, and it is the replica that shows it', {
  skip,
}, async () => {
  for (let gang = 0; gang < 50; gang++) {
    const uuid = await skriv(et);
    assert.ok(await ser(to, uuid));
    assert.ok(await ser(et, uuid));
  }
  const { replica: there, primary: here } = await where(to);
  assert.ok(there > 0, `${there} on the replica, ${here} on the primary`);
  await inUse(to);
});

test('many at once, from both processes, with writes between: none reads what is old', { skip }, async () => {
  await Promise.all(
    Array.from({ length: 8 }, async (_, nr) => {
      for (let gang = 0; gang < 25; gang++) {
        const [skriver, laeser] = (nr + gang) % 2 === 0 ? [et, to] : [to, et];
        assert.ok(await ser(laeser, await skriv(skriver)));
      }
    }),
  );
});

test('a replica that has stopped to follow is left with one line, and taken up again when it follows', {
  skip,
}, async () => {
  await inUse(to);
  await replica.sql('select pg_wal_replay_pause()');
  try {
    for (let gang = 0; gang < 10; gang++) {
      const uuid = await skriv(et);
      assert.ok(await ser(to, uuid));
      assert.ok(await ser(et, uuid));
      await to.huskede.ajour([EJER], 0);
      assert.equal((await to.huskede.hent([EJER], 'Adresse', [uuid])).get(uuid)?.nr, 1, 'what is remembered goes on');
      assert.deepEqual(await replica.sql(`select count(*)::int from objekt where uuid = '${uuid}'`), [[0]]);
    }
    assert.deepEqual(said, ['the replica is not read from: reads go to the primary {"why":"it is too far behind"}']);
    await sleep(1200);
    assert.equal(said.length, 1, 'it is still behind');
    const [foer] = [await where(to)];
    for (let gang = 0; gang < 20; gang++) await ser(to, newUuid());
    assert.deepEqual(await where(to), { replica: foer.replica, primary: foer.primary + 20 });
  } finally {
    await replica.sql('select pg_wal_replay_resume()');
  }
  await until('it comes back', () => said.length === 2);
  assert.match(said[1]!, /caught up/);
  await inUse(to);
});

test('a replica that is stopped, and one that hangs in the middle of a read, costs no caller its answer', {
  skip,
  timeout: 60_000,
}, async () => {
  await inUse(to);
  await replica.stop();
  for (let gang = 0; gang < 5; gang++) assert.ok(await ser(to, await skriv(et)));
  assert.equal(said.filter((line) => line.includes('not read from')).length, 1, said.join('\n'));
  await replica.startAgain();
  await until('it comes back', () => said.some((line) => line.includes('caught up')));

  const uuid = await skriv(et);
  await inUse(to);
  replica.pause();
  try {
    assert.ok(await ser(to, uuid));
    // It was found to be silent, and the read did not wait for the end of its statement.
    assert.match(said.at(-1)!, /not read from.*it does not answer/);
  } finally {
    replica.goOn();
  }
});

test('a database that is no replica of this one is refused; one that is not there is no reason not to start', {
  skip,
  timeout: 60_000,
}, async () => {
  await using other = await startPostgres();
  await using otherReplica = await other.replica();
  const refused = (readDatabase: string) => openStore({ database: primary.url, readDatabase, clock });
  await assert.rejects(refused(primary.url), { code: 'bad-setting', message: /it takes writes/ });
  await assert.rejects(refused(otherReplica.url), { code: 'bad-setting', message: /it follows another one/ });
  await otherReplica.stop();
  said.length = 0;
  const store = await openStore({ database: primary.url, readDatabase: otherReplica.url, clock, log });
  assert.ok(await ser(store, await skriv(store)));
  assert.equal(said.filter((line) => line.includes('not read from')).length, 1);
  await otherReplica.startAgain();
  await sleep(1500);
  assert.ok(await ser(store, await skriv(store)));
  assert.equal((await where(store)).replica, 0, 'a wrong one is not taken up when it comes');
  await store.close();
});
