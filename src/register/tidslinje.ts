/**
 * A timeline: periods of which no two overlap, as the Egenskaber, the states and each 0..1 relation of a registration
 * are. `ret` lays new periods over it (spec sf1500 §2.3, recommended rule no 2; docs/decisions/0010).
 */
import { type Instant, isEmptyInterval } from '../base/instant.ts';
import type { Virkning } from './model.ts';

interface MedVirkning {
  readonly virkning: Virkning;
}

/** The entries that hold some instant, by `fra`; entries that begin together stay in their order. */
export function ordnet<T extends MedVirkning>(poster: readonly T[]): readonly T[] {
  return poster.filter(({ virkning }) => !isEmptyInterval(virkning)).sort((a, b) => a.virkning.fra - b.virkning.fra);
}

function medSlut<T extends MedVirkning>(post: T, til: Instant): T {
  return til < post.virkning.til ? { ...post, virkning: { ...post.virkning, til } } : post;
}

/** The least of the instants that is later than `efter`; undefined where there is none. */
function foersteEfter(instants: readonly Instant[], efter: Instant): Instant | undefined {
  let first: Instant | undefined;
  for (const instant of instants) if (instant > efter && (first === undefined || instant < first)) first = instant;
  return first;
}

/**
 * The timeline after new periods were laid over it. A stored period that begins with a new one (an empty one, too) is
 * replaced. A stored period that begins earlier ends where the next new one begins, at the latest. A stored period that
 * begins later stays, and the new one ends where it begins.
 *
 * The rules `virkning-overlap` and `virkning-raekkefoelge` must hold of what is given: then the later stored periods
 * that a new one meets all lie in the future.
 */
export function laegOver<T extends MedVirkning>(lagrede: readonly T[], nye: readonly T[]): readonly T[] {
  const erstattede = new Set(nye.map(({ virkning }) => virkning.fra));
  const bevarede = lagrede.filter(({ virkning }) => !erstattede.has(virkning.fra));
  const nyeStarter = nye.filter(({ virkning }) => !isEmptyInterval(virkning)).map(({ virkning }) => virkning.fra);
  const bevaredeStarter = bevarede.map(({ virkning }) => virkning.fra);
  const afkort = (post: T, starter: readonly Instant[]) => {
    const til = foersteEfter(starter, post.virkning.fra);
    return til === undefined ? post : medSlut(post, til);
  };
  return ordnet([
    ...bevarede.map((post) => afkort(post, nyeStarter)),
    ...nye.map((post) => (isEmptyInterval(post.virkning) ? post : afkort(post, bevaredeStarter))),
  ]);
}
