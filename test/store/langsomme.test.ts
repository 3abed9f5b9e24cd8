/** Slow statements: remembered without values, shown with their plans and what to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SlowStatements } from '../../src/store/drivers/slow.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { openDriver, openStore } from '../../src/store/open.ts';
import { keepSlow } from '../../src/store/queries/langsomme.ts';
import { postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock, registrering, tilfaeldig } from './verden.ts';

const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';
const EJER = '11111111';

test('what passes the threshold is counted by its text, and the number of texts is bounded', () => {
  const slow = new SlowStatements(0);
  for (let nr = 0; nr < 300; nr++) slow.begin({ text: `select ${nr}` })(1);
  slow.begin({ text: 'select 0' })(undefined);
  slow.begin({ text: 'commit' })(0);
  const found = slow.take();
  assert.equal(found.length, 100);
  assert.equal(found[0]!.count, 2);
  assert.deepEqual(slow.take(), []);
  const never = new SlowStatements(60_000);
  never.begin({ text: 'select 1' })(1);
  assert.deepEqual(never.take(), []);
});

test('what several processes save of one statement is added up, with the rows of the worst', async () => {
  const driver = await openDriver(':memory:');
  try {
    await migrate(driver);
    for (const [rows, ms] of [
      [5, 0],
      [7, 30],
      [6, 0],
    ] as const) {
      const slow = new SlowStatements(0);
      const end = slow.begin({ text: 'select 1' });
      await sleep(ms);
      end(rows);
      slow.begin({ text: 'select 1' })(1);
      await keepSlow(driver, slow)();
    }
    const text = 'select antal, raekker, vaerste_ms >= 25 from langsom';
    assert.deepEqual(await driver.query({ text }, []), [[6, 7, true]]);
  } finally {
    await driver.close();
  }
});

test('the slowest come back with plan and advice, from another process, and tell no value', { skip }, async () => {
  await using server = await startPostgres();
  const store = await openStore({ database: server.url, clock, slowMs: 1 });
  const uuid = '5ec4e7aa-0000-4000-8000-000000000000';
  const nye = [registrering(tilfaeldig(1), 'Adresse', clock())];
  await store.gem([{ ejer: EJER, objekttype: 'Adresse', uuid, verbum: 'importer', forventetNr: 0, nye }]);
  const tabel = server.sql('begin; lock table registrering in access exclusive mode; select pg_sleep(0.3); commit');
  await sleep(100);
  await store.reads.hent([EJER], 'Adresse', [uuid], 'nuvaerende');
  await tabel;
  await server.sql(`insert into langsom select n, 'select ' || n, 1, 1, 0, now() - interval '1 day'
    from generate_series(1, 300) n`);
  await store.close();
  const [kept] = await server.sql(`select count(*)::int, bool_or(tekst like 'select nr, dokument%') from langsom`);
  assert.deepEqual(kept, [200, true], 'those that were slow last are kept');

  const next = await openStore({ database: server.url, clock });
  const found = await next.slowest(50);
  assert.ok(found.length > 0);
  assert.doesNotMatch(JSON.stringify(found), /5ec4e7aa/);
  const waited = found.find(({ text, worstMs }) => /^select nr, dokument/.test(text) && worstMs > 100);
  assert.ok(waited, JSON.stringify(found.map(({ text, worstMs }) => [text, worstMs])));
  assert.match(waited.advice.join(' '), /plan is cheap: it waited/);
  assert.match(waited.plan.join(' '), /Index Scan/);

  // A table without statistics that is walked from end to end.
  await server.sql('create table uden (x int, y text)');
  await server.sql(`insert into uden select n, 'y' from generate_series(1, 20000) n`);
  await server.sql(`insert into langsom values ('a', 'select y from uden where x > $1::int', 3, 9999, 20000)`);
  await server.sql(`insert into langsom values ('b', 'select noget from der_er_vaek', 1, 9998, -1)`);
  const until = performance.now() + 10_000;
  let worst = await next.slowest(2);
  while (!/statistics/.test(worst[0]!.advice.join()) && performance.now() < until) worst = await next.slowest(2);
  assert.match(worst[0]!.advice.join(' '), /No index is used on uden.*ANALYZE uden.*20000 rows/);
  assert.deepEqual(worst[1]!.plan, []);
  assert.match(worst[1]!.advice.join(' '), /failed/);
  await next.close();
});
