/** What a run comes to, as Markdown, and a disagreement as lines of text. */
import { cpus, totalmem } from 'node:os';
import type { Disagreement } from './book.ts';
import type { Options, Result } from './soak.ts';

const GIBIBYTE = 1024 ** 3;

/** What a reader needs to play a disagreement again. */
export function linesOfDisagreement(seed: number, { what, explanation, trail }: Disagreement): string[] {
  return [
    `DISAGREEMENT (seed ${seed}): ${what}`,
    ...explanation.map((line) => `  ${line}`),
    ...trail.map((l) => `  ${l}`),
  ];
}

/** Calls by verb: a row for each, with its answers by status. */
function table(count: ReadonlyMap<string, number>): string[] {
  const verbs = new Map<string, [string, number][]>();
  for (const [what, n] of count) {
    const [verbum = '', ...rest] = what.split(' ');
    if (verbum !== 'unanswered:') verbs.set(verbum, [...(verbs.get(verbum) ?? []), [rest.join(' '), n]]);
  }
  return [...verbs].sort().map(([verbum, outcomes]) => {
    const total = outcomes.reduce((sum, [, n]) => sum + n, 0);
    const parts = outcomes.sort().map(([status, n]) => `${status}: ${n}`);
    return `| ${verbum} | ${total} | ${parts.join(', ')} |`;
  });
}

/** The whole result. */
export function report(
  options: Options,
  { book, calls, objects, registreringer, ms, kills, recoveryMsMax }: Result,
): string {
  const [cpu] = cpus();
  const killCount = [...kills.values()].reduce((sum, n) => sum + n, 0);
  const unanswered = ['done', 'not done'].map((what) => book.counts.get(`unanswered: ${what}`) ?? 0);
  return [
    '# A workload with an auditor',
    '',
    `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpu?.model.trim()}, ` +
      `${(totalmem() / GIBIBYTE).toFixed(0)} GiB. Written by \`npm run soak\`; what it does is in docs/decisions/0027-soak.md.`,
    '',
    `- database: ${options.database}${options.workers === undefined ? '' : `; workers: ${options.workers}`}; seed: ${options.seed}; ${(ms / 60_000).toFixed(1)} minutes, the last look at everything included`,
    `- calls: ${calls} (${(calls / (ms / 1000)).toFixed(0)} a second); every answer was held against the model`,
    `- objects: ${objects}, with ${registreringer} registrations`,
    `- kills with SIGKILL survived: ${killCount}${killCount > 0 ? ` (${[...kills].map(([what, n]) => `${what}: ${n}`).join(', ')})` : ''}`,
    ...(killCount > 0
      ? [
          `- longest time from a kill to the next answer: ${(recoveryMsMax / 1000).toFixed(1)} s`,
          `- writes whose answer never came: ${unanswered[0]! + unanswered[1]!}; wholly done: ${unanswered[0]}, not done at all: ${unanswered[1]}`,
        ]
      : []),
    `- **disagreements between server and model: ${book.disagreements.length}**`,
    '',
    '| call | number | answers by StatusKode |',
    '|---|---|---|',
    ...table(book.counts),
    '',
  ].join('\n');
}
