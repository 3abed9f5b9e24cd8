/**
 * What a registration says at one instant of the virkning axis: texts, references, the state with its period. Pure. Where
 * several periods say the same without a gap, they are one (docs/decisions/0049): a `ret` that repeats a value cuts no period.
 */
import { contains, FRA_ALTID, type Instant, type Interval, isEmptyInterval, TIL_ALTID } from '../../../base/instant.ts';
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

/** Of periods that meet or overlap in turn, how far those around one of them reach. In the order of their beginnings two rounds do. */
function udvidet(midt: Interval, perioder: readonly Interval[]): Interval {
  let { fra, til } = midt;
  let isVokset = true;
  const tag = (periode: Interval) => {
    const isVidere = periode.fra <= til && fra <= periode.til && (periode.fra < fra || til < periode.til);
    if (!isVidere || isEmptyInterval(periode)) return;
    fra = Math.min(periode.fra, fra);
    til = Math.max(periode.til, til);
    isVokset = true;
  };
  const bagfra = perioder.toReversed();
  while (isVokset) {
    isVokset = false;
    bagfra.forEach(tag);
    perioder.forEach(tag);
  }
  return { fra, til };
}

/** The longest time without a gap around an instant that entries cover together; undefined where none of them holds it. */
export function sammenhaengende(poster: readonly MedVirkning[], ved: Instant): Interval | undefined {
  const midt = poster.find(({ virkning }) => contains(virkning, ved))?.virkning;
  if (midt === undefined || poster.length === 1) return midt;
  return udvidet(
    midt,
    poster.map(({ virkning }) => virkning),
  );
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
  const ens = tilstande.length === 1 ? tilstande : tilstande.filter((tilstand) => tilstand.vaerdi === vaerdi);
  return status && { status, periode: sammenhaengende(ens, ved)! };
}

/** The entries of a relation, whatever their periods, by the UUID that they point at. */
export function efterMaal({ relationer }: Registrering, navn: Relationsnavn): ReadonlyMap<string, readonly Relation[]> {
  const fundne = new Map<string, Relation[]>();
  for (const post of relationer[navn] ?? []) {
    const uuid = post.reference && uuidOf(post.reference);
    if (uuid === undefined) continue;
    const ens = fundne.get(uuid);
    if (ens) ens.push(post);
    else fundne.set(uuid, [post]);
  }
  return fundne;
}

/** The time in which all hold: the latest start and the earliest end; undefined where one is not there. */
export function faelles(perioder: readonly (Interval | undefined)[]): Interval | undefined {
  let [fra, til] = [FRA_ALTID, TIL_ALTID];
  for (const periode of perioder) {
    if (periode === undefined) return undefined;
    fra = Math.max(fra, periode.fra);
    til = Math.min(til, periode.til);
  }
  return { fra, til };
}
