/** What has been taken is not taken again, by any process of a database, and is forgotten when it is too old. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startForgetting } from '../../src/server/glemsel.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { openDriver, openStore } from '../../src/store/open.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import { postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock } from './verden.ts';

const NU = Date.UTC(2026, 0, 1);
const noegle = (navn: string) => hash('sha256', navn);

async function proev(en: Driver, anden: Driver): Promise<void> {
  await migrate(en);
  const [gensyn, andensteds] = [sqlStore(en, clock).gensyn, sqlStore(anden, clock).gensyn];
  assert.equal(await gensyn.erNy(noegle('a'), NU + 1000), true);
  assert.equal(await gensyn.erNy(noegle('a'), NU + 9000), false);
  assert.equal(await andensteds.erNy(noegle('a'), NU + 1000), false, 'another process sees it at once');
  assert.equal(await andensteds.erNy(noegle('b'), NU + 2000), true);

  const samtidige = await Promise.all(
    Array.from({ length: 40 }, (_, nr) => (nr % 2 ? gensyn : andensteds).erNy(noegle('samtidig'), NU + 5000)),
  );
  assert.equal(samtidige.filter(Boolean).length, 1, 'of many at once one is the first');

  assert.equal(await gensyn.ryd(NU + 1000), 0, 'until its instant it is remembered');
  assert.equal(await gensyn.ryd(NU + 2000), 1);
  assert.equal(await gensyn.erNy(noegle('a'), NU + 3000), true);
  assert.equal(await gensyn.erNy(noegle('b'), NU + 3000), false);

  const [foer] = await en.query<[string]>({ text: `select current_setting('synchronous_commit')` }, []);
  assert.equal(foer![0], 'on', 'what else the connection does waits for the disk');

  const rester = async () => (await en.query<[number]>({ text: 'select count(*)::int from gensyn' }, []))[0]![0];
  const fejl = (fields: object) => assert.fail(JSON.stringify(fields));
  const glemsel = startForgetting(sqlStore(en, clock), () => NU + 9000, { info: fejl, error: fejl }, 5);
  for (let tries = 0; (await rester()) > 0; tries++) {
    assert.ok(tries < 500, 'what is old is not forgotten in the background');
    await sleep(5);
  }
  await glemsel.stop();
}

test('PGlite: taken once', async () => {
  const driver = await openDriver(':memory:');
  await proev(driver, driver);
  await driver.close();
});

test('a data folder: what was taken stays taken when the process is killed and another begins', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fkorg-gensyn-'));
  try {
    const noegler = ['a', 'b', 'c'].map(noegle);
    const program = [resolve(import.meta.dirname, 'tager.ts'), join(folder, 'data'), ...noegler];
    const { stdout, signal } = spawnSync(process.execPath, program, { encoding: 'utf8' });
    assert.deepEqual([stdout, signal], ['true\ntrue\ntrue\n', 'SIGKILL']);
    const store = await openStore({ database: join(folder, 'data'), clock });
    const igen = await Promise.all(noegler.map((en) => store.gensyn.erNy(en, clock() + 600_000)));
    await store.close();
    assert.deepEqual(igen, [false, false, false]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const skip = postgresPrograms() ? false : 'no PostgreSQL is installed';

test('PostgreSQL: taken once, by two processes', { skip }, async () => {
  await using server = await startPostgres();
  const [en, anden] = await Promise.all([openDriver(server.url), openDriver(server.url)]);
  await proev(en!, anden!);
  await Promise.all([en!.close(), anden!.close()]);
});
