/** Whether a dueslag has room for a message: its bounds, and the words for the one that was reached. Pure. */
import type { Instant } from '../../base/instant.ts';

/** What a dueslag holds and may hold, as those who distribute see it. */
export interface Plads {
  readonly beskederMax: number;
  readonly bytesMax: number;
  readonly alderMaxMs: number;
  beskeder: number;
  bytes: number;
  /** Since when its oldest message has waited; the time that it was stopped does not count. */
  readonly aeldste: Instant | undefined;
}

/** The bound that one more message would pass, in Danish; undefined where there is room. */
export function fuldAf(plads: Plads, bytes: number, nu: Instant): string | undefined {
  const { beskeder, beskederMax, bytesMax, aeldste, alderMaxMs } = plads;
  if (beskeder + 1 > beskederMax) return `dueslaget er fuldt: det må højst holde ${beskederMax} beskeder`;
  // An empty one takes any message, or one that is larger than the bound would stop it for ever.
  if (beskeder > 0 && plads.bytes + bytes > bytesMax) return `dueslaget er fuldt: det må højst holde ${bytesMax} bytes`;
  if (aeldste !== undefined && nu - aeldste > alderMaxMs) return forGammel(alderMaxMs);
  return undefined;
}

export function forGammel(alderMaxMs: number): string {
  return `dueslagets ældste besked har ventet længere end ${Math.round(alderMaxMs / 1000)} sekunder`;
}
