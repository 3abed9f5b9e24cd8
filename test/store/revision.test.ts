/** The audit log on both databases: what is written can be listed and not altered, and what is altered all the same shows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Revisionspost } from '../../src/access/revision.ts';
import { newUuid } from '../../src/base/uuid.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { driverI } from '../../src/store/drivers/i-transaktion.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { openDriver } from '../../src/store/open.ts';
import { reviderAdministration } from '../../src/store/revision/administrationsraekker.ts';
import type { PlaceretRaekke } from '../../src/store/revision/raekke.ts';
import type { Revisionsfilter } from '../../src/store/revision/revisionslog.ts';
import { sqlRevision } from '../../src/store/revision/sql-revision.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import { postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock } from './verden.ts';

const TID = Date.parse('2026-11-24T12:00:00.123Z');
const SYSTEM = newUuid();
const OBJEKT = newUuid();
const TRANSAKTION = newUuid();
const SHA = 'ab'.repeat(32);

const post = (mere: Partial<Revisionspost> = {}): Revisionspost => ({
  art: 'kald',
  front: 'soap',
  handling: 'laes',
  objekttype: 'Bruger',
  cvr: '11111111',
  tid: TID,
  varighedMs: 1.5,
  uuids: [],
  antal: 0,
  status: 20,
  ...mere,
});

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of source) found.push(each);
  return found;
}

/** Does something that the log refuses, and leaves the refusal in place. */
async function alter(driver: Driver, table: string, text: string): Promise<void> {
  await driver.query({ text: `alter table ${table} disable trigger all` }, []);
  await driver.query({ text }, []);
  await driver.query({ text: `alter table ${table} enable trigger all` }, []);
}

async function proev(driver: Driver): Promise<void> {
  await migrate(driver);
  const brud = () => all(sqlRevision(driver, clock).efterproev());
  const laes = (filter: Revisionsfilter) => all(sqlRevision(driver, clock).laes(filter));

  // Three runs: one that ends, one that is killed, and one that goes on.
  const sluttet = sqlRevision(driver, clock);
  const navn = 'Løn "A" \\ 0101701234';
  const fuld = { system: SYSTEM.toUpperCase(), systemNavn: navn, certifikatSha256: SHA, uuids: [OBJEKT], antal: 1 };
  await sluttet.skriv(post({ ...fuld, transactionUuid: TRANSAKTION, regler: ['virkning-overlap'], kode: 'busy' }));
  await Promise.all(Array.from({ length: 450 }, (_, i) => sluttet.skriv(post({ tid: TID + i }))));
  await sluttet.luk();
  const draebt = sqlRevision(driver, clock);
  for (let i = 0; i < 5; i++) await draebt.skriv(post({ handling: 'soeg' }));
  const nu = sqlRevision(driver, clock);
  await nu.skriv(post({ tid: TID + 10_000 }));
  assert.deepEqual(await brud(), []);

  const [raekke] = await laes({ system: SYSTEM });
  const { hash, ...vaerdier } = raekke!;
  assert.match(hash, /^[0-9a-f]{64}$/);
  assert.deepEqual(vaerdier, {
    kaede: 1,
    nr: 1,
    tid: TID,
    varighedUs: 1500,
    art: 'kald',
    front: 'soap',
    handling: 'laes',
    objekttype: 'Bruger',
    system: SYSTEM,
    systemNavn: 'Løn "A" \\ …',
    cvr: '11111111',
    certifikat: SHA,
    transaktion: TRANSAKTION,
    status: 20,
    kode: 'busy',
    regler: ['virkning-overlap'],
    uuids: [OBJEKT],
    antal: 1,
  } satisfies Omit<PlaceretRaekke, 'hash'>);
  for (const filter of [{ uuid: OBJEKT }, { uuid: TRANSAKTION }, { system: 'løn' }, { certifikatSha256: SHA }]) {
    assert.equal((await laes(filter)).length, 1, JSON.stringify(filter));
  }
  assert.equal((await laes({ handling: 'soeg' })).length, 5);
  assert.equal((await laes({ handling: 'laes', siden: TID + 100, indtil: TID + 200 })).length, 100);
  assert.equal((await laes({ cvr: '22222222' })).length, 0);
  const alle = await laes({});
  assert.equal(alle.length, 458);
  assert.ok(alle.every(({ tid }, i) => i === 0 || alle[i - 1]!.tid <= tid));

  // Nothing of it can be changed or taken out.
  for (const table of ['revision', 'revisionskaede', 'revisionsanker']) {
    for (const text of [`delete from ${table}`, `update ${table} set hash = ''`, `truncate ${table}`]) {
      await assert.rejects(driver.query({ text }, []), text);
    }
  }

  // Where the database lost the end of the chain in a crash, a new one is begun, and nothing is missing in either.
  await alter(driver, 'revision', 'delete from revision where kaede = 3');
  await nu.skriv(post({ handling: 'list' }));
  assert.deepEqual(
    (await laes({ handling: 'list' })).map(({ kaede, nr }) => [kaede, nr]),
    [[4, 1]],
  );
  assert.deepEqual(await brud(), []);

  // Inside a transaction the row is part of it.
  const store = sqlStore(driver, clock);
  await store.samlet((inner) => inner.revision.skriv(post({ art: 'administration', handling: 'aftale-godkend' })));
  await assert.rejects(
    store.samlet(async (inner) => {
      await inner.revision.skriv(post({ art: 'administration', handling: 'aftale-afvis' }));
      throw new Error('not so');
    }),
  );
  assert.equal((await laes({ handling: 'aftale-godkend' })).length, 1);
  assert.equal((await laes({ handling: 'aftale-afvis' })).length, 0);
  assert.deepEqual(await brud(), []);

  // Each thing that is done to it by force shows, and where.
  await driver.query({ text: 'create table gemt as select * from revision where kaede in (1, 2)' }, []);
  const again = async () => {
    await alter(driver, 'revision', 'delete from revision where kaede in (1, 2)');
    await driver.query({ text: 'insert into revision select * from gemt' }, []);
    assert.deepEqual(await brud(), []);
  };
  const shows = async (text: string, pattern: RegExp) => {
    await alter(driver, 'revision', text);
    const found = await brud();
    assert.equal(found.length, 1, `${text}: ${found.join('; ')}`);
    assert.match(found[0]!, pattern);
    await again();
  };
  await shows('update revision set status = 44 where kaede = 1 and nr = 300', /chain 1, row 300: its values/);
  await shows(`update revision set uuids = '{}' where kaede = 1 and nr = 1`, /chain 1, row 1: its values/);
  await shows('delete from revision where kaede = 1 and nr = 17', /chain 1, row 17: missing/);
  await shows('delete from revision where kaede = 1 and nr = 1', /chain 1, row 1: missing/);
  await shows('delete from revision where kaede = 1 and nr > 400', /chain 1, row 401: missing up to row 452/);
  await shows('delete from revision where kaede = 2 and nr > 3', /chain 2, row 4: missing up to row 5/);
  await shows('delete from revision where kaede = 2', /chain 2, row 1: missing up to row 5/);
  const slut = `insert into revision select kaede, 453, tid, varighed_us, 'kald', front, handling, objekttype, system, system_navn,
    cvr, certifikat, transaktion, status, kode, regler, uuids, antal, hash from revision where kaede = 1 and nr = 452`;
  await shows(slut, /chain 1, row 453: a row behind the one that ended/);
  await alter(driver, 'revisionsanker', 'delete from revisionsanker where kaede = 2');
  assert.match((await brud()).join(), /chain 3: its start, or what it saw/);
  await alter(driver, 'revisionskaede', 'delete from revisionskaede where nr = 2');
  assert.match((await brud()).join(), /chain 2: its start is missing/);
  await alter(driver, 'revisionskaede', 'delete from revisionskaede where nr > 3');
  assert.match((await brud()).join(), /chain 4: has rows and no start/);
}

const DATABASES = [
  ['PGlite', true],
  ['PostgreSQL', postgresPrograms() !== undefined || process.env.FKORG_REQUIRE_POSTGRES === '1'],
] as const;
for (const [name, isThere] of DATABASES) {
  test(`the audit log on ${name} can be added to and listed, and what is done to it shows`, {
    skip: !isThere,
  }, async () => {
    await using server = name === 'PostgreSQL' ? await startPostgres() : undefined;
    const driver = await openDriver(server?.url ?? ':memory:');
    try {
      await proev(driver);
    } finally {
      await driver.close();
    }
  });
}

test('a post keeps nothing but words of closed lists, numbers and identifiers', async () => {
  const driver = await openDriver(':memory:');
  try {
    await migrate(driver);
    const revision = sqlRevision(driver, clock);
    const tekst = 'Åse Ørsted 0101701234';
    const fremmed = { handling: tekst, kode: '0101701234', cvr: tekst, certifikatSha256: tekst, regler: [tekst] };
    await revision.skriv({ ...post(), ...(fremmed as object), transactionUuid: tekst, system: tekst, uuids: [tekst] });
    await revision.skriv(post({ systemNavn: `${'x'.repeat(190)} 010170\t1234` }));
    await revision.skriv(post({ uuids: Array.from({ length: 150 }, newUuid), antal: 150 }));
    const [foerste, langt, anden] = await all(revision.laes({}));
    assert.equal(langt!.systemNavn, `${'x'.repeat(190)} …`);
    assert.doesNotMatch(JSON.stringify(foerste), /Åse|0101701234/);
    assert.equal(anden!.uuids.length, 100);
    assert.equal(anden!.antal, 150);
  } finally {
    await driver.close();
  }
});

test('a change of the administration has all its rows, however many a file of agreements makes', async () => {
  const driver = await openDriver(':memory:');
  try {
    await migrate(driver);
    const systemer = Array.from({ length: 20_001 }, () => ({ tidspunkt: TID, af: 'fil', uuid: SYSTEM, navn: 'Løn' }));
    await driver.transaction((session) => reviderAdministration(driverI(session, driver), { systemer }));
    const [antal] = await driver.query<[number]>(
      { text: `select count(*)::int from revision where art <> 'slut'` },
      [],
    );
    assert.deepEqual(antal, [20_001]);
    assert.deepEqual(await all(sqlRevision(driver, clock).efterproev()), []);
  } finally {
    await driver.close();
  }
});
