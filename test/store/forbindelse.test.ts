/** A PostgreSQL connection that is lost where nobody is waiting for an answer: the process lives on, and so does the store. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgres } from '../../src/store/drivers/postgres.ts';
import { postgresPrograms, startPostgres } from './postgres-server.ts';

const skip = postgresPrograms() ? false : 'no PostgreSQL here';
const NOTICED_MS = 200;

test('a connection lost between two statements of a transaction ends the transaction and nothing else', {
  skip,
}, async () => {
  await using server = await startPostgres();
  const warnings: string[] = [];
  const driver = await openPostgres(server.url, {
    log: { info: () => undefined, warn: (_, text) => void warnings.push(text) },
  });
  try {
    const work = driver.transaction(async (session) => {
      const [row] = await session.query<[number]>({ text: 'select pg_backend_pid()' }, []);
      await driver.query({ text: 'select pg_terminate_backend($1::int)' }, [row![0]]);
      await sleep(NOTICED_MS);
      await session.query({ text: 'select 1' }, []);
    });
    await assert.rejects(work, { code: 'store-unavailable' });
    assert.deepEqual(new Set(warnings), new Set(['a database connection was lost']));
    assert.equal(await driver.transaction(async () => 'goes on'), 'goes on');
  } finally {
    await driver.close();
  }
});

test('a server that is killed and started again is used again by the same store', { skip }, async () => {
  await using server = await startPostgres();
  const driver = await openPostgres(server.url);
  try {
    await server.crash();
    await assert.rejects(driver.query({ text: 'select 1' }, []), { code: 'store-unavailable' });
    await server.startAgain();
    assert.deepEqual(await driver.query({ text: 'select 1' }, []), [[1]]);
    assert.equal(await driver.transaction(async () => 'goes on'), 'goes on');
  } finally {
    await driver.close();
  }
});

test('processes of one machine share the connections for single statements, and each has two at least', {
  skip,
}, async () => {
  await using server = await startPostgres();
  for (const [processes, connections] of [
    [undefined, 4],
    [2, 2],
    [8, 2],
  ] as const) {
    const driver = await openPostgres(server.url, { processes });
    await Promise.all(Array.from({ length: 8 }, () => driver.query({ text: 'select pg_sleep(0.05)' }, [])));
    const [row] = await driver.query<[number]>(
      { text: `select count(*)::int from pg_stat_activity where application_name = 'fkorg'` },
      [],
    );
    assert.equal(row![0], connections);
    await driver.close();
    while (
      (await server.sql(`select count(*)::int from pg_stat_activity where application_name = 'fkorg'`))[0]![0] !== 0
    );
  }
});
