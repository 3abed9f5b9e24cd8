import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder } from '../../test/cli/process.ts';
import { postgresPrograms } from '../../test/store/postgres-server.ts';
import { childrenOf } from '../cpu.ts';
import { startInstallation } from './installation.ts';

const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';

test('where the server does not start, no database is left behind', { skip }, async () => {
  const before = childrenOf(process.pid);
  await assert.rejects(startInstallation({ database: 'postgres', bin: './nowhere.js' }), /fkorg ended before/);
  assert.deepEqual(childrenOf(process.pid), before);
});

test('a server that a signal ended although nobody killed it is told from one that runs', async () => {
  const folder = temporaryFolder();
  const bin = folder.path('server.mjs');
  const ready = 'answers at http://127.0.0.1:1 . Stop with Ctrl+C.';
  writeFileSync(bin, `console.log('${ready}'); setTimeout(() => process.kill(process.pid, 'SIGABRT'), 200);`);
  try {
    await using installation = await startInstallation({ database: 'pglite', bin });
    assert.equal(installation.endedWith(), undefined);
    let said = installation.endedWith();
    while (said === undefined) {
      await sleep(20);
      said = installation.endedWith();
    }
    assert.match(await said, /SIGABRT/);
  } finally {
    folder.remove();
  }
});
