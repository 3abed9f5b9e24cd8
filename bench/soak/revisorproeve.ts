/**
 * `npm run soak:auditor`: shows that the auditor sees. Each bad server is a copy of this one with one line changed; a run
 * against it must end with disagreements. It ends with 1 where one was not seen.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DAARLIGE_SERVERE, type DaarligServer } from './daarlige-servere.ts';
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

async function proev(server: DaarligServer, seed: number): Promise<boolean> {
  const folder = kopi(server);
  const valg: Valg = {
    seed,
    database: server.drab ? 'postgres' : 'pglite',
    msMax: 300_000,
    callsMax: server.drab ? CALLS_WITH_KILLS : CALLS,
    uenighederMax: 1,
    bin: join(folder, 'bin/fkorg.js'),
    ...(server.drab && { kills: { calls: CALLS_BETWEEN_KILLS } }),
  };
  try {
    const { bog, calls } = await soak(valg);
    const [foerste] = bog.uenigheder;
    console.log(
      `${foerste ? 'seen    ' : 'NOT SEEN'} ${server.hvad} (${calls} calls)${foerste ? `: ${foerste.hvad.slice(0, 120)}` : ''}`,
    );
    return foerste !== undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [ord, seed = 1] = process.argv.slice(2).map((word) => (/^\d+$/.test(word) ? Number(word) : word));
const valgte = DAARLIGE_SERVERE.filter(({ hvad }) => typeof ord !== 'string' || hvad.includes(ord));
let usete = 0;
for (const server of valgte) if (!(await proev(server, Number(seed)))) usete += 1;
console.log(`${valgte.length - usete} of ${valgte.length} bad servers were seen.`);
process.exit(usete > 0 ? 1 : 0);
