/** A server that is wrong on purpose, and whether the auditor sees it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Uenighed } from './bog.ts';
import type { DaarligServer } from './daarlige-servere.ts';
import { soak, type Valg } from './soak.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CALLS = 6_000;
/** Where only kills show it, calls until it must have shown. */
const CALLS_WITH_KILLS = 30_000;
const CALLS_BETWEEN_KILLS = 400;

/** A copy of the project's server with one line changed; the folder is the caller's to remove. */
function kopi({ fil, fra, til }: DaarligServer): string {
  const folder = mkdtempSync(join(tmpdir(), 'fkorg-daarlig-'));
  for (const part of ['src', 'bin', 'package.json']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const text = readFileSync(join(folder, fil), 'utf8');
  if (text.split(fra).length !== 2) throw new Error(`${fil} does not have this text once: ${fra}`);
  writeFileSync(
    join(folder, fil),
    text.replace(fra, () => til),
  );
  return folder;
}

/** Runs the soak against a bad server until the first disagreement, or until it must have been seen. */
export async function proev(server: DaarligServer, seed: number): Promise<{ foerste?: Uenighed; calls: number }> {
  const folder = kopi(server);
  const valg: Valg = {
    seed,
    database: server.drab || server.workers ? 'postgres' : 'pglite',
    ...(server.workers !== undefined && { workers: server.workers }),
    msMax: 300_000,
    callsMax: server.drab ? CALLS_WITH_KILLS : CALLS,
    uenighederMax: 1,
    bin: join(folder, 'bin/fkorg.js'),
    ...(server.drab && { kills: { calls: CALLS_BETWEEN_KILLS } }),
  };
  try {
    const { bog, calls } = await soak(valg);
    const [foerste] = bog.uenigheder;
    return { calls, ...(foerste && { foerste }) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
