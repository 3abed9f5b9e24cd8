/** Opens the store that a setting names: a PostgreSQL, a folder of one's own, or memory. */
import type { Clock } from '../base/clock.ts';
import type { Driver, StoreLog } from './drivers/driver.ts';
import { openPglite } from './drivers/pglite.ts';
import { openPostgres } from './drivers/postgres.ts';
import type { StatementWatch } from './drivers/watch.ts';
import { migrate } from './migrations/migrate.ts';
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
  /** Told of every statement. */
  readonly watch?: StatementWatch;
}

/**
 * Opens the store and brings it to the form of this version.
 * Throws `data-folder-in-use`, `store-unavailable`, or `bad-setting` where a newer version has used the store.
 */
export async function openStore({ database, clock, log, watch }: OpenOptions): Promise<Store> {
  const driver = await openDriver(database, log, watch);
  try {
    await migrate(driver);
    const stopFollowing = await followPartitions(driver);
    const maerker = isPostgres(database) ? new FaellesSidemaerker(driver) : undefined;
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

/** True for the address of a database that other processes may use as well. */
function isPostgres(database: string): boolean {
  return /^postgres(ql)?:\/\//.test(database);
}

/** The driver that a setting names, with the database as it is. */
export function openDriver(database: string, log?: StoreLog, watch?: StatementWatch): Promise<Driver> {
  if (isPostgres(database)) return openPostgres(database, log, watch);
  return openPglite(database === IN_MEMORY ? undefined : database, log, watch);
}
