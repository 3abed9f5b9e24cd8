/** How somebody stops the process: once to let it end its work, twice to end it at once. */
import type { Clock } from '../base/clock.ts';

export interface Stop {
  isRequested(): boolean;
  /** Resolves when it is requested. */
  readonly requested: Promise<void>;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Ctrl+C below npm arrives twice, once from the terminal and once from npm; so soon after the first it is no new one. */
const SAME_PRESS_MS = 500;

/** Listens for SIGINT and SIGTERM. `onFirst` is told of the first one; another one, sent on purpose, calls `force`. */
export function listenForStop(clock: Clock, onFirst: () => void, force: () => void): Stop {
  let firstAt: number | undefined;
  const requested = new Promise<void>((resolve) => {
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (firstAt === undefined) {
          firstAt = clock();
          onFirst();
          resolve();
        } else if (clock() - firstAt >= SAME_PRESS_MS) force();
      });
    }
  });
  return { isRequested: () => firstAt !== undefined, requested };
}
