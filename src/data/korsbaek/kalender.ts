/** Days before and after today, as Danish midnights: virkning is by date (spec sf1500 §4.1). Today is an argument. */
import { startOfDanishDay } from '../../base/copenhagen.ts';
import type { Instant } from '../../base/instant.ts';
import { hash32 } from './tilfaeldig.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Kalender {
  /** The midnight that began this day. */
  readonly idag: Instant;
  /** The midnight so many days from today; negative: in the past. */
  dag(dage: number): Instant;
  /** An instant in the working hours of that day, the same for the same key; `dage` is negative. */
  registreret(dage: number, noegle: string): Instant;
}

export function kalenderAf(now: Instant): Kalender {
  const idag = startOfDanishDay(now);
  // Half a day more, so that nights of 23 or 25 hours do not move the date.
  const dag = (dage: number) => startOfDanishDay(idag + dage * DAY_MS + DAY_MS / 2);
  return {
    idag,
    dag,
    registreret: (dage, noegle) => dag(dage) + 7 * HOUR_MS + (hash32(noegle) % (9 * HOUR_MS)),
  };
}
