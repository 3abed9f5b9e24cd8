/**
 * Whether a replica can be read from just now (docs/decisions/0025-many-processes.md). It can when it shows everything that
 * had been acknowledged, by whatever process on whatever machine, when the read began: then whoever has just written
 * sees it. Where it is behind for longer than is worth waiting for, or gone, reads go to the primary until it is back.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { FkorgError } from '../../base/error.ts';
import type { Session, StoreLog } from '../drivers/driver.ts';
import { assertReplica, replayedPosition, writtenPosition } from './positions.ts';
import { sharedQuestion } from './shared-question.ts';

/** Milliseconds that a read waits for the replica to come as far as the primary was. */
const CATCH_UP_MS = 30;
const POLL_MS = 1;
/** Milliseconds between one look at the replica and the next, and within which it must answer. */
const LOOK_MS = 500;
const ANSWER_MS = 1000;

/** Why the replica is not read from. */
type Reason = 'it does not answer' | 'it is too far behind' | 'it is no replica of this database';

export class Replica {
  readonly #primary: Session;
  readonly #replica: Session;
  readonly #log: StoreLog | undefined;
  readonly #written: () => Promise<bigint>;
  readonly #askReplayed: () => Promise<bigint>;
  readonly #timer: NodeJS.Timeout;
  #replayed = 0n;
  #isInUse = true;
  #out = Promise.withResolvers<never>();
  #isLooking = false;

  constructor(primary: Session, replica: Session, log?: StoreLog) {
    this.#primary = primary;
    this.#replica = replica;
    this.#log = log;
    this.#written = sharedQuestion(() => writtenPosition(primary));
    this.#askReplayed = sharedQuestion(() => replayedPosition(replica));
    this.#out.promise.catch(() => undefined);
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
    this.#timer.unref();
  }

  /** Looks at the replica for the first time. Throws `bad-setting` where it is none. */
  async open(): Promise<void> {
    try {
      await this.#inTime(assertReplica(this.#primary, this.#replica));
    } catch (error) {
      if (error instanceof FkorgError && error.code === 'bad-setting') throw error;
      this.#leave('it does not answer');
    }
  }

  /** True where a read that begins now may be made on the replica. Throws where the primary does not answer. */
  async isUpToDate(): Promise<boolean> {
    if (!this.#isInUse) return false;
    const wanted = await this.#written();
    const untilMs = performance.now() + CATCH_UP_MS;
    try {
      while (this.#replayed < wanted) {
        this.#replayed = await Promise.race([this.#askReplayed(), this.#out.promise]);
        if (this.#replayed >= wanted) break;
        if (performance.now() > untilMs) {
          this.#leave('it is too far behind');
          return false;
        }
        await sleep(POLL_MS);
      }
      return this.#isInUse;
    } catch {
      this.#leave('it does not answer');
      return false;
    }
  }

  /** The answer of the replica; rejects as soon as it is found to be out of use, however long it would be silent. */
  answerOf<T>(read: Promise<T>): Promise<T> {
    return Promise.race([read, this.#out.promise]);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const wanted = await this.#written();
      try {
        this.#replayed = await this.#inTime(this.#askReplayed());
      } catch {
        this.#leave('it does not answer');
        return;
      }
      if (!this.#isInUse && this.#replayed >= wanted) await this.#comeBack();
    } catch {
      // The primary does not answer: there is nothing to compare with, and calls tell of it.
    } finally {
      this.#isLooking = false;
    }
  }

  async #comeBack(): Promise<void> {
    try {
      await this.#inTime(assertReplica(this.#primary, this.#replica));
    } catch {
      return;
    }
    this.#out = Promise.withResolvers<never>();
    this.#out.promise.catch(() => undefined);
    this.#isInUse = true;
    this.#log?.info({}, 'the replica has caught up: reads go to it again');
  }

  #leave(why: Reason): void {
    if (!this.#isInUse) return;
    this.#isInUse = false;
    this.#out.reject(new FkorgError('store-unavailable', 'Registrets lager svarer ikke; prøv igen om lidt'));
    this.#log?.warn({ why }, 'the replica is not read from: reads go to the primary');
  }

  async #inTime<T>(asked: Promise<T>): Promise<T> {
    const late = new AbortController();
    const timeout = sleep(ANSWER_MS, undefined, { signal: late.signal, ref: false }).then(() => {
      throw new FkorgError('store-unavailable', 'Registrets lager svarer ikke; prøv igen om lidt');
    });
    timeout.catch(() => undefined);
    try {
      return await Promise.race([asked, timeout]);
    } finally {
      late.abort();
    }
  }
}
