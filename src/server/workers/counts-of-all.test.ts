import assert from 'node:assert/strict';
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { test } from 'node:test';
import { Metrics } from '../metrics.ts';
import { CountsOfAll } from './counts-of-all.ts';

/** A worker that has ended. */
async function ended(): Promise<Worker> {
  cluster.setupPrimary({ exec: import.meta.filename, execArgv: ['--input-type=module', '--eval', ''] });
  const worker = cluster.fork();
  worker.process.kill('SIGKILL');
  await once(worker, 'exit');
  return worker;
}

async function refusals(count: number) {
  const metrics = new Metrics();
  for (let i = 0; i < count; i++) metrics.refused('x');
  return metrics.json();
}

const refused = async (counts: CountsOfAll) => /^fkorg_refused_total\{code="x"\} (\d+)$/m.exec(await counts.sum())?.[1];

test('workers that end at once leave all that they counted, and what one says after its end counts for nothing', async () => {
  const counts = new CountsOfAll();
  const workers = [await ended(), await ended()];
  for (const [nr, worker] of workers.entries()) {
    counts.add(worker);
    counts.take(worker, 0, await refusals(nr + 1));
  }
  for (const worker of workers) counts.remove(worker);
  assert.equal(await refused(counts), '3');
  counts.take(workers[0]!, 0, await refusals(1));
  const startedMs = performance.now();
  assert.equal(await refused(counts), '3');
  assert.ok(performance.now() - startedMs < 2000, 'nobody waits for one who is gone');
});
