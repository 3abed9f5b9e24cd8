/** The door to the audit log: rows are written, listed and verified; nothing changes or removes one. */
import type { Handling, Revision } from '../../access/revision.ts';
import type { Instant } from '../../base/instant.ts';
import type { PlaceretRaekke } from './raekke.ts';

/** Which rows are wanted; absent: all. */
export interface Revisionsfilter {
  /** UUID of a system, or a part of its name. */
  readonly system?: string;
  readonly cvr?: string;
  readonly certifikatSha256?: string;
  /** From this instant on. */
  readonly siden?: Instant;
  /** Before this instant. */
  readonly indtil?: Instant;
  /** An object or a transaction. */
  readonly uuid?: string;
  readonly handling?: Handling;
}

export interface Revisionslog extends Revision {
  /** The rows, in the order of their time, chain and number; in bounded memory. */
  laes(filter: Revisionsfilter): AsyncIterable<PlaceretRaekke>;

  /**
   * Follows all chains and gives what is wrong, one line each: for every chain the first place where it does not hold.
   *
   * @param onProgress Told how many rows have been read; where it throws, the work ends there.
   */
  efterproev(onProgress?: (raekker: number) => void): AsyncIterable<string>;

  /** Ends the chain of this run, if it has begun one. */
  luk(): Promise<void>;
}
