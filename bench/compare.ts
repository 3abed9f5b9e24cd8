/** A call and its floor, measured in one run: rounds of both alternate, and what counts is the median of the rounds. */
import { cpus, totalmem } from 'node:os';
import { type CpuUs, median } from './cpu.ts';

export interface Ratio {
  readonly name: string;
  /** Microseconds of CPU per call, median of the rounds. */
  readonly fkorg: CpuUs;
  readonly floor: CpuUs;
  /** fkorg over floor, all processes. */
  readonly ratio: number;
  /** The same without the caller. */
  readonly ratioWithoutClient: number;
  /** What the ratio must not pass; absent where it is only reported. */
  readonly atMost?: number;
}

/** One round: makes its calls and gives what each of them took. */
export type Round = () => Promise<CpuUs>;

/** The median of several rounds. */
export function medianOf(rounds: readonly CpuUs[]): CpuUs {
  return {
    all: median(rounds.map((round) => round.all)),
    serverAndDatabase: median(rounds.map((round) => round.serverAndDatabase)),
  };
}

/** Compares after one round of each that does not count. */
export async function compare(
  name: string,
  rounds: number,
  ours: Round,
  floor: Round,
  atMost?: number,
): Promise<Ratio> {
  console.error(`measuring ${name} ...`);
  await ours();
  await floor();
  const fkorgRounds: CpuUs[] = [];
  const floorRounds: CpuUs[] = [];
  for (let round = 0; round < rounds; round++) {
    floorRounds.push(await floor());
    fkorgRounds.push(await ours());
  }
  const [fkorg, gulv] = [medianOf(fkorgRounds), medianOf(floorRounds)];
  return {
    name,
    fkorg,
    floor: gulv,
    ratio: fkorg.all / gulv.all,
    ratioWithoutClient: fkorg.serverAndDatabase / gulv.serverAndDatabase,
    ...(atMost !== undefined && { atMost }),
  };
}

const us = (value: number) => value.toFixed(0);

function row({ name, fkorg, floor, ratio, ratioWithoutClient, atMost }: Ratio): string {
  const verdict =
    atMost === undefined ? 'reported' : `at most ${atMost}: ${ratio <= atMost ? 'reached' : 'NOT reached'}`;
  return `| ${name} | ${us(fkorg.all)} | ${us(floor.all)} | **${ratio.toFixed(2)}** | ${ratioWithoutClient.toFixed(2)} | ${verdict} |`;
}

/** The lines of a table, in Markdown. */
export function table(ratios: readonly Ratio[]): readonly string[] {
  return [
    '| call | fkorg, all | floor, all | ratio | ratio without the caller | target |',
    '|---|---|---|---|---|---|',
    ...ratios.map(row),
  ];
}

const GIBIBYTE = 1024 ** 3;

/** Today, and what was measured on. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = `${(totalmem() / GIBIBYTE).toFixed(0)} GiB`;
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpu?.model.trim()}, ${memory}`;
}
