/**
 * One reader of one dueslag: messages in their order, read ahead while they flow, each written as its receiver gets it when it
 * is taken. What it has received is removed in the background, many at a time, and before anybody else may read.
 */
import type { Beskeder, Levering } from '../../store/beskeder/beskeder.ts';
import { Kvitteringer } from './kvitteringer.ts';
import type { Plads } from './plads.ts';

export type Laeselager = Pick<
  Beskeder,
  'naeste' | 'kvitter' | 'forsoegt' | 'tilFejlkoe' | 'findDueslag' | 'laan' | 'slip'
>;

/** A message as its receiver gets it. */
export interface Hentet {
  readonly nr: number;
  /** The sender's transaction, or the BeskedId where it named none. */
  readonly messageId: string;
  readonly indhold: Uint8Array;
  /** True where it may have been handed over before. */
  readonly isGenleveret: boolean;
}

export interface Laeservalg {
  readonly beskeder: Laeselager;
  readonly uuid: string;
  readonly plads: Plads;
  /** The copy of the receiver, at an attempt counted from 1. */
  readonly skriv: (levering: Levering, forsoeg: number) => Pick<Hentet, 'messageId' | 'indhold'>;
  /** Told of messages before any of them is handed over; gives those that the reader may still have. */
  readonly foerUdlevering: (leveringer: readonly Levering[]) => Promise<readonly Levering[]>;
  /** Out of the way: its receiver does not want it, or may not have it any more. */
  readonly tilFejlkoe: (nr: number, hvorfor: 'afvist' | 'aftale') => Promise<unknown>;
  /** Resolves when something was distributed, or the signal comes. */
  readonly vaek: (signal: AbortSignal) => Promise<void>;
}

/** Messages read ahead at most; a reader that asks once reads one. */
const FREM_MAX = 32;
/** How long an empty dueslag is left before it is looked at again, at first and at most. */
const TOM_MS = 250;
const TOM_MS_MAX = 1000;

export class Laeser {
  readonly #valg: Laeservalg;
  readonly #kvitteringer: Kvitteringer;
  /** In order. */
  #klar: Levering[] = [];
  readonly #ude = new Map<number, Levering>();
  #sidst: number | undefined;
  #frem = 1;
  #tomMs = TOM_MS;

  constructor(valg: Laeservalg) {
    this.#valg = valg;
    this.#kvitteringer = new Kvitteringer((numre) => valg.beskeder.kvitter(valg.uuid, numre));
  }

  get erTaget(): boolean {
    return this.#valg.plads.erHos(this);
  }

  async tag(signal: AbortSignal): Promise<boolean> {
    if (!this.erTaget) this.#glem();
    return this.#valg.plads.tag(this, signal);
  }

  async naeste(): Promise<Hentet | undefined> {
    if (!this.erTaget) return undefined;
    if (this.#klar.length === 0) await this.#hent();
    const levering = this.#klar.shift();
    if (!levering || !this.erTaget) return undefined;
    this.#ude.set(levering.nr, levering);
    this.#tomMs = TOM_MS;
    const isGenleveret = levering.forsoeg > 0;
    return { nr: levering.nr, isGenleveret, ...this.#valg.skriv(levering, levering.forsoeg + 1) };
  }

  /** How many wait and are not out. */
  async antal(): Promise<number> {
    await this.#kvitteringer.skrevet();
    const dueslag = await this.#valg.beskeder.findDueslag(this.#valg.uuid);
    return Math.max(0, (dueslag?.beskeder ?? 0) - this.#ude.size);
  }

  /** Resolves when there may be a next one. */
  async vent(signal: AbortSignal): Promise<void> {
    const slut = AbortSignal.any([signal, AbortSignal.timeout(this.#tomMs)]);
    this.#tomMs = Math.min(this.#tomMs * 2, TOM_MS_MAX);
    await this.#valg.vaek(slut);
  }

  async kvitter(nr: number): Promise<void> {
    this.#ude.delete(nr);
    await this.#kvitteringer.tilfoej(nr);
  }

  async tilFejlkoe(nr: number): Promise<void> {
    this.#ude.delete(nr);
    await this.#valg.tilFejlkoe(nr, 'afvist');
  }

  /** The next one again; what it was read ahead with is still behind it. */
  async tilbage(nr: number): Promise<void> {
    const levering = this.#ude.get(nr);
    this.#ude.delete(nr);
    if (!levering || !this.erTaget) return;
    await this.#valg.beskeder.forsoegt(this.#valg.uuid, [nr]);
    this.#klar = [...this.#klar, { ...levering, forsoeg: levering.forsoeg + 1 }].sort((a, b) => a.nr - b.nr);
  }

  async slip(): Promise<void> {
    this.#glem();
    try {
      await this.#kvitteringer.skrevet();
    } finally {
      await this.#valg.plads.slip(this);
    }
  }

  /** What is not received stays in the store, and is read anew by whoever reads next. */
  #glem(): void {
    this.#klar = [];
    this.#ude.clear();
    this.#sidst = undefined;
    this.#frem = 1;
  }

  async #hent(): Promise<void> {
    const { beskeder, uuid, foerUdlevering } = this.#valg;
    let fundne = await beskeder.naeste(uuid, this.#frem, this.#sidst);
    if (fundne.length === 0 && this.#sidst !== undefined && this.#ude.size === 0) {
      // From the start: what was put back out of the error queue stands before those that were read.
      await this.#kvitteringer.skrevet();
      fundne = await beskeder.naeste(uuid, this.#frem);
    }
    if (fundne.length === 0) return;
    if (!(await beskeder.findDueslag(uuid))?.isLevererbar) return;
    const klar = await foerUdlevering(fundne);
    for (const levering of fundne) if (!klar.includes(levering)) await this.#valg.tilFejlkoe(levering.nr, 'aftale');
    this.#sidst = fundne.at(-1)!.nr;
    if (klar.length === 0) return this.#hent();
    await beskeder.forsoegt(
      uuid,
      klar.map(({ nr }) => nr),
    );
    this.#frem = Math.min(this.#frem * 2, FREM_MAX);
    this.#klar = [...klar];
  }
}
