/**
 * `npm run soak`: a workload with an auditor, by hand and for as long as one likes. The result goes to
 * bench/results/soak.md; it ends with 1 where server and model disagree.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Database } from './installation.ts';
import { linesOfDisagreement, report } from './report.ts';
import { type Options, soak } from './soak.ts';

const HELP = `npm run soak -- [--minutes 20] [--seed 7] [--database postgres|pglite] [--workers n] [--kills] [--server <file>] [--out <file>]

Several clients of three authorities hire, move, rename, re-organise, leave, correct the past, plan the future, passivate,
delete and import again, and read back at both axes, against a server of its own. A naive model predicts every answer.

  --minutes   How long; 20.
  --seed      What is drawn from; the clock's where it is absent. The order of concurrent calls is not drawn.
  --database  pglite, or a PostgreSQL of its own (needs its programs); pglite.
  --workers   Processes that answer, on PostgreSQL; one.
  --kills     kill -9 of the server, of all processes of the database, or of both, every 5 to 20 seconds.
  --server    The bin/fkorg.js of another checkout, to see what the auditor says of it.
  --out       Where the result goes; bench/results/soak.md. "-" writes none.
`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    database: { type: 'string', default: 'pglite' },
    workers: { type: 'string' },
    kills: { type: 'boolean', default: false },
    server: { type: 'string' },
    out: { type: 'string', default: resolve(import.meta.dirname, '../results/soak.md') },
    help: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (values.help || !(minutes > 0) || !Number.isSafeInteger(seed) || !/^(postgres|pglite)$/.test(values.database)) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}

const options: Options = {
  seed,
  database: values.database as Database,
  msMax: minutes * 60_000,
  callsMax: Number.POSITIVE_INFINITY,
  ...(values.kills && { kills: { ms: [5_000, 20_000] } }),
  ...(values.workers !== undefined && { workers: Number(values.workers) }),
  ...(values.server !== undefined && { bin: resolve(values.server) }),
  onProgress: (line) => console.log(line),
};
console.log(`seed ${seed}, ${values.database}, ${minutes} minutes${values.kills ? ', with kills' : ''}`);
const result = await soak(options);
for (const disagreement of result.book.disagreements) console.error(linesOfDisagreement(seed, disagreement).join('\n'));
const text = report(options, result);
console.log(text);
if (values.out !== '-') {
  mkdirSync(resolve(values.out, '..'), { recursive: true });
  writeFileSync(values.out, text);
}
process.exit(result.book.disagreements.length > 0 ? 1 : 0);
