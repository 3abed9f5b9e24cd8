/**
 * PGlite as a driver: a folder on disk, or memory. There is one session, so a transaction has it for itself and
 * everything else waits for its turn. Kills of the process lose nothing that was acknowledged; the machine losing its
 * power can (docs/decisions/0020-store.md).
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { FkorgError } from '../../base/error.ts';
import { DATABASE_FOLDER, genopretErstattet } from './database-folder.ts';
import { type Driver, type Parameter, SESSION_SETTINGS, type Statement, type StoreLog } from './driver.ts';
import { asStoreError } from './fejl.ts';
import { FolderCopy } from './folder-copy.ts';
import { lockFolder } from './folder-lock.ts';
import { PgliteStream } from './pglite-stream.ts';
import { clientSession, runTransaction } from './session.ts';
import type { StatementWatch } from './watch.ts';

/**
 * Opens the database of a data folder, which is made where it is missing and is locked until `close`; without a folder,
 * a new database in memory. Throws `data-folder-in-use`, or `store-unavailable` where PGlite cannot start.
 */
export async function openPglite(folder: string | undefined, log?: StoreLog, watch?: StatementWatch): Promise<Driver> {
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  const unlock = folder === undefined ? async () => {} : await lockFolder(folder);
  try {
    if (folder !== undefined) await genopretErstattet(folder);
    const client = new pg.Client({
      stream: () => new PgliteStream(folder === undefined ? undefined : join(folder, DATABASE_FOLDER)) as never,
      user: 'postgres',
      database: 'postgres',
      ssl: false,
      pipeline: true,
    });
    await client.connect();
    client.on('error', (error) => log?.warn({ err: asStoreError(error) }, 'the database has stopped'));
    for (const [name, value] of Object.entries(SESSION_SETTINGS)) await client.query(`set ${name} = ${value}`);
    return driverOf(client, unlock, folder, watch);
  } catch (error) {
    await unlock();
    throw new FkorgError('store-unavailable', 'The embedded database could not be started', {
      detail: error instanceof FkorgError ? (error.detail ?? error.message) : String(error),
    });
  }
}

function driverOf(
  client: pg.Client,
  unlock: () => Promise<void>,
  folder: string | undefined,
  watch: StatementWatch | undefined,
): Driver {
  const session = clientSession(client, watch);
  /** The transaction under way; it never fails. */
  let transaction: Promise<unknown> | undefined;

  /** Keeps everybody else waiting until `work` has ended. */
  async function alene<T>(work: () => Promise<T>): Promise<T> {
    while (transaction) await transaction;
    const running = work();
    transaction = running.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await running;
    } finally {
      transaction = undefined;
    }
  }

  return {
    isOpdelt: false,
    isIndlejret: true,
    async query<Row extends readonly unknown[]>(
      statement: Statement,
      parameters: readonly Parameter[],
    ): Promise<Row[]> {
      while (transaction) await transaction;
      return session.query<Row>(statement, parameters);
    },
    transaction: (work, options) => alene(() => runTransaction(session, work, options)),
    alene: (work) =>
      alene(async () => {
        try {
          return await work(session);
        } finally {
          await session.query({ text: 'select pg_advisory_unlock_all()' }, []);
        }
      }),
    ...(folder !== undefined && {
      kopier: async (til: string) => {
        const copy = new FolderCopy(join(folder, DATABASE_FOLDER), join(til, DATABASE_FOLDER));
        // A checkpoint brings all to the files; after it nothing is written until the next statement.
        const checkpoint = () => session.query({ text: 'checkpoint' }, []);
        await alene(checkpoint);
        await copy.go();
        await alene(async () => {
          await checkpoint();
          await copy.go();
        });
      },
    }),
    async close() {
      while (transaction) await transaction;
      await client.end();
      await unlock();
    },
  };
}
