/**
 * Who reads a dueslag: one reader at a time in this process, and one process at a time by a lease of the store. A process
 * that dies loses the lease after seconds; one that falls behind its renewal stops by itself before others begin.
 */
import type { Beskeder } from '../../store/beskeder/beskeder.ts';

const LAAN_MS = 10_000;
/** How often a lease that another process has is asked for again. */
const IGEN_MS = 250;

export interface Pladsvalg {
  readonly beskeder: Pick<Beskeder, 'laan' | 'slip'>;
  /** What this process is called among those that take leases. */
  readonly proces: string;
}

/** Resolves after so long, and when the signal comes. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}

/** The place at one dueslag, which the readers of this process take turns on. */
export class Plads {
  readonly #valg: Pladsvalg;
  readonly #navn: string;
  #holder: object | undefined;
  #fornyetMs = 0;
  #fornyelse: NodeJS.Timeout | undefined;
  /** The last renewal; never rejects. */
  #iGang: Promise<void> = Promise.resolve();
  #venter: (() => void)[] = [];

  constructor(valg: Pladsvalg, navn: string) {
    this.#valg = valg;
    this.#navn = navn;
  }

  /** True where the reader has the place, and the process its lease. */
  erHos(laeser: object): boolean {
    return this.#holder === laeser && performance.now() - this.#fornyetMs < LAAN_MS;
  }

  /** Waits for the place; false where the signal came first. */
  async tag(laeser: object, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      if (this.#holder !== undefined && this.#holder !== laeser) {
        await this.#ledig(signal);
        continue;
      }
      this.#holder = laeser;
      try {
        if (await this.#laan()) return true;
      } catch (fejl) {
        this.#forlad(laeser);
        throw fejl;
      }
      this.#forlad(laeser);
      await pause(IGEN_MS, signal);
    }
    return false;
  }

  /** Leaves the place to others. Does nothing where the reader has not got it. */
  async slip(laeser: object): Promise<void> {
    if (this.#holder !== laeser) return;
    clearInterval(this.#fornyelse);
    // A renewal that is under way would take the lease again after it was given back.
    await this.#iGang;
    try {
      await this.#valg.beskeder.slip(this.#navn, this.#valg.proces);
    } finally {
      this.#forlad(laeser);
    }
  }

  async #laan(): Promise<boolean> {
    const { beskeder, proces } = this.#valg;
    const begyndtMs = performance.now();
    if (!(await beskeder.laan(this.#navn, proces, LAAN_MS))) return false;
    this.#fornyetMs = begyndtMs;
    clearInterval(this.#fornyelse);
    this.#fornyelse = setInterval(() => this.#forny(), LAAN_MS / 4).unref();
    return true;
  }

  /** A store that is gone for a moment is asked again; when it is gone for too long, the time above has run out. */
  #forny(): void {
    const { beskeder, proces } = this.#valg;
    const begyndtMs = performance.now();
    this.#iGang = beskeder.laan(this.#navn, proces, LAAN_MS).then(
      (isMin) => {
        if (isMin) this.#fornyetMs = begyndtMs;
        else this.#fornyetMs = Number.NEGATIVE_INFINITY;
      },
      () => undefined,
    );
  }

  #forlad(laeser: object): void {
    if (this.#holder !== laeser) return;
    clearInterval(this.#fornyelse);
    this.#holder = undefined;
    const venter = this.#venter;
    this.#venter = [];
    for (const en of venter) en();
  }

  #ledig(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#venter.push(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
