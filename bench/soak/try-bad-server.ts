/** A server that is wrong on purpose, and whether the auditor sees it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BadServer } from './bad-servers.ts';
import type { Disagreement } from './book.ts';
import { type Options, soak } from './soak.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CALLS = 6_000;
/** Where only kills show it, calls until it must have shown. */
const CALLS_WITH_KILLS = 30_000;
const CALLS_BETWEEN_KILLS = 400;

/** A copy of the project's server with one line changed; the folder is the caller's to remove. */
function copy({ file, from, to }: BadServer): string {
  const folder = mkdtempSync(join(tmpdir(), 'fkorg-daarlig-'));
  for (const part of ['src', 'bin', 'package.json']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const text = readFileSync(join(folder, file), 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} does not have this text once: ${from}`);
  writeFileSync(
    join(folder, file),
    text.replace(from, () => to),
  );
  return folder;
}

/** Runs the soak against a bad server until the first disagreement, or until it must have been seen. */
export async function tryBadServer(server: BadServer, seed: number): Promise<{ first?: Disagreement; calls: number }> {
  const folder = copy(server);
  const options: Options = {
    seed,
    database: server.kill || server.workers ? 'postgres' : 'pglite',
    ...(server.workers !== undefined && { workers: server.workers }),
    msMax: 300_000,
    callsMax: server.kill ? CALLS_WITH_KILLS : CALLS,
    disagreementsMax: 1,
    bin: join(folder, 'bin/fkorg.js'),
    ...(server.kill && { kills: { calls: CALLS_BETWEEN_KILLS } }),
  };
  try {
    const { book, calls } = await soak(options);
    const [first] = book.disagreements;
    return { calls, ...(first && { first }) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
