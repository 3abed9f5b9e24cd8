/** What a replica takes from the primary and what it costs: CPU of each for a laes and for a list of 500, with and without it. */
import { newUuid } from '../../src/base/uuid.ts';
import { startPostgres } from '../../test/store/postgres-server.ts';
import { drive } from '../load.ts';
import { importer, laes, list } from '../messages.ts';
import { cpuPerCall, serve } from './served.ts';

const UNITS = 500;
const CONNECTIONS = 8;
const OK = 'StatusKode>20<';

export interface ReplicaCost {
  readonly call: string;
  /** CPU microseconds of the primary for each call: without a replica, and with one. */
  readonly primaryAloneUs: number;
  readonly primaryUs: number;
  /** Of server and both databases. */
  readonly allAloneUs: number;
  readonly allUs: number;
}

/** Measures on a primary and a replica of it, both on this machine. */
export async function benchReplica({
  reads,
  lists,
}: {
  reads: number;
  lists: number;
}): Promise<readonly ReplicaCost[]> {
  await using primary = await startPostgres();
  const alone = await serve(['--database', primary.url]);
  const uuids = Array.from({ length: UNITS }, newUuid);
  await drive(alone.url, CONNECTIONS, UNITS, (nr) => importer(uuids[nr]!), OK);
  await primary.sql('analyze');
  await using replica = await primary.replica();
  const both = await serve(['--database', primary.url, '--read-database', replica.url]);
  const costs: ReplicaCost[] = [];
  try {
    for (const [call, calls, request] of [
      ['laes', reads, laes(uuids[0]!)],
      ['list of 500', lists, list(uuids)],
    ] as const) {
      const work = (url: string) => () => drive(url, CONNECTIONS, calls, () => request, OK);
      const cost = async ({ pid, url }: typeof alone) => {
        await work(url)();
        const primaryUs = await cpuPerCall([primary.pid], calls, work(url));
        return { primaryUs, allUs: await cpuPerCall([pid, primary.pid, replica.pid], calls, work(url)) };
      };
      const without = await cost(alone);
      costs.push({ call, primaryAloneUs: without.primaryUs, allAloneUs: without.allUs, ...(await cost(both)) });
    }
    return costs;
  } finally {
    await Promise.all([alone.stop(), both.stop()]);
  }
}
