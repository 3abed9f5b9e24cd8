/** What came of one attempt to deliver a message, and how long to wait after one that failed. */
import type { Instant } from '../../base/instant.ts';

interface Fejlet {
  /** For the logs: a word of ours or of the machine, never of the receiver. */
  readonly kode: string;
  /** StatusKode, or the HTTP status where there is none; absent where nothing was answered. */
  readonly status?: number;
  /** For an operator, in Danish. */
  readonly grund: string;
}

export type Udfald =
  /** The receiver has it now. */
  | { readonly art: 'taget'; readonly status: number }
  /** The same message is sent again, and later ones wait for it; no sooner than the receiver asked for. */
  | (Fejlet & { readonly art: 'senere'; readonly tidligstMs?: number })
  /** Nothing more is sent until somebody activates the dueslag; at the first attempt where `isEndelig`, for no other would be better. */
  | (Fejlet & { readonly art: 'stop'; readonly isEndelig?: true })
  /** We stopped in the middle; nobody knows what the receiver has. */
  | { readonly art: 'afbrudt' };

export interface Pauser {
  /** After the first attempt that failed; it doubles with each. */
  readonly foersteMs: number;
  readonly laengsteMs: number;
}

/**
 * How long to wait after an attempt.
 *
 * @param forsoeg Attempts made with the message, this one included.
 */
export function pauseMs({ foersteMs, laengsteMs }: Pauser, forsoeg: number, tidligstMs = 0): number {
  const fordoblet = foersteMs * 2 ** Math.min(forsoeg - 1, 40);
  return Math.min(laengsteMs, Math.max(fordoblet, tidligstMs));
}

/**
 * True where a receiver is to be tried. A time further ahead than the longest pause was written by a clock that has been set back
 * since, and is no reason to wait.
 */
export function erTid(naesteForsoeg: Instant | undefined, now: Instant, { laengsteMs }: Pauser): boolean {
  return naesteForsoeg === undefined || naesteForsoeg <= now || naesteForsoeg > now + laengsteMs;
}
