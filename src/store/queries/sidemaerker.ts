/**
 * Where pages of searches ended, so that the next page goes on from there and costs what the first one did, however deep
 * it is. The wire counts hits from the start; without a mark the hits before the page are walked, and the answer is the
 * same. While somebody turns pages and others write, going on from the last UUID gives no hit twice and passes over none. Only
 * a page that begins just where another ended goes on from there: counted on from a mark, hits would be missed or repeated.
 */
import type { Clock } from '../../base/clock.ts';
import type { Instant } from '../../base/instant.ts';

/** Searches whose marks are kept, and marks of each. */
const SEARCHES_MAX = 500;
const MARKS_PER_SEARCH_MAX = 2000;
/** Milliseconds after the last page of a search that its marks are worth going by. */
const REMEMBERED_MS = 10 * 60_000;

/** So many hits end with this UUID. */
export interface Sidemaerke {
  readonly antal: number;
  readonly uuid: string;
}

/** Where the marks are: in this process, or shared by all of a database (`faelles-sidemaerker.ts`). */
export interface Maerker {
  /** Where a page of a search ended that had `foerste` hits up to its end: the page asked for follows that one. */
  find(noegle: string, foerste: number): Promise<Sidemaerke | undefined> | Sidemaerke | undefined;
  /** Remembers where a page ended. */
  husk(noegle: string, maerke: Sidemaerke): Promise<void> | void;
  /** A page that begins after so many hits was the last one: what is remembered of further ones is no longer so. */
  slut(noegle: string, foerste: number): Promise<void> | void;
}

interface Soegnings {
  readonly maerker: Map<number, string>;
  senest: Instant;
}

export class Sidemaerker implements Maerker {
  readonly #clock: Clock;
  readonly #soegninger = new Map<string, Soegnings>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  find(noegle: string, foerste: number): Sidemaerke | undefined {
    const uuid = foerste === 0 ? undefined : this.#friske(noegle)?.maerker.get(foerste);
    return uuid === undefined ? undefined : { antal: foerste, uuid };
  }

  husk(noegle: string, { antal, uuid }: Sidemaerke): void {
    const soegning = this.#friske(noegle) ?? { maerker: new Map<number, string>(), senest: 0 };
    soegning.senest = this.#clock();
    if (soegning.maerker.size >= MARKS_PER_SEARCH_MAX) soegning.maerker.delete(soegning.maerker.keys().next().value!);
    soegning.maerker.delete(antal);
    soegning.maerker.set(antal, uuid);
    this.#soegninger.delete(noegle);
    this.#soegninger.set(noegle, soegning);
    if (this.#soegninger.size > SEARCHES_MAX) this.#soegninger.delete(this.#soegninger.keys().next().value!);
  }

  slut(noegle: string, foerste: number): void {
    const maerker = this.#friske(noegle)?.maerker;
    for (const antal of maerker?.keys() ?? []) if (antal > foerste) maerker!.delete(antal);
  }

  #friske(noegle: string): Soegnings | undefined {
    const soegning = this.#soegninger.get(noegle);
    if (!soegning) return undefined;
    const age = this.#clock() - soegning.senest;
    if (age >= 0 && age < REMEMBERED_MS) return soegning;
    this.#soegninger.delete(noegle);
    return undefined;
  }
}
