/**
 * Writes the audit log: one chain for each run, one statement at a time, and what comes meanwhile gathers for the next.
 * Where a statement fails, those who wait for it are told, and what comes later begins a chain anew.
 */
import type { Revision, Revisionspost } from '../../access/revision.ts';
import type { Clock } from '../../base/clock.ts';
import { FkorgError } from '../../base/error.ts';
import type { Driver, StoreLog } from '../drivers/driver.ts';
import { begynd, type Hoved, tilfoej } from './kaede.ts';
import { type PlaceretRaekke, type Raekke, raekkehash, raekkeOf, slutraekke } from './raekke.ts';

/** Rows in one statement. */
const RAEKKER_MAX = 200;
/** Milliseconds to gather for, while callers come several at a time: a statement costs more than its rows. */
const SAMLE_MS = 2;
/** Rows that wait; more are refused, so that a database that hangs does not fill the memory. */
const VENTENDE_MAX = 20_000;
/** How often the log is told where the chain is: a copy of the head where the database's owner cannot change it. */
const HOVED_MS = 60_000;

interface Ventende {
  readonly raekke: Raekke;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

export class Revisionsskriver implements Revision {
  readonly #driver: Driver;
  readonly #clock: Clock;
  readonly #log: StoreLog | undefined;
  #hoved: Hoved | undefined;
  #ventende: Ventende[] = [];
  #running: Promise<void> | undefined;
  /** Rows of the last statement. */
  #sidst = 0;
  #meldt = 0;

  constructor(driver: Driver, clock: Clock, log?: StoreLog) {
    this.#driver = driver;
    this.#clock = clock;
    this.#log = log;
  }

  skriv(post: Revisionspost): Promise<void> {
    return this.#add(raekkeOf(post));
  }

  /** Waits for what is under way, and ends the chain with a row that says so. */
  async luk(): Promise<void> {
    while (this.#running) await this.#running;
    if (!this.#hoved) return;
    await this.#add(slutraekke(this.#clock()));
    this.#meld();
    this.#hoved = undefined;
  }

  #add(raekke: Raekke): Promise<void> {
    if (this.#ventende.length >= VENTENDE_MAX) {
      return Promise.reject(new FkorgError('busy', 'Revisionsloggen kan ikke følge med; prøv igen'));
    }
    return new Promise((done, fail) => {
      this.#ventende.push({ raekke, done, fail });
      this.#running ??= this.#run();
    });
  }

  async #run(): Promise<void> {
    while (this.#ventende.length > 0) {
      await this.#gather();
      const batch = this.#ventende.splice(0, RAEKKER_MAX);
      this.#sidst = batch.length;
      try {
        await this.#write(batch.map(({ raekke }) => raekke));
        for (const { done } of batch) done();
      } catch (error) {
        // The rows may be there or not; the chain is not gone on with, so that it has no gap.
        this.#hoved = undefined;
        for (const { fail } of batch) fail(error);
      }
    }
    this.#running = undefined;
  }

  /** One caller after the other waits for nothing but the turn of the loop; several at once share a statement. */
  #gather(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#sidst > 1 && this.#ventende.length < RAEKKER_MAX) setTimeout(resolve, SAMLE_MS);
      else setImmediate(resolve);
    });
  }

  async #write(raekker: readonly Raekke[]): Promise<void> {
    this.#hoved ??= await begynd(this.#driver, this.#clock());
    if (await this.#append(this.#hoved, raekker)) return;
    this.#log?.warn(this.#hoved, 'the database has lost the end of a chain of the audit log; a new chain is begun');
    this.#hoved = await begynd(this.#driver, this.#clock());
    if (!(await this.#append(this.#hoved, raekker))) {
      throw new FkorgError('store-unavailable', 'Revisionsloggen kan ikke skrives');
    }
  }

  async #append(hoved: Hoved, raekker: readonly Raekke[]): Promise<boolean> {
    let { nr, hash } = hoved;
    const placerede = raekker.map((raekke): PlaceretRaekke => {
      nr += 1;
      hash = raekkehash(hash, nr, raekke);
      return { ...raekke, kaede: hoved.kaede, nr, hash };
    });
    if (!(await tilfoej(this.#driver, hoved, placerede))) return false;
    this.#hoved = { kaede: hoved.kaede, nr, hash };
    if (this.#clock() - this.#meldt >= HOVED_MS) this.#meld();
    return true;
  }

  #meld(): void {
    this.#meldt = this.#clock();
    if (this.#hoved) this.#log?.info(this.#hoved, 'audit head');
  }
}
