/** Opens the store that the settings name, for the time of one command. */
import { existsSync, readdirSync } from 'node:fs';
import { FkorgError } from '../base/error.ts';
import { assertIngenRelease } from '../exchange/release/udfoer.ts';
import { type StatementWatch, watchAll } from '../store/drivers/watch.ts';
import type { Fremgang } from '../store/migrations/migration.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import type { CommandContext } from './command.ts';
import { createLog, type Log } from './log.ts';
import { PKI_FOLDER } from './pki-folder.ts';
import { type Progress, startProgress } from './progress.ts';
import { withoutPassword } from './setting-value.ts';

/** Where the store is, as a line may show it: the folder, or the address without its password. */
export function storePlace({ settings }: CommandContext): string {
  return withoutPassword(settings.database ?? settings.data);
}

/** Says that something which gives no numbers is under way, when it has taken two seconds. */
const SLOW_MS = 2000;

/**
 * Opens the store (made and migrated where needed), lets `work` use it, and closes it, whatever happens.
 * `watches` are told of every statement. Errors: those of `work`, `data-folder-in-use`, `store-unavailable`; `bad-setting` for an address that is none, for a
 * store that a newer version has used, and for a command that only reads, where there is no data folder.
 *
 * @param need `made`: work that writes; refused while a release is half done.
 * @param navn What its connections are called in the database.
 * @param isIBrug True: migrations that can go on while the register is in use are left to `fkorg migrate` (PostgreSQL).
 */
export async function withStore<T>(
  context: CommandContext,
  need: 'made' | 'existing',
  work: (store: Store, log: Log) => Promise<T>,
  {
    isIBrug = false,
    watches = [],
    navn,
  }: { isIBrug?: boolean; watches?: readonly StatementWatch[]; navn?: string } = {},
): Promise<T> {
  const { settings, clock, terminal } = context;
  if (need === 'existing' && settings.database === undefined && !isRegister(settings.data)) {
    throw new FkorgError('bad-setting', `There is no register in ${settings.data}. --data names its folder.`);
  }
  const log = createLog(settings['log-level']);
  const slow = setTimeout(() => {
    if (settings.progress) terminal.err(`Opening ${storePlace(context)} ...\n`);
  }, SLOW_MS);
  const onMigration = migrationProgress(context);
  const watch = watchAll(watches);
  const database = settings.database ?? settings.data;
  const readDatabase = settings['read-database'];
  const replica = readDatabase !== undefined && { readDatabase };
  const memoryBytesMax = settings['memory-bytes-max'];
  const watching = watch && { watch, slowMs: settings['slow-ms'] };
  const processes = settings.workers;
  const named = navn !== undefined && { navn };
  const store = await openStore({
    database,
    ...replica,
    log,
    clock,
    onMigration,
    isIBrug,
    processes,
    memoryBytesMax,
    ...watching,
    ...named,
  })
    .catch((error) => {
      throw openingError(error, storePlace(context));
    })
    .finally(() => clearTimeout(slow));
  try {
    if (need === 'made') await assertIngenRelease(store);
    return await work(store, log);
  } finally {
    await store.close();
  }
}

/** True for a folder with more in it than keys. */
function isRegister(data: string): boolean {
  return existsSync(data) && readdirSync(data).some((name) => name !== PKI_FOLDER);
}

/** Tells how far each part of a migration has come. */
function migrationProgress(context: CommandContext): (fremgang: Fremgang) => void {
  let underway: { readonly trin: string; readonly progress: Progress } | undefined;
  return ({ migration, trin, raekker, ialt }) => {
    const label = `Migration ${migration}, ${trin}`;
    if (underway?.trin !== label) {
      underway?.progress.end();
      underway = { trin: label, progress: progressOf(context, label, 'rows') };
    }
    underway.progress.report(raekker, ialt);
  };
}

/** What the codes mean that a user is most likely to meet. */
const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there',
  ENOTFOUND: 'there is no host of that name',
  '28P01': 'the password is wrong',
  '3D000': 'there is no database of that name',
};

/** What the user is told where a store cannot be opened: which one, and why. */
function openingError(error: unknown, place: string): unknown {
  if (!(error instanceof Error)) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ERR_INVALID_URL') {
    const hint = 'In a password, / is written as %2F and @ as %40.';
    return new FkorgError('bad-setting', `${place} is no address of a database. ${hint}`, { cause: error });
  }
  const isOurs = error instanceof FkorgError;
  if (isOurs ? !['store-unavailable', 'internal'].includes(error.code) : syscall === undefined) return error;
  const why = (isOurs && error.detail) || error.message;
  const [, meaning] = Object.entries(CAUSES).find(([known]) => why.startsWith(known)) ?? [];
  const said = meaning === undefined ? why : `${meaning} (${why})`;
  return new FkorgError('store-unavailable', `${place} cannot be opened: ${said}.`, { cause: error });
}

/**
 * Begins to tell on the command's terminal how far a piece of work has come. Where the user has asked to stop, `report`
 * throws: the work ends there, and what is saved stays.
 */
export function progressOf({ settings, terminal, clock, stop }: CommandContext, label: string, unit: string): Progress {
  const { err: write, isErrTty: isTty, columns } = terminal;
  const progress = startProgress(label, unit, { write, isTty, columns, clock, isOn: settings.progress });
  return {
    report(done, total) {
      if (stop.isRequested()) throw new FkorgError('busy', `${label}: stopped after ${done} ${unit}.`);
      progress.report(done, total);
    },
    line: progress.line,
    end: progress.end,
  };
}
