/** The clock is an argument: whoever needs "now" is given one of these. */
import type { Instant } from './instant.ts';

/** Gives the present instant, in milliseconds since the epoch. */
export type Clock = () => Instant;

/** The clock of the machine. */
export const systemClock: Clock = () => Date.now();

/** A clock that stands still until it is told to move; for tests and for cases as data. */
export function fixedClock(start: Instant): Clock & { set(instant: Instant): void; advance(ms: number): void } {
  let now = start;
  return Object.assign(() => now, {
    set(instant: Instant) {
      now = instant;
    },
    advance(ms: number) {
      now += ms;
    },
  });
}
