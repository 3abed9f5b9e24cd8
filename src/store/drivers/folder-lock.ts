/**
 * A lock on a data folder: PGlite lets two processes write to one folder, and both lose. The lock is a file that says
 * which process holds it; one that a killed process left behind is told by the process being gone, and is taken over.
 */
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FkorgError } from '../../base/error.ts';
import { isProcessThere, processStart } from './process-start.ts';

const LOCK_FILE = 'fkorg.lock';
/** Milliseconds after which one who took over a lock looks whether it is still the holder. */
const TAKEOVER_PAUSE_MS = 50;
const TRIES_MAX = 5;

interface Holder {
  readonly pid: number;
  readonly start?: string;
  /** Different for every lock ever taken. */
  readonly token: string;
}

/**
 * Takes the lock of a folder; gives what lets go of it.
 * Throws `data-folder-in-use` where another process, or this one, holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, LOCK_FILE);
  const start = await processStart(process.pid);
  const own: Holder = { pid: process.pid, ...(start !== undefined && { start }), token: randomUUID() };
  const draft = `${path}.${own.token}`;
  await writeFile(draft, JSON.stringify(own));
  try {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      if (await isTaken(draft, path)) return () => letGo(path, own);
      const holder = await readHolder(path);
      if (holder && (await isAlive(holder))) throw inUse(folder, holder);
      if (holder) await removeStale(path, holder);
      // Two who found the same stale lock may both have taken it: the one whose name stands there holds it.
      if (holder && (await isTaken(draft, path))) {
        await pause(TAKEOVER_PAUSE_MS);
        if ((await readHolder(path))?.token === own.token) return () => letGo(path, own);
      }
    }
  } finally {
    await rm(draft, { force: true });
  }
  throw new FkorgError('data-folder-in-use', `Several processes want the data folder ${resolve(folder)} at once.`);
}

/** True where a living process holds the folder. */
export async function isHeld(folder: string): Promise<boolean> {
  const holder = await readHolder(join(folder, LOCK_FILE));
  return holder !== undefined && isAlive(holder);
}

/** Puts the lock in place with its content, where there is none: one step for the file system. */
async function isTaken(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Who holds the lock; undefined where nobody does. A file that says nothing counts as a stale lock. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const holder: unknown = JSON.parse(await readFile(path, 'utf8'));
    const { pid, start, token } = holder as Partial<Holder>;
    return { pid: pid ?? 0, token: token ?? '', ...(start !== undefined && { start }) };
  } catch (error) {
    return error instanceof SyntaxError ? { pid: 0, token: '' } : undefined;
  }
}

async function isAlive({ pid, start }: Holder): Promise<boolean> {
  if (pid <= 0 || !isProcessThere(pid)) return false;
  const now = await processStart(pid);
  return start === undefined || now === undefined || now === start;
}

/** Moves the lock aside and looks whose it was; another's, taken meanwhile, is put back. */
async function removeStale(path: string, stale: Holder): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readHolder(aside))?.token !== stale.token) await isTaken(aside, path);
  await rm(aside, { force: true });
}

async function letGo(path: string, own: Holder): Promise<void> {
  if ((await readHolder(path))?.token === own.token) await rm(path, { force: true });
}

function inUse(folder: string, { pid }: Holder): FkorgError {
  const who = pid === process.pid ? 'this process' : `process ${pid}`;
  return new FkorgError(
    'data-folder-in-use',
    `The data folder ${resolve(folder)} is in use by ${who}. Stop it first, or choose another folder.`,
  );
}
