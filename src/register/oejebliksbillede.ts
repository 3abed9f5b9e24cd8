/**
 * What is seen of an object through an interval of each time axis: `FiltreretOejebliksbillede` (spec sf1500 §2.6, §5).
 * Periods are shown as stored, never clipped; the order is that of the stored form, by `fra`.
 */
import { contains, type Instant, type Interval, overlaps, TIL_ALTID } from '../base/instant.ts';
import { type ObjektType, objekttyper } from '../standard/objekttyper.ts';
import type { Registrering, Relation, Virkning } from './model.ts';

interface MedVirkning {
  readonly virkning: Virkning;
}

/** Names of the relations of a type that can be there once. */
const enkelte: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.values(objekttyper).map((type) => [
    type.navn,
    new Set<string>(type.relationer.filter(({ isFler }) => !isFler).map(({ relation }) => relation.navn)),
  ]),
);

/** The entries in force somewhere in the interval; the list itself where that is all of them. */
function iKraft<T extends MedVirkning>(poster: readonly T[], virkning: Interval): readonly T[] {
  return poster.every((post) => overlaps(post.virkning, virkning))
    ? poster
    : poster.filter((post) => overlaps(post.virkning, virkning));
}

/** Of several periods of a relation that the wire has room for once: the one that covers now, else the latest. */
function enkelt(poster: readonly Relation[], now: Instant): readonly Relation[] {
  if (poster.length < 2) return poster;
  return [poster.find((post) => contains(post.virkning, now)) ?? poster.at(-1)!];
}

/**
 * A registration with only what is in force somewhere in `virkning` (an interval of the virkning axis). `now` chooses
 * among the periods of a 0..1 relation.
 */
export function udsnit(
  registrering: Registrering,
  objekttype: ObjektType,
  virkning: Interval,
  now: Instant,
): Registrering {
  const enkeltnavne = enkelte.get(objekttype)!;
  const relationer: Record<string, readonly Relation[]> = {};
  for (const [navn, alle] of Object.entries(registrering.relationer)) {
    const sete = iKraft(alle, virkning);
    if (sete.length > 0) relationer[navn] = enkeltnavne.has(navn) ? enkelt(sete, now) : sete;
  }
  return {
    ...registrering,
    egenskaber: iKraft(registrering.egenskaber, virkning),
    tilstande: iKraft(registrering.tilstande, virkning),
    relationer,
  };
}

/**
 * Of a whole history, oldest first: the registrations in force somewhere in an interval of the registrering axis. Each
 * is in force from its `tidspunkt` until the next one's.
 */
export function registreringerI(historik: readonly Registrering[], registreret: Interval): readonly Registrering[] {
  return historik.filter(({ tidspunkt }, i) =>
    overlaps({ fra: tidspunkt, til: historik[i + 1]?.tidspunkt ?? TIL_ALTID }, registreret),
  );
}
