/** Removes in the background the messages that have been kept for long enough, and that no dueslag holds or lacks. */
import type { Clock } from '../base/clock.ts';
import type { Store } from '../store/store.ts';
import type { ServerLog } from './log.ts';
import { type Rounds, startRounds } from './rounds.ts';

const EVERY_MS = 60_000;

/** Starts at once. */
export function startBeskedrydning(
  { beskeder }: Pick<Store, 'beskeder'>,
  gemMs: number,
  clock: Clock,
  log: ServerLog,
  everyMs = EVERY_MS,
): Rounds {
  const failure = 'removing old messages failed; it is tried again';
  let fraNr: number | undefined;
  const piece = async () => {
    const { videreNr } = await beskeder.ryd(clock() - gemMs, fraNr);
    fraNr = videreNr;
    return videreNr === undefined ? 0 : 1;
  };
  return startRounds({ piece, failure, everyMs, log });
}
