/** CPU of a piece of work and of its floor, in rounds that alternate; what counts is the median of the rounds. */
import { type Cast, measure, median } from '../cpu.ts';

export interface Maaling {
  readonly navn: string;
  /** CPU microseconds per call, all processes. */
  readonly us: number;
  /** The floor in the same run; absent where there is none. */
  readonly gulvUs?: number;
  /** What the ratio to the floor must not pass. */
  readonly hoejst?: number;
}

export type Arbejde = () => Promise<unknown>;

/** Microseconds of CPU per call. */
export async function cpuUs(cast: Cast, calls: number, arbejde: Arbejde): Promise<number> {
  const { all } = await measure(cast, calls, async () => {
    for (let i = 0; i < calls; i++) await arbejde();
  });
  return all;
}

export interface Sammenligning {
  readonly navn: string;
  readonly calls: number;
  readonly vores: Arbejde;
  readonly gulv?: Arbejde;
  readonly hoejst?: number;
}

export async function sammenlign(cast: Cast, rounds: number, valg: Sammenligning): Promise<Maaling> {
  const { navn, calls, vores, gulv, hoejst } = valg;
  console.error(`measuring ${navn} ...`);
  await cpuUs(cast, calls, vores);
  if (gulv) await cpuUs(cast, calls, gulv);
  const voresUs: number[] = [];
  const gulvUs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    if (gulv) gulvUs.push(await cpuUs(cast, calls, gulv));
    voresUs.push(await cpuUs(cast, calls, vores));
  }
  return {
    navn,
    us: median(voresUs),
    ...(gulv && { gulvUs: median(gulvUs) }),
    ...(hoejst !== undefined && { hoejst }),
  };
}
