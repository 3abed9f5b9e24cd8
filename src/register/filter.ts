/**
 * The time filters of reads and searches, resolved to intervals (spec sf1500 §2.6, §5; docs/decisions). One "now" per
 * request resolves them all.
 */
import { FRA_ALTID, type Instant, type Interval, TIL_ALTID } from '../base/instant.ts';

/** The two ends as the caller gave them; `GraenseIndikator` is already `FRA_ALTID` or `TIL_ALTID`. */
export interface GivetFilter {
  readonly fra?: Instant;
  readonly til?: Instant;
}

/**
 * The interval that a filter means. None given: the instant `now`. One given: with a date, that instant; open, from now
 * on (`til` open) or up to now (`fra` open). Both given: from the one to the other, and the instant itself where they
 * are equal. An instant is an interval of one millisecond, the resolution of the store.
 */
export function resolveFilter(filter: GivetFilter, now: Instant): Interval {
  const fra = filter.fra ?? (filter.til === undefined || filter.til === TIL_ALTID ? now : filter.til);
  const til = filter.til ?? (filter.fra === undefined || filter.fra === FRA_ALTID ? now : filter.fra);
  return fra === til ? { fra, til: til + 1 } : { fra, til };
}
