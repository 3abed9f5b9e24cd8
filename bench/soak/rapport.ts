/** What a run comes to, as Markdown, and a disagreement as lines of text. */
import { cpus, totalmem } from 'node:os';
import type { Uenighed } from './bog.ts';
import type { Resultat, Valg } from './soak.ts';

const GIBIBYTE = 1024 ** 3;

/** What a reader needs to play a disagreement again. */
export function linjerOfUenighed(seed: number, { hvad, forklaring, spor }: Uenighed): string[] {
  return [
    `DISAGREEMENT (seed ${seed}): ${hvad}`,
    ...forklaring.map((linje) => `  ${linje}`),
    ...spor.map((l) => `  ${l}`),
  ];
}

/** Calls by verb: a row for each, with its answers by status. */
function tabel(antal: ReadonlyMap<string, number>): string[] {
  const verber = new Map<string, [string, number][]>();
  for (const [hvad, n] of antal) {
    const [verbum = '', ...rest] = hvad.split(' ');
    if (verbum !== 'unanswered:') verber.set(verbum, [...(verber.get(verbum) ?? []), [rest.join(' '), n]]);
  }
  return [...verber].sort().map(([verbum, udfald]) => {
    const ialt = udfald.reduce((sum, [, n]) => sum + n, 0);
    const dele = udfald.sort().map(([status, n]) => `${status}: ${n}`);
    return `| ${verbum} | ${ialt} | ${dele.join(', ')} |`;
  });
}

/** The whole result. */
export function rapport(
  valg: Valg,
  { bog, calls, objekter, registreringer, ms, kills, recoveryMsMax }: Resultat,
): string {
  const [cpu] = cpus();
  const antalKills = [...kills.values()].reduce((sum, n) => sum + n, 0);
  const uvisse = ['done', 'not done'].map((hvad) => bog.antal.get(`unanswered: ${hvad}`) ?? 0);
  return [
    '# A workload with an auditor',
    '',
    `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpu?.model.trim()}, ` +
      `${(totalmem() / GIBIBYTE).toFixed(0)} GiB. Written by \`npm run soak\`; what it does is in docs/decisions/0027-soak.md.`,
    '',
    `- database: ${valg.database}${valg.workers === undefined ? '' : `; workers: ${valg.workers}`}; seed: ${valg.seed}; ${(ms / 60_000).toFixed(1)} minutes, the last look at everything included`,
    `- calls: ${calls} (${(calls / (ms / 1000)).toFixed(0)} a second), all with their answers predicted`,
    `- objects: ${objekter}, with ${registreringer} registrations`,
    `- kills with SIGKILL survived: ${antalKills}${antalKills > 0 ? ` (${[...kills].map(([hvad, n]) => `${hvad}: ${n}`).join(', ')})` : ''}`,
    ...(antalKills > 0
      ? [
          `- longest time from a kill to the next answer: ${(recoveryMsMax / 1000).toFixed(1)} s`,
          `- writes whose answer never came: ${uvisse[0]! + uvisse[1]!}; wholly done: ${uvisse[0]}, not done at all: ${uvisse[1]}`,
        ]
      : []),
    `- **disagreements between server and model: ${bog.uenigheder.length}**`,
    '',
    '| call | number | answers by StatusKode |',
    '|---|---|---|',
    ...tabel(bog.antal),
    '',
  ].join('\n');
}
