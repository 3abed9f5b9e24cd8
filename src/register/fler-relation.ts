/**
 * The entries of a 0..n relation, and which stored ones a `ret` that supplies the relation leaves in place (spec sf1500
 * §2.3, recommended rules no 3 and 5; docs/decisions/0010-ret-replaces-or-merges.md).
 */
import { contains, type Instant, overlaps } from '../base/instant.ts';
import { idNoegle, type Relation } from './model.ts';

/** What becomes of stored entries in force that a `ret` leaves out of a relation that it supplies. */
export type Udeladte = 'fjernes' | 'beholdes';

/** Equal for two entries that point at the same thing in the same role. */
export function rolleNoegle({ reference, rolle }: Relation): string {
  return JSON.stringify([reference && idNoegle(reference), rolle && idNoegle(rolle)]);
}

/** Equal for two entries that say the same, but for when and by whom. */
export function postNoegle({ reference, rolle, type, indeks }: Relation): string {
  return JSON.stringify([reference && idNoegle(reference), rolle && idNoegle(rolle), type && idNoegle(type), indeks]);
}

/** True where one of the sent entries is about the stored one: it begins with it, or overlaps it. */
function isBesvaret(lagret: Relation, sendte: readonly Relation[] = []): boolean {
  return sendte.some(({ virkning }) => virkning.fra === lagret.virkning.fra || overlaps(virkning, lagret.virkning));
}

/**
 * The stored entries that stay beside the sent ones. One that is in force `now` is what a default read shows, so the
 * sent ones stand in its place (`beholdes`: unless none with its reference and role is about it). One that is wholly
 * past or wholly future was not seen by such a reader, and goes only where a sent entry with its key is about it.
 */
export function viderefoerte(
  lagrede: readonly Relation[],
  sendte: readonly Relation[],
  now: Instant,
  udeladte: Udeladte,
): readonly Relation[] {
  const efterPost = Map.groupBy(sendte, postNoegle);
  const efterRolle = Map.groupBy(sendte, rolleNoegle);
  return lagrede.filter((lagret) =>
    contains(lagret.virkning, now)
      ? udeladte === 'beholdes' && !isBesvaret(lagret, efterRolle.get(rolleNoegle(lagret)))
      : !isBesvaret(lagret, efterPost.get(postNoegle(lagret))),
  );
}
