/** Values as parameters: arrays and instants in the text form of PostgreSQL, made without asking the client to. */
import { FRA_ALTID, type Instant, TIL_ALTID } from '../base/instant.ts';

/** The first instant of PostgreSQL's calendar, 4714-11-24 BC; what is earlier is stored as this in search rows. */
const TIMESTAMPTZ_MIN_MS = -210_866_803_200_000;
const YEAR_1_MS = Date.UTC(2000, 0, 1) - 730_119 * 86_400_000;
const YEAR_10000_MS = Date.UTC(10_000, 0, 1);

/** An instant as a `timestamptz` keeps it, in milliseconds since the epoch; the open ends are the infinities. */
export function lagretMs(instant: Instant): number {
  if (instant >= TIL_ALTID) return Number.POSITIVE_INFINITY;
  return instant <= FRA_ALTID ? Number.NEGATIVE_INFINITY : Math.max(instant, TIMESTAMPTZ_MIN_MS);
}
/** Texts of instants that were asked for before: the same come again and again. */
const kendte = new Map<Instant, string>();
const KENDTE_MAX = 20_000;

/** An instant as text for `timestamptz`. */
export function tidspunktText(instant: Instant): string {
  if (instant >= TIL_ALTID) return 'infinity';
  if (instant <= FRA_ALTID) return '-infinity';
  let text = kendte.get(instant);
  if (text !== undefined) return text;
  if (kendte.size >= KENDTE_MAX) kendte.clear();
  text = kalenderText(instant);
  kendte.set(instant, text);
  return text;
}

function kalenderText(instant: Instant): string {
  if (instant >= YEAR_1_MS && instant < YEAR_10000_MS) return new Date(instant).toISOString();
  const [, year, rest] = /^([+-]?\d+)(-.*)$/.exec(new Date(Math.max(instant, TIMESTAMPTZ_MIN_MS)).toISOString())!;
  const number = Number(year);
  const digits = String(number > 0 ? number : 1 - number).padStart(4, '0');
  return number > 0 ? `${digits}${rest}` : `${digits}${rest} BC`;
}

/** An array of things that need no quotes: numbers, UUIDs, codes; null is NULL. */
export function arrayText(values: readonly (number | string | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

/** An array of instants. */
export function tidspunkterText(values: readonly Instant[]): string {
  return `{${values.map((value) => `"${tidspunktText(value)}"`).join(',')}}`;
}

/** An array of any texts; null is NULL. */
export function teksterText(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : `"${value.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;
}
