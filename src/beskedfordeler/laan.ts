/**
 * What one process at a time may do: it borrows a name, prolongs it while it works, and stops by itself where it could not.
 */
import type { Beskeder } from '../store/beskeder/beskeder.ts';

export interface Laan {
  /** Ends what waits, when the loan is lost or the process ends. */
  readonly slut: AbortSignal;
  /** True while nobody else can have it. */
  isVores(): boolean;
}

/** What a dueslag is called among loans. */
export function laanenavn(dueslagUuid: string): string {
  return `dueslag:${dueslagUuid}`;
}

/** What is borrowed, by which process. */
export interface Laanevalg {
  readonly beskeder: Pick<Beskeder, 'laan' | 'slip'>;
  readonly navn: string;
  readonly proces: string;
  /** A process that dies loses it after so long. */
  readonly varighedMs: number;
}

/** Does the work with what is borrowed, and gives it back; undefined where another process has it. */
export async function medLaan<T>(
  { beskeder, navn, proces, varighedMs }: Laanevalg,
  slut: AbortSignal,
  work: (laan: Laan) => Promise<T>,
): Promise<T | undefined> {
  let fornyetMs = performance.now();
  if (!(await beskeder.laan(navn, proces, varighedMs))) return undefined;
  const tabt = new AbortController();
  const erUdloebet = () => performance.now() - fornyetMs >= varighedMs;
  let fornyelse: Promise<void> = Promise.resolve();
  const forny = async () => {
    const begyndtMs = performance.now();
    if (await beskeder.laan(navn, proces, varighedMs)) fornyetMs = begyndtMs;
    else tabt.abort();
  };
  const ur = setInterval(() => {
    if (erUdloebet()) tabt.abort();
    // A store that is gone for a moment is asked again; where it is gone for longer, the time above runs out.
    else fornyelse = forny().catch(() => undefined);
  }, varighedMs / 4);
  const faelles = AbortSignal.any([slut, tabt.signal]);
  try {
    return await work({ slut: faelles, isVores: () => !faelles.aborted && !erUdloebet() });
  } finally {
    clearInterval(ur);
    await fornyelse;
    await beskeder.slip(navn, proces);
  }
}
