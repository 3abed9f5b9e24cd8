/** The memory of current objects shows what plain reads show, whoever writes, and takes no more than it may. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fixedClock } from '../../src/base/clock.ts';
import { newUuid } from '../../src/base/uuid.ts';
import type { Driver, Session } from '../../src/store/drivers/driver.ts';
import { SqlHuskede } from '../../src/store/huskede/sql-huskede.ts';
import { openDriver, openStore } from '../../src/store/open.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import type { Store } from '../../src/store/store.ts';
import { assertSom, assertTilfaeldig, EJERE, omskriv, ret, skrivning } from './huskede-suite.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock, maal, tilfaeldig } from './verden.ts';

const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);
const [EJER] = EJERE;
const isThere = postgresPrograms() !== undefined || process.env.FKORG_REQUIRE_POSTGRES === '1';
const skip = isThere ? false : 'no PostgreSQL is installed';
const tal = tilfaeldig(SEED);
const noegle = (uuid: string) => ({ ejer: EJER, objekttype: 'Klasse' as const, uuid });

let server: PostgresServer;
let driver: Driver;
/** Two processes, each with its own connections. */
let et: Store;
let to: Store;
before(async () => {
  if (!isThere) return;
  server = await startPostgres();
  et = await openStore({ database: server.url, clock });
  to = await openStore({ database: server.url, clock });
  driver = await openDriver(server.url);
});
after(async () => {
  await Promise.all([et?.close(), to?.close(), driver?.close()]);
  await server?.[Symbol.asyncDispose]();
});

/** Counts the statements of a session; `holdt` keeps the answers of those that it is true for until it is let go of. */
function fulgt(session: Driver, holdt?: { readonly hvilke: RegExp; readonly slip: Promise<void>; laest(): void }) {
  const texts: string[] = [];
  const query: Session['query'] = async (statement, parameters) => {
    texts.push(statement.text);
    const rows = await session.query(statement, parameters);
    if (holdt?.hvilke.test(statement.text)) {
      holdt.laest();
      await holdt.slip;
    }
    return rows as never;
  };
  return { texts, session: { ...session, query } };
}

test(`in the embedded database, in any order of writes (seed ${SEED})`, async () => {
  const store = await openStore({ database: ':memory:', clock });
  try {
    await assertTilfaeldig([store], SEED, 70);
  } finally {
    await store.close();
  }
});

test(`two processes on one database, in any order of writes (seed ${SEED})`, { skip }, async () => {
  await assertTilfaeldig([et, to], SEED + 1, 250);
});

test(`with owners who have partitions of their own, and a memory that holds next to nothing (seed ${SEED})`, {
  skip,
}, async () => {
  await using egen = await startPostgres();
  const stores = await Promise.all(
    [5000, 0].map((memoryBytesMax) => openStore({ database: egen.url, clock, memoryBytesMax })),
  );
  try {
    await stores[0]!.makePartition(EJER);
    await assertTilfaeldig(stores, SEED + 2, 80);
  } finally {
    for (const store of stores) await store.close();
  }
});

test('while others write, what was acknowledged before the question is shown, by both', { skip }, async () => {
  const uuids = Array.from({ length: 4 }, () => newUuid());
  const kvitteret = new Map<string, number>(uuids.map((uuid) => [uuid, 0]));
  let isFaerdig = false;
  const skriver = async (store: Store, nr: number) => {
    const egne = tilfaeldig(SEED + nr);
    for (let n = 0; n < 80; n++) {
      const uuid = uuids[egne(uuids.length)]!;
      const skrevet = await ret(store, egne, noegle(uuid));
      if (skrevet) kvitteret.set(uuid, Math.max(kvitteret.get(uuid)!, skrevet));
      if (n % 9 === 0) await store.nummerer();
    }
  };
  const laeser = async (store: Store) => {
    while (!isFaerdig) {
      const foer = new Map(kvitteret);
      await store.huskede.ajour([EJER], 0);
      const set = await store.huskede.hent([EJER], 'Klasse', uuids);
      for (const uuid of uuids) assert.ok((set.get(uuid)?.nr ?? 0) >= foer.get(uuid)!, `${uuid} is older than it was`);
    }
  };
  const laesere = [et, to, et].map(laeser);
  try {
    await Promise.all([et, to, to].map(skriver));
  } finally {
    isFaerdig = true;
  }
  await Promise.all(laesere);
  await assertSom(et, uuids, 'afterwards');
  await assertSom(to, uuids, 'afterwards');
});

test('a change that comes while a document is read is not hidden by what was read', { skip }, async () => {
  const uuid = newUuid();
  assert.ok(await et.gem([skrivning(tal, EJER, uuid)]));
  const [laest, slip] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { session } = fulgt(driver, { hvilke: /from registrering/, slip: slip.promise, laest: laest.resolve });
  const huskede = new SqlHuskede(session, clock);
  await huskede.ajour([EJER], 0);
  const foerste = huskede.hent([EJER], 'Klasse', [uuid]);
  await laest.promise;
  assert.equal(await ret(to, tal, noegle(uuid)), 2);
  // Somebody else asks the feed, and hears of the change before the document has come.
  await huskede.ajour([EJER], 0);
  slip.resolve();
  assert.equal((await foerste).get(uuid)!.nr, 1, 'as it was when it was asked for');
  assert.equal((await huskede.hent([EJER], 'Klasse', [uuid])).get(uuid)!.nr, 2);
});

test('two who ask of an owner for the first time at once hide no change from each other', { skip }, async () => {
  const uuid = newUuid();
  assert.ok(await et.gem([skrivning(tal, EJER, uuid)]));
  const slip = Promise.withResolvers<void>();
  let isFoerste = true;
  const query: Session['query'] = async (...spurgt) => {
    const venter = isFoerste && slip.promise;
    isFoerste = false;
    await venter;
    return driver.query(...spurgt);
  };
  const huskede = new SqlHuskede({ ...driver, query }, clock);
  const langsom = huskede.ajour(EJERE, 0);
  await huskede.ajour([EJER], 0);
  assert.equal((await huskede.hent([EJER], 'Klasse', [uuid])).get(uuid)!.nr, 1);
  assert.equal(await ret(to, tal, noegle(uuid)), 2);
  await to.nummerer();
  slip.resolve();
  await langsom;
  assert.equal((await huskede.hent([EJER], 'Klasse', [uuid])).get(uuid)!.nr, 2);
});

test('what is remembered costs one statement for all owners, and none within the age', { skip }, async () => {
  const ur = fixedClock(clock());
  const { texts, session } = fulgt(driver);
  const huskede = new SqlHuskede(session, ur);
  const uuids = [newUuid(), newUuid()];
  assert.ok(await et.gem([skrivning(tal, EJER, uuids[0])]));
  const spoerg = async (maxAlderMs: number) => {
    texts.length = 0;
    await huskede.ajour(EJERE, maxAlderMs);
    const nr = (await huskede.hent(EJERE, 'Klasse', uuids)).get(uuids[0]!)!.nr;
    return [texts.length, nr];
  };
  assert.deepEqual(await spoerg(1000), [2, 1], 'the position, and what the owners have');
  assert.deepEqual(await spoerg(1000), [0, 1]);
  assert.equal(await ret(to, tal, noegle(uuids[0]!)), 2);
  ur.advance(999);
  assert.deepEqual(await spoerg(1000), [0, 1], 'so old may it be');
  ur.advance(1);
  assert.deepEqual(await spoerg(1000), [2, 2], 'the feed, and what has changed');
  await et.nummerer();
  assert.deepEqual(await spoerg(0), [2, 2], 'a change is heard of once more when it gets its position');
  assert.deepEqual(await spoerg(0), [1, 2]);
  const samtidige = await Promise.all(Array.from({ length: 20 }, () => spoerg(0)));
  assert.ok(samtidige.every(([, nr]) => nr === 2));
  assert.ok(texts.length <= 2, 'those who ask at once share a question');
});

test('a write of this process is shown without a question', { skip }, async () => {
  const store = sqlStore(driver, clock);
  const uuid = newUuid();
  const nrNu = async () => (await store.huskede.hent([EJER], 'Klasse', [uuid])).get(uuid)?.nr;
  assert.equal(await nrNu(), undefined);
  assert.ok(await store.gem([skrivning(tal, EJER, uuid)]));
  assert.equal(await nrNu(), 1);
  assert.equal(await ret(store, tal, noegle(uuid)), 2);
  assert.equal(await nrNu(), 2);
  await store.samlet((del) => ret(del, tal, noegle(uuid)));
  assert.equal(await nrNu(), 3);
  await omskriv(store, noegle(uuid));
  const [omskrevet] = (await store.huskede.hent([EJER], 'Klasse', [uuid])).get(uuid)!.registreringer;
  assert.match(omskrevet!.noteTekst!, /omskrevet/);
  await store.fjernAlle(EJER, []);
  assert.equal(await nrNu(), undefined);
});

test('where very much has changed everything of the owner is read anew', { skip }, async () => {
  const uuid = maal(1);
  await assertSom(to, [uuid], 'before');
  assert.ok(await et.gem(Array.from({ length: 1100 }, () => skrivning(tal, EJER))));
  await ret(et, tal, noegle(uuid));
  await assertSom(to, [uuid], 'waiting for their positions');
  assert.equal(await et.nummerer(), 0, 'they were numbered, because too many waited');
  await ret(et, tal, noegle(uuid));
  await et.nummerer();
  await assertSom(to, [uuid], 'with their positions');
});

test('inside a transaction, where nobody may number for long, too much that waits is not passed over', {
  skip,
}, async () => {
  const uuid = newUuid();
  assert.ok(await et.gem([skrivning(tal, EJER, uuid)]));
  await et.nummerer();
  await et.samlet(async (del) => {
    await assertSom(del, [uuid], 'before');
    assert.ok(await to.gem(Array.from({ length: 1100 }, () => skrivning(tal, '22222222'))));
    assert.equal(await ret(to, tal, noegle(uuid)), 2);
    await assertSom(del, [uuid], 'after');
  });
});

test('a counter that has gone back is that of another register: nothing is kept', { skip }, async () => {
  const uuid = newUuid();
  assert.ok(await et.gem([skrivning(tal, EJER, uuid)]));
  await et.nummerer();
  await assertSom(to, [uuid], 'before');
  await server.sql(`update registrering set nr = 7 where uuid = '${uuid}'; update taeller set vaerdi = vaerdi - 1`);
  try {
    await assertSom(to, [uuid], 'after');
  } finally {
    await server.sql('update taeller set vaerdi = vaerdi + 1');
  }
});
