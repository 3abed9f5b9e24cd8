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

/** Equal for two entries that say the same of the same time. */
function fuldNoegle(post: Relation): string {
  return `${postNoegle(post)} ${post.virkning.fra} ${post.virkning.til}`;
}

/**
 * The stored entries that stay beside the sent ones. One that is in force `now` is what a default read shows, so the
 * sent ones stand in its place (`beholdes`: unless none with its reference and role is about it). One that is wholly
 * past or wholly future was not seen by such a reader, and goes only where a sent entry with its key is about it.
 *
 * A sent entry is about the stored ones that it begins with or overlaps. One that is sent back unchanged is about
 * itself alone, so that whatever was read can be written back and nothing is lost.
 */
export function viderefoerte(
  lagrede: readonly Relation[],
  sendte: readonly Relation[],
  now: Instant,
  udeladte: Udeladte,
): readonly Relation[] {
  const lagredeNoegler = new Set(lagrede.map(fuldNoegle));
  const ekko = new Set(sendte.map(fuldNoegle).filter((noegle) => lagredeNoegler.has(noegle)));
  const aendrede = sendte.filter((sendt) => !ekko.has(fuldNoegle(sendt)));
  const efterPost = Map.groupBy(aendrede, postNoegle);
  const efterRolle = Map.groupBy(aendrede, rolleNoegle);
  return lagrede.filter((lagret) => {
    if (ekko.has(fuldNoegle(lagret))) return false;
    const isSet = contains(lagret.virkning, now);
    if (isSet && udeladte === 'fjernes') return false;
    const samme = isSet ? efterRolle.get(rolleNoegle(lagret)) : efterPost.get(postNoegle(lagret));
    return !samme?.some(({ virkning }) => virkning.fra === lagret.virkning.fra || overlaps(virkning, lagret.virkning));
  });
}
