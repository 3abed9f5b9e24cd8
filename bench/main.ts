/**
 * `npm run bench`: measures what the project promises and writes it to bench/results: the wire, with `security` what tokens and signatures cost there,
 * with `graphql` what questions over many objects cost, with `events` messages and their receivers, or with `scale` registers of any size. What replicas and partitions cost is told on the terminal alone, and stands in docs/guides/scale.md.
 * `--quick` makes fewer calls, to see that it runs; numbers worth keeping come from a run without it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { machine, type Ratio, table } from './compare.ts';
import { benchEvents } from './events/main.ts';
import { eventsReport } from './events/report.ts';
import { benchGraphql } from './graphql/main.ts';
import { graphqlReport } from './graphql/report.ts';
import { benchScale } from './scale/main.ts';
import { benchPartition } from './scale/partition.ts';
import { benchReplica } from './scale/replica.ts';
import { benchSecurity } from './security.ts';
import { securityReport } from './security-report.ts';
import { benchStart } from './start.ts';
import { benchWire } from './wire.ts';

const START_PORT = 15099;
/** Units that a page far down and 5,000 read users need. */
const UNITS_MIN = 5000;

function report(ratios: readonly Ratio[], start: { first: number; second: number }, isQuick: boolean): string {
  return [
    '# The wire, measured',
    '',
    `${machine()}${isQuick ? ', a quick run' : ''}. Written by \`npm run bench\`.`,
    '',
    'CPU microseconds per call, medians of rounds that alternate between fkorg and its floor in one run. "All" is caller, server',
    'and database; the last ratio leaves the caller out. The floor of laes and importer is a bare node:http round trip of the',
    'same bytes, saxes over the same request, and one prepared primary-key SELECT of a row of the same size (importer: and one',
    'committed one-row INSERT). The floor of list and hierarchy is the SQL that fetches the rows, and JSON.parse of them.',
    '',
    ...table(ratios),
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
  keep('wire.md', report(ratios, await benchStart(START_PORT), isQuick), isQuick);
}

async function security(isQuick: boolean, profile: string | undefined): Promise<void> {
  const results = await benchSecurity({
    ...(isQuick ? { rounds: 1, reads: 500 } : { rounds: 5, reads: 2000 }),
    profile,
  });
  keep('security.md', securityReport(results, isQuick), isQuick);
}

async function graphql(isQuick: boolean, profile: string | undefined): Promise<void> {
  const results = await benchGraphql({ ...(isQuick ? { rounds: 1, calls: 40 } : { rounds: 5, calls: 100 }), profile });
  keep('graphql.md', graphqlReport(results, isQuick), isQuick);
}

async function events(isQuick: boolean): Promise<void> {
  const { vurderinger, ender } = await benchEvents(isQuick);
  keep('events.md', eventsReport(vurderinger, ender, isQuick), isQuick);
}

/** Shows a page of results; a full run writes it down. */
function keep(file: string, text: string, isQuick: boolean): void {
  console.log(text);
  const folder = resolve(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  if (!isQuick) writeFileSync(resolve(folder, file), text);
}

const USAGE = `Usage: npm run bench -- [wire] [--quick]
       npm run bench -- security [--quick] [--profile folder]
       npm run bench -- graphql [--quick] [--profile folder]
       npm run bench -- events [--quick]
       npm run bench -- scale --units 10000 [--quick]
       npm run bench -- replica [--quick]
       npm run bench -- partition --units 4000`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    units: { type: 'string', default: '10000' },
    profile: { type: 'string' },
  },
});
const [what = 'wire'] = positionals;
const isQuick = values.quick;
const units = Number(values.units);
const hasUnits = Number.isInteger(units) && units > 0;
if (what === 'wire') await wire(isQuick);
else if (what === 'security') await security(isQuick, values.profile);
else if (what === 'graphql') await graphql(isQuick, values.profile);
else if (what === 'events') await events(isQuick);
else if (what === 'scale' && hasUnits && units >= UNITS_MIN) await benchScale(units, isQuick);
else if (what === 'replica') {
  console.table(await benchReplica(isQuick ? { reads: 200, lists: 4 } : { reads: 5000, lists: 100 }));
} else if (what === 'partition' && hasUnits) console.table(await benchPartition(units));
else {
  console.error(USAGE);
  process.exit(2);
}
process.exit(0);
