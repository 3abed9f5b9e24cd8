/**
 * Instants and half-open intervals on either time axis (virkning or registrering).
 *
 * An instant is a number of whole milliseconds since 1970-01-01T00:00:00Z. The two open ends are finite numbers far
 * outside the calendar, so that they compare, sort and travel through JSON like every other instant.
 */

/** Milliseconds since the epoch in UTC, or one of `FRA_ALTID` and `TIL_ALTID`. */
export type Instant = number;

/** The open beginning: before every instant of the calendar (`GraenseIndikator` in a from-place). */
export const FRA_ALTID: Instant = -1e21;

/** The open end: after every instant of the calendar (`GraenseIndikator` in a til-place). */
export const TIL_ALTID: Instant = 1e21;

/** The largest distance from the epoch that a calendar date can have (ECMA-262, time values). */
const CALENDAR_MS_MAX = 8.64e15;

/** Half-open: `fra` belongs to it, `til` does not. `fra >= til` means that it holds nothing. */
export interface Interval {
  readonly fra: Instant;
  readonly til: Instant;
}

/** True for an instant that has a date, false for the two open ends. */
export function isCalendarInstant(instant: Instant): boolean {
  return instant >= -CALENDAR_MS_MAX && instant <= CALENDAR_MS_MAX;
}

/** True where the interval holds no instant. */
export function isEmptyInterval(interval: Interval): boolean {
  return interval.fra >= interval.til;
}

/** True where the two intervals share an instant; an empty interval shares none. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.fra < b.til && b.fra < a.til && a.fra < a.til && b.fra < b.til;
}

/** True where the instant lies in the interval. */
export function contains(interval: Interval, instant: Instant): boolean {
  return interval.fra <= instant && instant < interval.til;
}
