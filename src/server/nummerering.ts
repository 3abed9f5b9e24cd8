/**
 * Numbers the changes in the background, so that the queue stays short where nobody reads the feed. Readers number for
 * themselves; this is late by at most a moment, and nobody waits for it.
 */
import type { Store } from '../store/store.ts';
import type { ServerLog } from './log.ts';
import { type Rounds, startRounds } from './rounds.ts';

/** A round with nothing to do is one small read. */
const EVERY_MS = 1000;

/** Starts at once. */
export function startNumbering(store: Store, log: ServerLog, everyMs = EVERY_MS): Rounds {
  const failure = 'numbering the changes failed; it is tried again';
  return startRounds({ piece: () => store.nummerer(), failure, everyMs, log });
}
