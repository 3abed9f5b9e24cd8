/**
 * Gathers what several callers want written at the same time into one statement: it costs more than its rows. One statement
 * at a time is under way, and what comes meanwhile goes with the next.
 */
import { FkorgError } from '../base/error.ts';

/** Items in one statement. */
const ITEMS_MAX = 200;
/** Milliseconds to gather for, while callers come several at a time. */
const GATHER_MS = 2;
/** Items that wait; more are refused, so that a database that hangs does not fill the memory. */
const WAITING_MAX = 20_000;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly done: (result: Result) => void;
  readonly fail: (error: unknown) => void;
}

export class Gatherer<Item, Result> {
  readonly #write: (items: readonly Item[]) => Promise<readonly Result[]>;
  readonly #busy: string;
  #waiting: Waiting<Item, Result>[] = [];
  #running: Promise<void> | undefined;
  /** Items of the last statement. */
  #last = 0;

  /**
   * @param write Writes items, given in the order in which they came; gives the result of each, in the same order. Where it
   *   throws, all who wait for it are told.
   * @param busy What those are told who come when too many wait.
   */
  constructor(write: (items: readonly Item[]) => Promise<readonly Result[]>, busy: string) {
    this.#write = write;
    this.#busy = busy;
  }

  /** Writes an item, with others or alone. Throws `busy`, or what the statement threw. */
  add(item: Item): Promise<Result> {
    if (this.#waiting.length >= WAITING_MAX) return Promise.reject(new FkorgError('busy', this.#busy));
    return new Promise((done, fail) => {
      this.#waiting.push({ item, done, fail });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gather();
      const batch = this.#waiting.splice(0, ITEMS_MAX);
      this.#last = batch.length;
      try {
        const results = await this.#write(batch.map(({ item }) => item));
        for (const [nr, { done }] of batch.entries()) done(results[nr]!);
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
    }
    this.#running = undefined;
  }

  /** One caller after the other waits for nothing but the turn of the loop; several at once share a statement. */
  #gather(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#last > 1 && this.#waiting.length < ITEMS_MAX) setTimeout(resolve, GATHER_MS);
      else setImmediate(resolve);
    });
  }
}
