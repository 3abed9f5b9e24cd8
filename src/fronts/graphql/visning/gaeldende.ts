/**
 * What a registration says at one instant of the virkning axis: texts, references, the state with its period. Pure. Where
 * several periods say the same without a gap, they are one (docs/decisions/0049): a `ret` that repeats a value cuts no period.
 */
import { contains, type Instant, type Interval, isEmptyInterval } from '../../../base/instant.ts';
import { type Registrering, type Relation, uuidOf } from '../../../register/model.ts';
import type { Relationsnavn } from '../../../standard/relationer.ts';
import type { TilstandStatus } from '../tabel.ts';

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
export function peger(registrering: Registrering, navn: Relationsnavn, ved: Instant): readonly string[] {
  return [...new Set(poster(registrering, navn, ved).flatMap(({ reference }) => uuidOf(reference!) ?? []))];
}

/** The longest time without a gap around an instant that the periods cover together; undefined where none of them holds it. */
export function sammenhaengende(perioder: readonly Interval[], ved: Instant): Interval | undefined {
  const midt = perioder.find((periode) => contains(periode, ved));
  if (midt === undefined) return undefined;
  let { fra, til } = midt;
  for (let isVokset = true; isVokset; ) {
    const roerer = perioder.filter((periode) => periode.fra <= til && fra <= periode.til && !isEmptyInterval(periode));
    const ny = { fra: Math.min(...roerer.map((en) => en.fra)), til: Math.max(...roerer.map((en) => en.til)) };
    isVokset = ny.fra < fra || til < ny.til;
    ({ fra, til } = ny);
  }
  return { fra, til };
}

/** The period in which a relation points at a UUID. */
function pegeperiode(
  { relationer }: Registrering,
  navn: Relationsnavn,
  uuid: string,
  ved: Instant,
): Interval | undefined {
  const dens = (relationer[navn] ?? []).filter(({ reference }) => reference && uuidOf(reference) === uuid);
  return sammenhaengende(
    dens.map(({ virkning }) => virkning),
    ved,
  );
}

export interface Gyldighed {
  readonly status: TilstandStatus;
  readonly periode: Interval;
}

/** The state; undefined where the registration says nothing of it at the instant. */
export function gyldighed({ tilstande }: Registrering, ved: Instant): Gyldighed | undefined {
  const vaerdi = tilstande.find(({ virkning }) => contains(virkning, ved))?.vaerdi;
  if (vaerdi !== 'Aktiv' && vaerdi !== 'Inaktiv') return undefined;
  const perioder = tilstande.filter((tilstand) => tilstand.vaerdi === vaerdi).map(({ virkning }) => virkning);
  return { status: vaerdi === 'Aktiv' ? 'AKTIV' : 'INAKTIV', periode: sammenhaengende(perioder, ved)! };
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
  const perioder = [
    gyldighed(funktion, ved)?.periode,
    pegeperiode(funktion, 'TilknyttedeBrugere', bruger, ved),
    pegeperiode(funktion, 'TilknyttedeEnheder', enhed, ved),
  ].filter((periode) => periode !== undefined);
  if (perioder.length < 3) return undefined;
  return { fra: Math.max(...perioder.map(({ fra }) => fra)), til: Math.min(...perioder.map(({ til }) => til)) };
}
