/**
 * What a read costs with two workers, as a ratio to what it costs with one: CPU of all processes, database included. Two
 * workers have twice the callers, so that each process has as much to do as the one.
 */
import { newUuid } from '../../src/base/uuid.ts';
import { startPostgres } from '../../test/store/postgres-server.ts';
import { median } from '../cpu.ts';
import { drive } from '../load.ts';
import { importer, laes } from '../messages.ts';
import { cpuPerCall, serve } from './served.ts';

const UNITS = 200;
const CONNECTIONS = 8;
const WARM_ROUNDS = 4;
const OK = 'StatusKode>20<';

export interface WorkersCost {
  /** CPU microseconds of a laes, server and database: with one process, and with a parent and two workers. */
  readonly oneUs: number;
  readonly twoUs: number;
  /** Two over one; the aim is at most 1.15. */
  readonly ratio: number;
}

/** Measures in rounds that alternate between the two, on a PostgreSQL of its own; what counts is the median. */
export async function benchWorkers({ rounds, reads }: { rounds: number; reads: number }): Promise<WorkersCost> {
  await using postgres = await startPostgres();
  const one = await serve(['--database', postgres.url]);
  const two = await serve(['--database', postgres.url, '--workers', '2']);
  try {
    const uuids = Array.from({ length: UNITS }, newUuid);
    await drive(one.url, CONNECTIONS, UNITS, (nr) => importer(uuids[nr]!), OK);
    await postgres.sql('analyze');
    const requests = uuids.map((uuid) => laes(uuid));
    const round = ({ pid, url }: typeof one) =>
      cpuPerCall([pid, postgres.pid], reads, () => drive(url, CONNECTIONS, reads, (nr) => requests[nr % UNITS]!, OK));
    // Each process has to have its code compiled before it is measured.
    for (let nr = 0; nr < WARM_ROUNDS; nr++) for (const server of [one, two]) await round(server);
    const costs: { one: number; two: number }[] = [];
    for (let nr = 0; nr < rounds; nr++) costs.push({ one: await round(one), two: await round(two) });
    const oneUs = median(costs.map((cost) => cost.one));
    const twoUs = median(costs.map((cost) => cost.two));
    return { oneUs, twoUs, ratio: median(costs.map((cost) => cost.two / cost.one)) };
  } finally {
    await Promise.all([one.stop(), two.stop()]);
  }
}
