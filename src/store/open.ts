/** Opens the store that a setting names: a PostgreSQL, a folder of one's own, or memory. */
import type { Clock } from '../base/clock.ts';
import type { Driver, StoreLog } from './drivers/driver.ts';
import { openPglite } from './drivers/pglite.ts';
import { openPostgres, type PostgresOptions, postgresDriver } from './drivers/postgres.ts';
import { SlowStatements } from './drivers/slow.ts';
import { type StatementWatch, watchAll } from './drivers/watch.ts';
import { SqlHuskede } from './huskede/sql-huskede.ts';
import { assertKanBruges, manglende, migrate, migrations } from './migrations/migrate.ts';
import type { Fremgang } from './migrations/migration.ts';
import { FaellesSidemaerker } from './queries/faelles-sidemaerker.ts';
import { keepSlow } from './queries/langsomme.ts';
import { followPartitions } from './queries/partitioner.ts';
import { Sidemaerker } from './queries/sidemaerker.ts';
import { replicaReads } from './replica/reads.ts';
import { Replica } from './replica/replica.ts';
import { sqlReads, sqlStore } from './sql-store.ts';
import type { Store } from './store.ts';

/** Name of a database that is gone when it is closed. */
export const IN_MEMORY = ':memory:';

export interface OpenOptions {
  /** `postgres://…`, `:memory:`, or the path of a folder, which is made where it is missing. */
  readonly database: string;
  /** A replica of it, for calls that only read. */
  readonly readDatabase?: string;
  readonly clock: Clock;
  /** Told of connections that were lost. */
  readonly log?: StoreLog;
  /** Told how far a migration of many rows has come. */
  readonly onMigration?: (fremgang: Fremgang) => void;
  /** True: on PostgreSQL, what can be migrated while the register is in use is left to `fkorg migrate`. */
  readonly isIBrug?: boolean;
  /** Told of every statement. */
  readonly watch?: StatementWatch;
  /** Milliseconds from which on a statement is slow and remembered; absent: none is. */
  readonly slowMs?: number;
  /** Bytes that may be remembered of objects as they stand now; 0: nothing is. */
  readonly memoryBytesMax?: number;
  /** Processes that answer on this machine, this one included; 1 where it is not said. */
  readonly processes?: number;
  /** What its connections are called in a PostgreSQL; `fkorg` where it is not said. */
  readonly navn?: string;
}

/**
 * Opens the store and brings it to the form of this version, or to one that this version can work on.
 * Throws `data-folder-in-use`, `store-unavailable`, or `bad-setting` where a newer version has used the store, where what
 * it lacks must be done first, or where `readDatabase` is no replica of it. A replica that does not answer is no reason not
 * to start.
 */
export async function openStore(options: OpenOptions): Promise<Store> {
  const { database, readDatabase, clock, log, slowMs, onMigration, isIBrug, processes, navn } = options;
  const slow = slowMs === undefined ? undefined : new SlowStatements(slowMs);
  const watch = watchAll([options.watch, slow].filter((each) => each !== undefined));
  const driver = await openDriver(database, { log, watch, processes, navn });
  const ends: (() => unknown)[] = [() => driver.close()];
  const close = async () => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    // A register in a folder has nobody else who could do it later.
    const isUdenOnline = isIBrug === true && !driver.isIndlejret;
    await migrate(driver, migrations, { isUdenOnline, ...(onMigration && { onProgress: onMigration }) });
    if (isUdenOnline) assertKanBruges(await manglende(driver), log);
    ends.push(await followPartitions(driver));
    if (slow) ends.push(keepSlow(driver, slow));
    const maerker = driver.isIndlejret ? new Sidemaerker(clock) : new FaellesSidemaerker(driver);
    const huskede = new SqlHuskede(driver, clock, options.memoryBytesMax);
    const store = { ...sqlStore(driver, clock, maerker, log, huskede), close };
    // A chain whose last row could not be written stays open, as after a kill.
    ends.push(() => store.revision.luk().catch((error) => log?.warn({ err: error }, 'the audit log was not ended')));
    if (readDatabase === undefined) return store;
    const replicaDriver = postgresDriver(readDatabase, { log, watch, processes });
    ends.push(() => replicaDriver.close());
    // Questions about positions have connections of their own: behind a long read they would come too late.
    const [asksPrimary, asksReplica] = [database, readDatabase].map((url) => postgresDriver(url, { log })) as [
      Driver,
      Driver,
    ];
    ends.push(() => Promise.all([asksPrimary.close(), asksReplica.close()]));
    const replica = new Replica(asksPrimary, asksReplica, log);
    ends.push(() => replica.close());
    await replica.open();
    const laeser = {
      query: replicaDriver.query,
      get isOpdelt() {
        return driver.isOpdelt;
      },
    };
    const { reads, counts } = replicaReads(replica, sqlReads(laeser, maerker), store.reads);
    return { ...store, reads, figures: async () => ({ ...(await store.figures()), reads: counts }) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The driver that a setting names, with the database as it is. */
export function openDriver(database: string, options: PostgresOptions = {}): Promise<Driver> {
  if (/^postgres(ql)?:\/\//.test(database)) return openPostgres(database, options);
  return openPglite(database === IN_MEMORY ? undefined : database, options.log, options.watch);
}
