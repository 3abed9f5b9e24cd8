/** Where in a data folder the database is, and what becomes of a replacement of it that was cut off between its two steps. */
import { existsSync } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of the database itself, inside the data folder. */
export const DATABASE_FOLDER = 'pgdata';

/** The name of a database that is being replaced, until the other one is in its place. */
export const ERSTATTET = 'erstattet-';

/** Puts back a database that was taken away and not replaced, because the process was killed. Whoever calls holds the lock. */
export async function genopretErstattet(folder: string): Promise<void> {
  const database = join(folder, DATABASE_FOLDER);
  if (existsSync(database)) return;
  const gammel = (await readdir(folder)).find((navn) => navn.startsWith(ERSTATTET));
  if (gammel !== undefined) await rename(join(folder, gammel), database);
}
