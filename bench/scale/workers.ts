/**
 * What a read costs with two workers, as a ratio to what it costs with one: CPU of all processes, database included. Two
 * workers have twice the callers, so that each process has as much to do as the one, and twice the calls before they are
 * measured, so that the code of each is compiled as far.
 */
import { newUuid } from '../../src/base/uuid.ts';
import { startPostgres } from '../../test/store/postgres-server.ts';
import { median } from '../cpu.ts';
import { drive } from '../load.ts';
import { importer, laes } from '../messages.ts';
import { cpuPerCall, serve } from './served.ts';

const UNITS = 200;
/** Callers of each process, and calls to each before it is measured. */
const CALLERS = 8;
const WARM_CALLS = 30_000;
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
  const one = { ...(await serve(['--database', postgres.url])), processes: 1 };
  const two = { ...(await serve(['--database', postgres.url, '--workers', '2'])), processes: 2 };
  try {
    const uuids = Array.from({ length: UNITS }, newUuid);
    await drive(one.url, CALLERS, UNITS, (nr) => importer(uuids[nr]!), OK);
    await postgres.sql('analyze');
    const requests = uuids.map((uuid) => laes(uuid));
    const read = ({ url, processes }: typeof one, calls: number) =>
      drive(url, CALLERS * processes, calls, (nr) => requests[nr % UNITS]!, OK);
    const round = (server: typeof one) => cpuPerCall([server.pid, postgres.pid], reads, () => read(server, reads));
    for (const server of [one, two]) await read(server, WARM_CALLS * server.processes);
    const costs: { one: number; two: number }[] = [];
    for (let nr = 0; nr < rounds; nr++) costs.push({ one: await round(one), two: await round(two) });
    const oneUs = median(costs.map((cost) => cost.one));
    const twoUs = median(costs.map((cost) => cost.two));
    return { oneUs, twoUs, ratio: median(costs.map((cost) => cost.two / cost.one)) };
  } finally {
    await Promise.all([one.stop(), two.stop()]);
  }
}
