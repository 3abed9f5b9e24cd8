/**
 * A made-up municipality of any size, straight as registrations: each unit has a user, the user's person, an address and a
 * position. Three units in five have been registered twice, so that there are 1.6 registrations to an object. Equal
 * numbers give equal objects.
 */
import { createHash } from 'node:crypto';
import { TIL_ALTID } from '../../src/base/instant.ts';
import type { Indhold, Registrering, Relation, Virkning } from '../../src/register/model.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import type { Skrivning } from '../../src/store/store.ts';

export const EJER = '11111111';
/** The shared owner that every caller sees as well. */
export const FAELLES = '19435075';
export const OBJECTS_PER_UNIT = 5;
/** When the first of the two registrations of an object was made, and the second. */
export const FOERST = Date.UTC(2024, 2, 1);
export const SIDEN = Date.UTC(2025, 5, 1);

const CHILDREN = 8;
const ORD = ['Skole', 'Børnehave', 'Plejehjem', 'Teknik', 'Jobcenter', 'Bibliotek', 'Ældrepleje', 'Sundhed'];
const STED = ['Nord', 'Syd', 'Øst', 'Vest', 'Åby', 'Ærø', 'Midt', 'Havn'];

/** The UUID of a thing by its kind and number. */
export function id(slags: string, nr: number | string): string {
  const hex = createHash('md5').update(`${slags} ${nr}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

export const ORGANISATION = id('organisation', EJER);
export const ENHEDSROLLE = '02e61900-33e0-407f-a2a7-22f70221f003';
const AKTOER = { aktoerRef: { uuid: ORGANISATION }, aktoerTypeKode: 'Organisation' } as const;

export function enhedsnavn(nr: number): string {
  return `${ORD[nr % ORD.length]} ${STED[Math.floor(nr / ORD.length) % STED.length]} ${nr}`;
}

function rel(virkning: Virkning, uuid: string): Relation {
  return { virkning, reference: { uuid } };
}

function adresse(virkning: Virkning, nr: number, rolle: string, type: string): Relation {
  const reference = { uuid: id('Adresse', nr) };
  return { virkning, reference, rolle: { uuid: rolle }, type: { uuid: type }, indeks: String(nr % 7) };
}

/** What an object says apart from its texts, and its texts; `gang` is 0 or 1. */
interface Tegner {
  readonly felter: (nr: number, gang: number) => Record<string, string>;
  readonly relationer: (nr: number, virkning: Virkning) => Indhold['relationer'];
  readonly hasTilstand: boolean;
}

const TEGNERE: Readonly<Partial<Record<ObjektType, Tegner>>> = {
  OrganisationEnhed: {
    felter: (nr, gang) => ({
      BrugervendtNoegleTekst: String(nr),
      EnhedNavn: `${enhedsnavn(nr)}${gang === 0 ? '' : ' og omegn'}`,
    }),
    relationer: (nr, v) => ({
      Adresser: [adresse(v, nr, '80b610c6-314b-485a-a014-a9a1d7070bc4', '9b33c0a0-a566-4ec0-8200-325cb1e5bb9a')],
      Enhedstype: [rel(v, '16bf18c3-ed6f-44b0-b7a1-35f94984e519')],
      ...(nr > 0 && { Overordnet: [rel(v, id('OrganisationEnhed', Math.floor((nr - 1) / CHILDREN)))] }),
      Tilhoerer: [rel(v, ORGANISATION)],
    }),
    hasTilstand: true,
  },
  Bruger: {
    felter: (nr, gang) => ({ BrugervendtNoegleTekst: `u${nr}`, BrugerNavn: `bruger${nr}-${gang}` }),
    relationer: (nr, v) => ({
      Adresser: [adresse(v, nr, '5d13e891-162a-456b-abf2-fd9b864df96d', '71a08d28-3af7-4bb4-9964-bc2b76b93d64')],
      Tilhoerer: [rel(v, ORGANISATION)],
      TilknyttedePersoner: [rel(v, id('Person', nr))],
    }),
    hasTilstand: true,
  },
  Person: {
    felter: (nr, gang) => ({ BrugervendtNoegleTekst: `p${nr}`, NavnTekst: `Navn${nr} Efternavn${gang}` }),
    relationer: () => ({}),
    hasTilstand: false,
  },
  Adresse: {
    felter: (nr, gang) => ({ BrugervendtNoegleTekst: `a${nr}`, AdresseTekst: `Vej ${nr}, ${gang} sal` }),
    relationer: () => ({}),
    hasTilstand: false,
  },
  OrganisationFunktion: {
    felter: (nr, gang) => ({ BrugervendtNoegleTekst: `f${nr}`, FunktionNavn: gang === 0 ? 'Assistent' : 'Leder' }),
    relationer: (nr, v) => ({
      Funktionstype: [rel(v, ENHEDSROLLE)],
      TilknyttedeBrugere: [rel(v, id('Bruger', nr))],
      TilknyttedeEnheder: [rel(v, id('OrganisationEnhed', nr))],
      TilknyttedeOrganisationer: [rel(v, ORGANISATION)],
    }),
    hasTilstand: true,
  },
};

/** The second registration is what a `ret` of the texts leaves: the old ones end where the new ones begin. */
function registrering({ felter, relationer, hasTilstand }: Tegner, nr: number, gang: number): Registrering {
  const hele = { fra: FOERST, til: TIL_ALTID, ...AKTOER };
  const foer = { virkning: gang === 0 ? hele : { ...hele, til: SIDEN }, felter: felter(nr, 0) };
  return {
    tidspunkt: (gang === 0 ? FOERST : SIDEN) + nr,
    livscyklusKode: 'Importeret',
    brugerRef: { uuid: ORGANISATION },
    egenskaber: gang === 0 ? [foer] : [foer, { virkning: { ...hele, fra: SIDEN }, felter: felter(nr, 1) }],
    tilstande: hasTilstand ? [{ virkning: hele, vaerdi: 'Aktiv' }] : [],
    relationer: relationer(nr, hele),
  };
}

/** The objects of one unit, each with its history; `typer` leaves out the others. */
export function enhedsPakke(
  nr: number,
  typer: readonly ObjektType[] = Object.keys(TEGNERE) as ObjektType[],
): Skrivning[] {
  return typer
    .map((objekttype) => [objekttype, TEGNERE[objekttype]!] as const)
    .map(([objekttype, tegner]) => ({
      ejer: EJER,
      objekttype,
      uuid: id(objekttype, nr),
      verbum: 'importer',
      forventetNr: 0,
      nye: (nr % 5 < 3 ? [0, 1] : [0]).map((gang) => registrering(tegner, nr, gang)),
    }));
}
