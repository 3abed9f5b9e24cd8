/**
 * `npm run bench`: measures what the project promises and writes it to bench/results: the wire, or with `scale` registers
 * of any size. What replicas and partitions cost is told on the terminal alone, and stands in docs/guides/scale.md.
 * `--quick` makes fewer calls, to see that it runs; numbers worth keeping come from a run without it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchScale } from './scale/main.ts';
import { benchPartition } from './scale/partition.ts';
import { benchReplica } from './scale/replica.ts';
import { benchStart } from './start.ts';
import { benchWire, type Ratio } from './wire.ts';

const START_PORT = 15099;
/** Units that a page far down and 5,000 read users need. */
const UNITS_MIN = 5000;
const GIBIBYTE = 1024 ** 3;

function row({ name, fkorg, floor, ratio, ratioWithoutClient, atMost }: Ratio): string {
  const verdict =
    atMost === undefined ? 'reported' : `at most ${atMost}: ${ratio <= atMost ? 'reached' : 'NOT reached'}`;
  const us = (value: number) => value.toFixed(0);
  return `| ${name} | ${us(fkorg.all)} | ${us(floor.all)} | **${ratio.toFixed(2)}** | ${ratioWithoutClient.toFixed(2)} | ${verdict} |`;
}

function report(ratios: readonly Ratio[], start: { first: number; second: number }, isQuick: boolean): string {
  const [cpu] = cpus();
  return [
    '# The wire, measured',
    '',
    `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpu?.model.trim()}, ` +
      `${(totalmem() / GIBIBYTE).toFixed(0)} GiB${isQuick ? ', a quick run' : ''}. Written by \`npm run bench\`.`,
    '',
    'CPU microseconds per call, medians of rounds that alternate between fkorg and its floor in one run. "All" is caller, server',
    'and database; the last ratio leaves the caller out. The floor of laes and importer is a bare node:http round trip of the',
    'same bytes, saxes over the same request, and one prepared primary-key SELECT of a row of the same size (importer: and one',
    'committed one-row INSERT). The floor of list and hierarchy is the SQL that fetches the rows, and JSON.parse of them.',
    '',
    '| call | fkorg, all | floor, all | ratio | ratio without the caller | target |',
    '|---|---|---|---|---|---|',
    ...ratios.map(row),
    '',
    `\`npm start\` with nothing there, demo included, answered after ${start.first.toFixed(1)} s (at most 60), and again on the folder`,
    `it left after ${start.second.toFixed(1)} s (at most 5).`,
    '',
  ].join('\n');
}

async function wire(isQuick: boolean): Promise<void> {
  const ratios = await benchWire(
    isQuick ? { rounds: 1, reads: 500, pages: 5, writes: 100 } : { rounds: 5, reads: 2000, pages: 20, writes: 500 },
  );
  const text = report(ratios, await benchStart(START_PORT), isQuick);
  console.log(text);
  const folder = resolve(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  if (!isQuick) writeFileSync(resolve(folder, 'wire.md'), text);
}

const USAGE = `Usage: npm run bench -- [wire] [--quick]
       npm run bench -- scale --units 10000 [--quick]
       npm run bench -- replica [--quick]
       npm run bench -- partition --units 4000`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, units: { type: 'string', default: '10000' } },
});
const [what = 'wire'] = positionals;
const isQuick = values.quick;
const units = Number(values.units);
const hasUnits = Number.isInteger(units) && units > 0;
if (what === 'wire') await wire(isQuick);
else if (what === 'scale' && hasUnits && units >= UNITS_MIN) await benchScale(units, isQuick);
else if (what === 'replica') {
  console.table(await benchReplica(isQuick ? { reads: 200, lists: 4 } : { reads: 5000, lists: 100 }));
} else if (what === 'partition' && hasUnits) console.table(await benchPartition(units));
else {
  console.error(USAGE);
  process.exit(2);
}
process.exit(0);
