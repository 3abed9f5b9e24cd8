/**
 * xs:dateTime to instants and back. The wire speaks Danish local time with its offset and milliseconds
 * (`2024-06-06T00:00:00.000+02:00`); inside there are only UTC instants.
 */
import { type Instant, isCalendarInstant } from './instant.ts';

const ZONE = 'Europe/Copenhagen';
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const zoneParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hourCycle: 'h23',
  era: 'short',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** The offset that the zone tables give, in milliseconds east of UTC, cut to whole minutes (xs:dateTime has no seconds there). */
function askOffset(instant: Instant): number {
  const part: Record<string, string> = {};
  for (const { type, value } of zoneParts.formatToParts(instant)) part[type] = value;
  const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year);
  const local = utcOf(year, Number(part.month), Number(part.day), Number(part.hour), Number(part.minute));
  const minuteOfInstant = Math.floor(instant / MINUTE_MS) * MINUTE_MS;
  return Math.round((local - minuteOfInstant) / MINUTE_MS) * MINUTE_MS;
}

/** Like Date.UTC, but years 0 to 99 mean themselves. */
function utcOf(year: number, month: number, day: number, hour: number, minute: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, 0, 0);
  return date.getTime();
}

const offsetsOfDays = new Map<number, number>();
const OFFSET_DAYS_MAX = 100_000;

/**
 * Milliseconds that Danish local time is ahead of UTC at an instant. Days without a change of offset are remembered
 * whole; the two nights a year are asked for each time.
 */
export function danishOffsetMs(instant: Instant): number {
  const day = Math.floor(instant / DAY_MS);
  const known = offsetsOfDays.get(day);
  if (known !== undefined) return Number.isNaN(known) ? askOffset(instant) : known;
  const first = askOffset(day * DAY_MS);
  const last = askOffset((day + 1) * DAY_MS - 1);
  if (offsetsOfDays.size >= OFFSET_DAYS_MAX) offsetsOfDays.clear();
  offsetsOfDays.set(day, first === last ? first : Number.NaN);
  return first === last ? first : askOffset(instant);
}

const written = new Map<Instant, string>();
const WRITTEN_MAX = 20_000;

/**
 * An instant as the wire writes it: Danish local time, milliseconds, real offset. The last hours of year 9999 in UTC are
 * in year 10000 here, which xs:dateTime writes with five digits and ISO 8601 with a sign and six.
 * The instant must have a date; the open ends are for `GraenseIndikator`.
 */
export function formatDanish(instant: Instant): string {
  const known = written.get(instant);
  if (known !== undefined) return known;
  if (!isCalendarInstant(instant)) throw new RangeError(`no date: ${instant}`);
  const offsetMinutes = danishOffsetMs(instant) / MINUTE_MS;
  const iso = new Date(instant + offsetMinutes * MINUTE_MS).toISOString();
  const local = iso.slice(iso.startsWith('+') ? 2 : 0, -1);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offsetMinutes) % 60).padStart(2, '0');
  const text = `${local}${sign}${hours}:${minutes}`;
  if (written.size >= WRITTEN_MAX) written.clear();
  written.set(instant, text);
  return text;
}

const XS_DATE_TIME = /^(\d{4}|[1-9]\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$/;

/** Danish midnight that begins year 1. There is no year 0 in xs:dateTime, so nothing before this can be written. */
const FIRST: Instant = utcOf(1, 1, 1, 0, 0) - danishOffsetMs(utcOf(1, 1, 1, 0, 0));

/** The end of year 9999 in UTC. */
const LAST: Instant = utcOf(10_000, 1, 1, 0, 0) - 1;

/**
 * Reads an xs:dateTime. Decimals beyond the millisecond are cut off, never rounded up (a client's "now" must not
 * become the server's future). Without an offset the time is Danish local time; a time that the clock skips in spring
 * counts with winter's offset, and one that it shows twice in autumn is the first of the two.
 * Gives undefined where the text is no xs:dateTime of the calendar, or beyond the years 0001 to 9999.
 */
export function parseDateTime(text: string): Instant | undefined {
  const match = XS_DATE_TIME.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, decimals, zone] = match;
  const h = Number(hour);
  const isEndOfDay = h === 24 && Number(minute) === 0 && Number(second) === 0;
  if ((h > 23 && !isEndOfDay) || Number(minute) > 59 || Number(second) > 59) return undefined;
  const midnight = utcOf(Number(year), Number(month), Number(day), 0, 0);
  if (Number.isNaN(midnight) || new Date(midnight).getUTCDate() !== Number(day)) return undefined;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(year) === 0) return undefined;
  const ms = Number((decimals ?? '').slice(0, 3).padEnd(3, '0'));
  const local = midnight + h * 3_600_000 + Number(minute) * MINUTE_MS + Number(second) * 1000 + ms;
  const instant = zone === undefined ? fromDanishLocal(local) : local - zoneMs(zone);
  return instant !== undefined && instant >= FIRST && instant <= LAST ? instant : undefined;
}

/** An offset as written, in milliseconds; NaN where it is beyond fourteen hours. */
function zoneMs(zone: string): number {
  if (zone === 'Z') return 0;
  const ms = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * MINUTE_MS;
  if (ms > 14 * 60 * MINUTE_MS || Number(zone.slice(4, 6)) > 59) return Number.NaN;
  return zone[0] === '-' ? -ms : ms;
}

function fromDanishLocal(local: number): Instant | undefined {
  if (!isCalendarInstant(local - DAY_MS) || !isCalendarInstant(local + DAY_MS)) return undefined;
  const before = danishOffsetMs(local - DAY_MS / 4);
  const after = danishOffsetMs(local + DAY_MS / 4);
  const early = local - before;
  if (before === after || danishOffsetMs(early) === before) return early;
  const late = local - after;
  return danishOffsetMs(late) === after ? late : early;
}

/** The midnight that begins the Danish day of an instant. */
export function startOfDanishDay(instant: Instant): Instant {
  const local = instant + danishOffsetMs(instant);
  return fromDanishLocal(Math.floor(local / DAY_MS) * DAY_MS) ?? instant;
}
