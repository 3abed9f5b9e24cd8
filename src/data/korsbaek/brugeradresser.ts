/** The addresses of a user in all six roles, as it has them by its work (spec sf1500 §4.4). */
import type { Relation } from '../../register/model.ts';
import { TOMT_INDHOLD } from '../../register/model.ts';
import type { Skrivning } from '../../store/store.ts';
import type { Klassenoegle } from '../klasser.ts';
import { fastUuid } from '../navnerum.ts';
import { adresse, adresserelation, bygningUuid, nyTekst, telefonnummer } from './adresser.ts';
import type { Brugergrundlag } from './brugere.ts';
import { ascii, DOMAENENAVN } from './navne.ts';
import { brugertraek } from './saertraek.ts';
import { type Tilfaeldig, tilfaeldig } from './tilfaeldig.ts';
import type { Dagstrin, Verden } from './verden.ts';

type Brugerrolle = Extract<Klassenoegle, `Bruger.Adresse.${string}`>;

export const FASTNET: Brugerrolle = 'Bruger.Adresse.Fastnet';

interface Rolleraekke {
  readonly rolle: Brugerrolle;
  /** Probability that a user has one, 0 to 1. */
  readonly andel: (grundlag: Brugergrundlag) => number;
  /** `bygning`: points at the building of the unit instead of an address of its own. */
  readonly tekst: 'bygning' | ((grundlag: Brugergrundlag, tal: Tilfaeldig) => string);
}

const arbejderMed = (kle: string, andel: number) => (grundlag: Brugergrundlag) =>
  grundlag.enhed.domaene.kle.startsWith(kle) ? andel : 0;

const ROLLER: readonly Rolleraekke[] = [
  {
    rolle: 'Bruger.Adresse.email',
    andel: () => 1,
    tekst: ({ person, nr }) => mail(person.fornavn, person.efternavn, nr),
  },
  { rolle: 'Bruger.Adresse.Telefon', andel: () => 0.8, tekst: (_, tal) => telefonnummer(tal) },
  {
    rolle: FASTNET,
    andel: ({ nr }) => (brugertraek(nr) === 'slettet-telefon' ? 1 : 0.25),
    tekst: (_, tal) => telefonnummer(tal),
  },
  { rolle: 'Bruger.Adresse.Lokation', andel: () => 0.6, tekst: 'bygning' },
  {
    rolle: 'Bruger.Adresse.RACFId',
    andel: arbejderMed('92', 0.5),
    tekst: ({ nr }) => `KB${String(nr).padStart(5, '0')}`,
  },
  { rolle: 'Bruger.Adresse.FMKId', andel: arbejderMed('94', 0.4), tekst: ({ nr }) => `FMK-${nr}` },
];

function mail(fornavn: string, efternavn: string, nr: number): string {
  return `${ascii(fornavn)}.${ascii(efternavn)}.${nr}@${DOMAENENAVN}`;
}

/** The entries of Adresser, and the Adresse objects that are the user's own. */
export function brugeradresser(
  verden: Verden,
  grundlag: Brugergrundlag,
): { readonly relationer: readonly Relation[]; readonly objekter: readonly Skrivning[] } {
  const relationer: Relation[] = [];
  const objekter: Skrivning[] = [];
  const virkning = verden.stempel(verden.kalender.dag(grundlag.fraDag));
  const tal = tilfaeldig(verden.seed, `brugeradresser/${grundlag.nr}`);
  for (const { rolle, andel, tekst } of ROLLER) {
    if (!tal.sand(andel(grundlag))) continue;
    const egen = fastUuid('korsbaek', 'brugeradresse', String(grundlag.nr), rolle);
    const uuid = tekst === 'bygning' ? bygningUuid(grundlag.enhed.ordinal) : egen;
    relationer.push(adresserelation(virkning, uuid, rolle, 'BrugerAdresse', String(relationer.length + 1)));
    if (tekst === 'bygning') continue;
    objekter.push(
      adresse(verden, egen, tekst(grundlag, tal), { dag: grundlag.kendtDag }, trin(verden, grundlag, rolle)),
    );
  }
  return { relationer, objekter };
}

function trin(verden: Verden, { nr, person }: Brugergrundlag, rolle: Brugerrolle): readonly Dagstrin[] {
  if (brugertraek(nr) === 'nyt-navn' && rolle === 'Bruger.Adresse.email') {
    return [nyTekst(verden, -149, mail(person.fornavn, person.nytEfternavn, nr))];
  }
  if (brugertraek(nr) === 'slettet-telefon' && rolle === FASTNET) {
    return [{ dag: -78, livscyklusKode: 'Slettet', aendr: () => TOMT_INDHOLD }];
  }
  return [];
}
