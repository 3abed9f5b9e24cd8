import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { childrenOf, familyNs } from './cpu.ts';

/** Uses CPU for a while and tells how many microseconds of it. */
const WORK = 'for (let i = 0; i < 3e8; i++); const { user, system } = process.cpuUsage(); console.log(user + system);';
const TICK_NS = 10_000_000;

test('what a child has used is counted when it has ended', async () => {
  const parent = spawn('sh', ['-c', `read go; "$NODE" -e '${WORK}'; echo ended; read go`], {
    env: { ...process.env, NODE: process.execPath },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const before = familyNs(parent.pid!);
    let said = '';
    parent.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    parent.stdin.write('\n');
    while (!said.includes('ended')) await once(parent.stdout, 'data');
    assert.deepEqual(childrenOf(parent.pid!), []);
    const childNs = Number(said.split('\n')[0]) * 1000;
    const countedNs = familyNs(parent.pid!) - before;
    assert.ok(childNs > 5 * TICK_NS, said);
    assert.ok(countedNs >= childNs - 2 * TICK_NS, `${countedNs} of ${childNs} ns`);
  } finally {
    parent.kill('SIGKILL');
  }
});
