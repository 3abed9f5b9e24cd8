/** A process that is killed in the middle of its writes loses nothing that it had acknowledged, and leaves nothing half done. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { openStore } from '../../src/store/open.ts';
import { clock } from './verden.ts';

const ACKNOWLEDGED = 40;

/** Runs the writer until it has acknowledged enough, kills it, and gives what it acknowledged. */
function writeAndKill(folder: string): Promise<string[]> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'writer.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
    if (text.split('\n').length > ACKNOWLEDGED) child.kill('SIGKILL');
  });
  return new Promise((done) => child.on('exit', () => done(text.split('\n').slice(0, -1))));
}

test('kill -9 loses nothing that was acknowledged, and the lock it leaves is taken over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fkorg-kill-'));
  try {
    const acknowledged = await writeAndKill(join(folder, 'data'));
    assert.ok(acknowledged.length >= ACKNOWLEDGED, `${acknowledged.length} acknowledged`);
    const store = await openStore({ database: join(folder, 'data'), clock });
    try {
      const fundne = await store.hent(['11111111'], 'OrganisationEnhed', acknowledged, 'nuvaerende');
      assert.equal(fundne.length, acknowledged.length);
      const fejl: string[] = [];
      for await (const linje of store.kontroller()) fejl.push(linje);
      assert.deepEqual(fejl, []);
      await assert.rejects(openStore({ database: join(folder, 'data'), clock }), { code: 'data-folder-in-use' });
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
