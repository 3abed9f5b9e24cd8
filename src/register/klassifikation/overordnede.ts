/**
 * The classes above a class: at no instant of virkning does one lie below itself, and none has more levels above it than a limit
 * (docs/decisions/0042). Each instant is followed by itself: periods that do not meet make no circle.
 */
import { type Interval, overlaps } from '../../base/instant.ts';
import { type Registrering, uuidOf } from '../model.ts';

/** The UUIDs of the parents, and when; a reference that is no UUID leads nowhere. */
export function overordnede({
  relationer,
}: Registrering): readonly { readonly uuid: string; readonly virkning: Interval }[] {
  return (relationer.OverordnetKlasse ?? []).flatMap(({ reference, virkning }) => {
    const uuid = reference && uuidOf(reference);
    return uuid === undefined ? [] : { uuid, virkning };
  });
}

/** What is known of a class: its newest registration, nothing (`undefined`), or not even that (`ulaest`). */
export type Opslag = (uuid: string) => Registrering | undefined | 'ulaest';

export interface Opad {
  /** Every class that the answer was found from, the class itself left out. */
  readonly set: ReadonlySet<string>;
  /** When the class would lie below itself. */
  readonly kreds?: Interval;
  readonly isForDyb: boolean;
}

interface Trin extends Interval {
  readonly uuid: string;
}

function videre({ fra, til }: Interval, registrering: Registrering): Trin[] {
  return overordnede(registrering)
    .filter(({ virkning }) => overlaps(virkning, { fra, til }))
    .map(({ uuid, virkning }) => ({ uuid, fra: Math.max(fra, virkning.fra), til: Math.min(til, virkning.til) }));
}

/**
 * Climbs from a class to the tops.
 *
 * @param niveauerMax Levels that a class may have above it.
 * @param trinMax Steps that may be taken: a class with a history has several parents.
 */
export function opad(
  uuid: string,
  registrering: Registrering,
  slaaOp: Opslag,
  { niveauerMax, trinMax }: { readonly niveauerMax: number; readonly trinMax: number },
): Opad {
  const set = new Set<string>();
  let niveau = overordnede(registrering).map((en): Trin => ({ uuid: en.uuid, ...kun(en.virkning) }));
  for (let dybde = 1, trin = niveau.length; niveau.length > 0; dybde++, trin += niveau.length) {
    const kreds = niveau.find((et) => et.uuid === uuid);
    if (kreds) return { set, kreds: kun(kreds), isForDyb: false };
    if (dybde > niveauerMax || trin > trinMax) return { set, isForDyb: true };
    const naeste: Trin[] = [];
    for (const et of niveau) {
      set.add(et.uuid);
      const over = slaaOp(et.uuid);
      if (over === 'ulaest') return { set, isForDyb: true };
      if (over) naeste.push(...videre(et, over));
    }
    niveau = naeste;
  }
  return { set, isForDyb: false };
}

function kun({ fra, til }: Interval): Interval {
  return { fra, til };
}
