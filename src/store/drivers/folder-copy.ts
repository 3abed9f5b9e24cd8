/**
 * Copies a folder in two goes: first all of it, while it may be written to; then, when it is at rest, what has changed
 * since. So it need not be at rest for longer than the changes take.
 */
import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../base/clock.ts';

/** A file that was changed so short a time ago may be changed again without its time telling. */
const RECENT_MS = 2000;

export class FolderCopy {
  readonly #from: string;
  readonly #to: string;
  /** What tells each file that has been copied from a later one; empty where nothing does. */
  #stamps = new Map<string, string>();

  constructor(from: string, to: string) {
    this.#from = from;
    this.#to = to;
  }

  /** Copies what is not copied as it is now, and takes away what is gone. */
  async go(): Promise<void> {
    const before = this.#stamps;
    this.#stamps = new Map();
    await this.#goInto('', before);
    for (const path of before.keys()) if (!this.#stamps.has(path)) await rm(join(this.#to, path), { force: true });
  }

  async #goInto(folder: string, before: ReadonlyMap<string, string>): Promise<void> {
    await mkdir(join(this.#to, folder), { recursive: true, mode: 0o700 });
    for (const entry of await readdir(join(this.#from, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await this.#goInto(path, before);
      else if (entry.isFile()) await this.#copy(path, before.get(path));
    }
  }

  async #copy(path: string, known: string | undefined): Promise<void> {
    try {
      const { size, mtimeNs, mtimeMs } = await stat(join(this.#from, path), { bigint: true });
      const isRecent = systemClock() - Number(mtimeMs) < RECENT_MS;
      const stamp = `${size} ${mtimeNs}`;
      if (known !== stamp) await copyFile(join(this.#from, path), join(this.#to, path), constants.COPYFILE_FICLONE);
      this.#stamps.set(path, isRecent ? '' : stamp);
    } catch (error) {
      // A file may go between its being listed and its being read.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
