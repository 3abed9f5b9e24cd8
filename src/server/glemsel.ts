/** Forgets in the background which messages have been taken, when they would be refused as too old anyway. */
import type { Clock } from '../base/clock.ts';
import type { Store } from '../store/store.ts';
import type { ServerLog } from './log.ts';
import { type Rounds, startRounds } from './rounds.ts';

const EVERY_MS = 60_000;

/** Starts at once. */
export function startForgetting(
  store: Pick<Store, 'gensyn'>,
  clock: Clock,
  log: ServerLog,
  everyMs = EVERY_MS,
): Rounds {
  const failure = 'forgetting old messages failed; it is tried again';
  return startRounds({ piece: () => store.gensyn.ryd(clock()), failure, everyMs, log });
}
