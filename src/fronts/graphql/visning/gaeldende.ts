/**
 * What a registration says at one instant of the virkning axis: texts, references, the state with its period. Pure. Where
 * several periods say the same without a gap, they are one (docs/decisions/0049): a `ret` that repeats a value cuts no period.
 */
import { contains, type Instant, type Interval, isEmptyInterval } from '../../../base/instant.ts';
import { type Registrering, type Relation, uuidOf } from '../../../register/model.ts';
import type { Relationsnavn } from '../../../standard/relationer.ts';
import type { TilstandStatus } from '../tabel.ts';

const INGEN: readonly string[] = [];

/** The text of a field; undefined where there is none or nothing but space. */
export function tekst({ egenskaber }: Registrering, felt: string, ved: Instant): string | undefined {
  const vaerdi = egenskaber.find(({ virkning }) => contains(virkning, ved))?.felter[felt];
  return typeof vaerdi === 'string' && vaerdi.trim() !== '' ? vaerdi : undefined;
}

/** The entries of a relation that point at something, in the order in which they are stored. */
export function poster({ relationer }: Registrering, navn: Relationsnavn, ved: Instant): readonly Relation[] {
  return (relationer[navn] ?? []).filter(
    ({ virkning, reference }) => reference !== undefined && contains(virkning, ved),
  );
}

/** The UUIDs that a relation points at, each once. A URN that holds none points at no object. */
export function peger({ relationer }: Registrering, navn: Relationsnavn, ved: Instant): readonly string[] {
  const poster = relationer[navn];
  if (poster === undefined) return INGEN;
  const uuids = new Set<string>();
  for (const { virkning, reference } of poster) {
    const uuid = reference && contains(virkning, ved) ? uuidOf(reference) : undefined;
    if (uuid !== undefined) uuids.add(uuid);
  }
  return [...uuids];
}

interface MedVirkning {
  readonly virkning: Interval;
}

/** The longest time without a gap around an instant that the entries of a kind cover together; undefined where none of them holds it. */
export function sammenhaengende<T extends MedVirkning>(
  poster: readonly T[],
  isDen: (post: T) => boolean,
  ved: Instant,
): Interval | undefined {
  const midt = poster.find((post) => contains(post.virkning, ved) && isDen(post));
  if (midt === undefined || poster.length === 1) return midt?.virkning;
  let { fra, til } = midt.virkning;
  for (let isVokset = true; isVokset; ) {
    isVokset = false;
    for (const post of poster) {
      const { virkning } = post;
      const isVidere = virkning.fra <= til && fra <= virkning.til && (virkning.fra < fra || til < virkning.til);
      if (!isVidere || isEmptyInterval(virkning) || !isDen(post)) continue;
      fra = Math.min(fra, virkning.fra);
      til = Math.max(til, virkning.til);
      isVokset = true;
    }
  }
  return { fra, til };
}

export interface Gyldighed {
  readonly status: TilstandStatus;
  readonly periode: Interval;
}

const STATUS: Readonly<Record<string, TilstandStatus>> = { Aktiv: 'AKTIV', Inaktiv: 'INAKTIV' };

/** The state; undefined where the registration says nothing of it at the instant. */
export function gyldighed({ tilstande }: Registrering, ved: Instant): Gyldighed | undefined {
  const vaerdi = tilstande.find(({ virkning }) => contains(virkning, ved))?.vaerdi;
  const status = vaerdi === undefined ? undefined : STATUS[vaerdi];
  return status && { status, periode: sammenhaengende(tilstande, (tilstand) => tilstand.vaerdi === vaerdi, ved)! };
}

/** The period in which a relation points at a UUID. */
function pegeperiode({ relationer }: Registrering, navn: Relationsnavn, uuid: string, ved: Instant) {
  const isDen = ({ reference }: Relation) => reference !== undefined && uuidOf(reference) === uuid;
  return sammenhaengende(relationer[navn] ?? [], isDen, ved);
}

/**
 * When a function ties a user to a unit, around an instant: the latest start and the earliest end of its state, of its pointing
 * at the user and of its pointing at the unit; undefined where one of them does not hold then.
 */
export function medlemskabsperiode(
  funktion: Registrering,
  enhed: string,
  bruger: string,
  ved: Instant,
): Interval | undefined {
  const dens = gyldighed(funktion, ved)?.periode;
  const hos = pegeperiode(funktion, 'TilknyttedeBrugere', bruger, ved);
  const i = pegeperiode(funktion, 'TilknyttedeEnheder', enhed, ved);
  if (!dens || !hos || !i) return undefined;
  return { fra: Math.max(dens.fra, hos.fra, i.fra), til: Math.min(dens.til, hos.til, i.til) };
}
