/**
 * From a change of the register to its message (spec neighbours §1.9, docs/decisions/0050-kuvert.md). The same change gives
 * the same message, to its BeskedId, however often and by whomever it is made.
 */
import type { Instant } from '../../base/instant.ts';
import { namedUuid } from '../../base/uuid.ts';
import { uuidOf } from '../../register/model.ts';
import type { Haendelse } from '../../store/beskeder/haendelse.ts';
import { cvrUrn, type Haendelsesbesked } from '../kuvert/haendelsesbesked.ts';
import { genlaesHaendelsesbesked } from '../kuvert/laes.ts';
import { type RelateretObjekt, skrivHaendelsesbesked } from '../kuvert/skriv.ts';
import { gyldighedFra } from './gyldighed.ts';
import { type Handling, ORG_BESKEDTYPER, type OrgBeskedtype, type Orgtype, type Orgvalg } from './valg.ts';

/** A change of a Bruger or an OrganisationEnhed. */
export interface Orghaendelse extends Haendelse {
  readonly objekttype: Orgtype;
  /** The change of another object that is told as this one's. */
  readonly afledtAf?: Haendelse;
}

/** A message of the register's own, with what it was made from. */
export interface Orgbesked extends Haendelsesbesked {
  readonly type: OrgBeskedtype;
  readonly position: number;
  readonly ejer: string;
  readonly objekttype: Orgtype;
  readonly uuid: string;
  readonly handling: Handling;
  /** Registration time. */
  readonly tidspunkt: Instant;
}

function handlingOf({ verbum, livscyklusKode }: Haendelse): Handling {
  return verbum === 'ret' || verbum === 'anonymiser' ? 'Rettet' : livscyklusKode;
}

const noegleOf = ({ ejer, objekttype, uuid, nr, tidspunkt }: Haendelse) =>
  [ejer, objekttype, uuid, nr, tidspunkt].join('/');

/** Of a registration: the same in each message about it. */
function registreringId(haendelse: Haendelse, { anvendersystem }: Orgvalg): string {
  return namedUuid(anvendersystem, `registrering/${noegleOf(haendelse)}`);
}

/**
 * After a restore to an earlier time a position can hold another change than before, so the position alone is no name; and
 * an object that was deleted for good can come back with the same number and time, so the registration alone is none.
 */
function beskedIdOf(haendelse: Orghaendelse, { anvendersystem }: Orgvalg): string {
  const { position, verbum, afledtAf } = haendelse;
  const kilde = afledtAf ? `/${noegleOf(afledtAf)}` : '';
  return namedUuid(anvendersystem, `besked/${position}/${verbum}/${noegleOf(haendelse)}${kilde}`);
}

/** The organisations that it belongs to, whenever, and the object whose change it is told for. */
function relaterede(haendelse: Orghaendelse, valg: Orgvalg): readonly RelateretObjekt[] {
  const { registrering, forrige, afledtAf } = haendelse;
  const tilhoerer =
    [registrering, forrige].map((en) => en?.relationer.Tilhoerer ?? []).find((en) => en.length > 0) ?? [];
  const organisationer = tilhoerer.flatMap(({ reference }) => (reference && uuidOf(reference)) || []);
  const kilde = afledtAf && Object.entries(valg.relaterede).find(([navn]) => navn === afledtAf.objekttype);
  return [
    ...[...new Set(organisationer)].map((id) => ({ id, type: valg.relaterede.Organisation })),
    ...(kilde && afledtAf ? [{ id: afledtAf.uuid, type: kilde[1] }] : []),
  ];
}

function gyldigFra({ registrering, forrige, afledtAf }: Orghaendelse): Instant | undefined {
  const kilde = afledtAf ?? { registrering, forrige };
  return kilde.registrering && gyldighedFra(kilde.forrige, kilde.registrering);
}

/** The message of a change. */
export function orgBesked(haendelse: Orghaendelse, valg: Orgvalg): Orgbesked {
  const { objekttype, ejer, uuid, position, tidspunkt, registrering, afledtAf } = haendelse;
  const kilde = afledtAf ?? haendelse;
  const handling = afledtAf ? 'Rettet' : handlingOf(haendelse);
  const aktoer = kilde.registrering?.brugerRef && uuidOf(kilde.registrering.brugerRef);
  const gyldig = gyldigFra(haendelse);
  const beskeddata = registrering && valg.skrivRegistrering?.(objekttype, uuid, registrering);
  const tekst = skrivHaendelsesbesked({
    beskedId: beskedIdOf(haendelse, valg),
    beskedtype: valg[objekttype].beskedtype,
    anvendersystem: valg.anvendersystem,
    tilladteModtagere: [cvrUrn(ejer)],
    relaterede: relaterede(haendelse, valg),
    registrering: {
      id: registreringId(kilde, valg),
      ...(aktoer !== undefined && { aktoer }),
      tidspunkt: kilde.tidspunkt,
      myndighed: cvrUrn(ejer),
      objektId: uuid,
      objekttype: valg[objekttype].objekttype,
      handling: valg.handlinger[handling],
    },
    dannet: kilde.tidspunkt,
    foelsomhed: kilde.verbum === 'anonymiser' ? valg.foelsomhedBeskyttet : valg.foelsomhed,
    ...(gyldig !== undefined && { gyldighedFra: gyldig }),
    ...(beskeddata !== undefined && { beskeddata }),
  });
  const besked = genlaesHaendelsesbesked(tekst);
  return { ...besked, type: ORG_BESKEDTYPER[objekttype], position, ejer, objekttype, uuid, handling, tidspunkt };
}
