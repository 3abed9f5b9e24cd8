/**
 * Writes the audit log: one chain for each run, one statement at a time, and what comes meanwhile goes with the next.
 * Where a statement fails, those who wait for it are told, and what comes later begins a chain anew.
 */
import type { Revision, Revisionspost } from '../../access/revision.ts';
import type { Clock } from '../../base/clock.ts';
import { FkorgError } from '../../base/error.ts';
import type { Driver, StoreLog } from '../drivers/driver.ts';
import { Gatherer } from '../gather.ts';
import { begynd, type Hoved, tilfoej } from './kaede.ts';
import { type PlaceretRaekke, type Raekke, raekkehash, raekkeOf, slutraekke } from './raekke.ts';

/** How often the log is told where the chain is: a copy of the head where the database's owner cannot change it. */
const HOVED_MS = 60_000;

export class Revisionsskriver implements Revision {
  readonly #driver: Driver;
  readonly #clock: Clock;
  readonly #log: StoreLog | undefined;
  #hoved: Hoved | undefined;
  readonly #raekker = new Gatherer(
    (raekker: readonly Raekke[]) => this.#write(raekker),
    'Revisionsloggen kan ikke følge med; prøv igen',
  );
  #meldt = 0;

  constructor(driver: Driver, clock: Clock, log?: StoreLog) {
    this.#driver = driver;
    this.#clock = clock;
    this.#log = log;
  }

  skriv(post: Revisionspost): Promise<void> {
    return this.#raekker.add(raekkeOf(post));
  }

  /** Waits for what is under way, and ends the chain with a row that says so. */
  async luk(): Promise<void> {
    await this.#raekker.idle();
    if (!this.#hoved) return;
    await this.#raekker.add(slutraekke(this.#clock()));
    this.#meld();
    this.#hoved = undefined;
  }

  async #write(raekker: readonly Raekke[]): Promise<readonly undefined[]> {
    try {
      await this.#writeBehind(raekker);
      return raekker.map(() => undefined);
    } catch (error) {
      // The rows may be there or not; the chain is not gone on with, so that it has no gap.
      this.#hoved = undefined;
      throw error;
    }
  }

  async #writeBehind(raekker: readonly Raekke[]): Promise<void> {
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
