/** Opens the store that a setting names: a PostgreSQL, a folder of one's own, or memory. */
import type { Clock } from '../base/clock.ts';
import type { Driver, StoreLog } from './drivers/driver.ts';
import { openPglite } from './drivers/pglite.ts';
import { openPostgres } from './drivers/postgres.ts';
import type { StatementWatch } from './drivers/watch.ts';
import { assertKanBruges, manglende, migrate, migrations } from './migrations/migrate.ts';
import type { Fremgang } from './migrations/migration.ts';
import { FaellesSidemaerker } from './queries/faelles-sidemaerker.ts';
import { followPartitions } from './queries/partitioner.ts';
import { sqlStore } from './sql-store.ts';
import type { Store } from './store.ts';

/** Name of a database that is gone when it is closed. */
export const IN_MEMORY = ':memory:';

export interface OpenOptions {
  /** `postgres://…`, `:memory:`, or the path of a folder, which is made where it is missing. */
  readonly database: string;
  readonly clock: Clock;
  /** Told of connections that were lost. */
  readonly log?: StoreLog;
  /** Told how far a migration of many rows has come. */
  readonly onMigration?: (fremgang: Fremgang) => void;
  /** True: on PostgreSQL, what can be migrated while the register is in use is left to `fkorg migrate`. */
  readonly isIBrug?: boolean;
  /** Told of every statement. */
  readonly watch?: StatementWatch;
}

/**
 * Opens the store and brings it to the form of this version, or to one that this version can work on.
 * Throws `data-folder-in-use`, `store-unavailable`, or `bad-setting` where a newer version has used the store, or where
 * what it lacks must be done first.
 */
export async function openStore({ database, clock, log, watch, onMigration, isIBrug }: OpenOptions): Promise<Store> {
  const driver = await openDriver(database, log, watch);
  try {
    // A register in a folder has nobody else who could do it later.
    const isUdenOnline = isIBrug === true && !driver.isIndlejret;
    await migrate(driver, migrations, { isUdenOnline, ...(onMigration && { onProgress: onMigration }) });
    if (isUdenOnline) assertKanBruges(await manglende(driver), log);
    const stopFollowing = await followPartitions(driver);
    const maerker = driver.isIndlejret ? undefined : new FaellesSidemaerker(driver);
    const store = sqlStore(driver, clock, maerker);
    return {
      ...store,
      close() {
        stopFollowing();
        return store.close();
      },
    };
  } catch (error) {
    await driver.close();
    throw error;
  }
}

/** The driver that a setting names, with the database as it is. */
export function openDriver(database: string, log?: StoreLog, watch?: StatementWatch): Promise<Driver> {
  if (/^postgres(ql)?:\/\//.test(database)) return openPostgres(database, log, watch);
  return openPglite(database === IN_MEMORY ? undefined : database, log, watch);
}
