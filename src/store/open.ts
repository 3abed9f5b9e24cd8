/** Opens the store that a setting names: a PostgreSQL, a folder of one's own, or memory. */
import type { Clock } from '../base/clock.ts';
import { FkorgError } from '../base/error.ts';
import type { Driver, StoreLog } from './drivers/driver.ts';
import { openPglite } from './drivers/pglite.ts';
import { openPostgres } from './drivers/postgres.ts';
import { type Manglende, manglende, migrate, migrations } from './migrations/migrate.ts';
import type { Fremgang } from './migrations/migration.ts';
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
}

/**
 * Opens the store and brings it to the form of this version, or to one that this version can work on.
 * Throws `data-folder-in-use`, `store-unavailable`, or `bad-setting` where a newer version has used the store, or where
 * what it lacks must be done first.
 */
export async function openStore({ database, clock, log, onMigration, isIBrug }: OpenOptions): Promise<Store> {
  const driver = await openDriver(database, log);
  try {
    // A register in a folder has nobody else who could do it later.
    const isUdenOnline = isIBrug === true && !driver.isIndlejret;
    await migrate(driver, migrations, { isUdenOnline, ...(onMigration && { onProgress: onMigration }) });
    if (isUdenOnline) assertKanBruges(await manglende(driver), log);
    return sqlStore(driver, clock);
  } catch (error) {
    await driver.close();
    throw error;
  }
}

/** Throws `bad-setting` where this version cannot work before the steps are taken; else says that they are not. */
export function assertKanBruges(mangler: readonly Manglende[], log?: StoreLog): void {
  const [foerste] = mangler;
  if (!foerste) return;
  const demanded = mangler.find(({ step, isTaget }) => !isTaget || step.isKraevet);
  if (demanded) {
    throw new FkorgError(
      'bad-setting',
      `The store lacks migration ${demanded.step.nr} (${demanded.step.navn}), without which this version cannot work. ` +
        'Run `fkorg migrate` first; those who use the register now can go on meanwhile.',
    );
  }
  log?.warn({ migration: foerste.step.navn }, 'a migration is not done: run `fkorg migrate`, also while this serves');
}

/** The driver that a setting names, with the database as it is. */
export function openDriver(database: string, log?: StoreLog): Promise<Driver> {
  if (/^postgres(ql)?:\/\//.test(database)) return openPostgres(database, log);
  return openPglite(database === IN_MEMORY ? undefined : database, log);
}
