/** How long `npm start` takes to answer: with nothing there, demo included, and again on the folder that it left. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;
const GIVE_UP_MS = 300_000;

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function startOnce(data: string, port: number): Promise<number> {
  const began = performance.now();
  const child = spawn('npm', ['start', '--', '--port', String(port), '--data', data], {
    cwd: resolve(import.meta.dirname, '..'),
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  try {
    while (!(await answers(`http://127.0.0.1:${port}/organisation/bruger/6?wsdl`))) {
      if (child.exitCode !== null || performance.now() - began > GIVE_UP_MS)
        throw new Error('npm start did not come up');
      await sleep(POLL_MS);
    }
    return (performance.now() - began) / 1000;
  } finally {
    process.kill(-child.pid!, 'SIGTERM');
    await ended;
  }
}

/** Seconds of wall time until the first answer, of a first and of a second start. */
export async function benchStart(port: number): Promise<{ first: number; second: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'fkorg-start-'));
  try {
    return { first: await startOnce(join(folder, 'data'), port), second: await startOnce(join(folder, 'data'), port) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
