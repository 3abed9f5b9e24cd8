/** The addresses of a unit: which roles it has by its level and work. The root has every role there is. */
import type { Relation } from '../../register/model.ts';
import type { Skrivning } from '../../store/store.ts';
import type { Klassenoegle } from '../klasser.ts';
import { fastUuid } from '../navnerum.ts';
import { adresse, adresserelation, bygningUuid, eanNummer, nyTekst, telefonnummer } from './adresser.ts';
import { ascii, BY, DOMAENENAVN } from './navne.ts';
import { type Tilfaeldig, tilfaeldig } from './tilfaeldig.ts';
import type { Enhed } from './trae.ts';
import { FOERSTE_DAG, type Verden } from './verden.ts';

type Enhedsrolle = Extract<Klassenoegle, `OrganisationEnhed.Adresse.${string}`>;

interface Rolleraekke {
  readonly rolle: Enhedsrolle;
  readonly har: (enhed: Enhed) => boolean;
  /** `bygning`: points at the shared building instead of an address of its own. */
  readonly tekst: 'bygning' | ((enhed: Enhed, tal: Tilfaeldig) => string);
}

const paaNiveau =
  (...niveauer: readonly number[]) =>
  (enhed: Enhed) =>
    niveauer.includes(enhed.niveau);
const isPleje = (enhed: Enhed) => enhed.domaene.kle.startsWith('94') && enhed.niveau === 4;

const ROLLER: readonly Rolleraekke[] = [
  { rolle: 'OrganisationEnhed.Adresse.Postadresse', har: paaNiveau(2, 3, 4), tekst: 'bygning' },
  { rolle: 'OrganisationEnhed.Adresse.PostRetur', har: paaNiveau(2), tekst: () => `Postboks 99, ${BY}` },
  { rolle: 'OrganisationEnhed.Adresse.Henvendelsessted', har: paaNiveau(2, 3), tekst: 'bygning' },
  {
    rolle: 'OrganisationEnhed.Adresse.email',
    har: () => true,
    tekst: (enhed) => `${ascii(enhed.navn)}@${DOMAENENAVN}`,
  },
  {
    rolle: 'OrganisationEnhed.Adresse.emailBemaerkninger',
    har: paaNiveau(2),
    tekst: () => 'Skriv ikke CPR-nummer i mailen; brug Digital Post',
  },
  { rolle: 'OrganisationEnhed.Adresse.EAN', har: paaNiveau(2, 3), tekst: (_, tal) => eanNummer(tal) },
  {
    rolle: 'OrganisationEnhed.Adresse.URL',
    har: paaNiveau(2, 4),
    tekst: (enhed) => `https://www.${DOMAENENAVN}/${ascii(enhed.navn)}`,
  },
  { rolle: 'OrganisationEnhed.Adresse.Telefon', har: () => true, tekst: (_, tal) => telefonnummer(tal) },
  { rolle: 'OrganisationEnhed.Adresse.Fastnet', har: paaNiveau(2, 3), tekst: (_, tal) => telefonnummer(tal) },
  {
    rolle: 'OrganisationEnhed.Adresse.LOSKortnavn',
    har: paaNiveau(2, 3),
    tekst: (enhed) => `KB-${ascii(enhed.navn).slice(0, 12).toUpperCase()}`,
  },
  {
    rolle: 'OrganisationEnhed.Adresse.LOSId',
    har: paaNiveau(3),
    tekst: (enhed) => `999${String(enhed.ordinal).padStart(6, '0')}`,
  },
  {
    rolle: 'OrganisationEnhed.Adresse.Lokation',
    har: paaNiveau(4),
    tekst: (_, tal) => `Bygning ${tal.vaelg(['A', 'B', 'C'])}, ${tal.heltal(1, 4)}. sal`,
  },
  {
    rolle: 'OrganisationEnhed.Adresse.AabningstidTelefon',
    har: paaNiveau(2, 3),
    tekst: () => 'Mandag-torsdag 9-15, fredag 9-13',
  },
  {
    rolle: 'OrganisationEnhed.Adresse.AabningstidHenvendelse',
    har: paaNiveau(2, 3),
    tekst: () => 'Mandag-fredag 10-14, torsdag til 17',
  },
  { rolle: 'OrganisationEnhed.Adresse.DTRId', har: isPleje, tekst: (enhed) => `DTR-${enhed.ordinal}` },
  { rolle: 'OrganisationEnhed.Adresse.FOA', har: isPleje, tekst: (enhed) => `FOA-${enhed.ordinal}` },
  {
    rolle: 'OrganisationEnhed.Adresse.PNummer',
    har: paaNiveau(3, 4),
    // Real P-numbers begin with 1.
    tekst: (enhed) => `0${String(enhed.ordinal).padStart(9, '0')}`,
  },
  {
    rolle: 'OrganisationEnhed.Adresse.SOR',
    har: isPleje,
    tekst: (enhed) => `0${String(enhed.ordinal).padStart(8, '0')}1000016`,
  },
];

/** The entries of Adresser, all for one period, and the Adresse objects that no other unit has. */
export function enhedsadresser(
  verden: Verden,
  enhed: Enhed,
  fraDag: number,
): { readonly relationer: readonly Relation[]; readonly objekter: readonly Skrivning[] } {
  const relationer: Relation[] = [];
  const objekter: Skrivning[] = [];
  const virkning = verden.stempel(verden.kalender.dag(fraDag));
  const start = { dag: fraDag > 0 ? -15 : Math.max(fraDag, FOERSTE_DAG) };
  const vis = (uuid: string, rolle: Enhedsrolle, indeks: string) =>
    relationer.push(adresserelation(virkning, uuid, rolle, 'OrgEnhedAdresse', indeks));

  for (const { rolle, har, tekst } of ROLLER) {
    if (enhed.niveau > 1 && !har(enhed)) continue;
    const egen = fastUuid('korsbaek', 'enhedsadresse', enhed.sti, rolle);
    if (tekst === 'bygning') {
      vis(bygningUuid(enhed.ordinal), rolle, postindeks(egen, 1));
      continue;
    }
    const tal = tilfaeldig(verden.seed, egen);
    const trin =
      rolle === 'OrganisationEnhed.Adresse.Telefon' && enhed.niveau === 3 && enhed.nr % 4 === 1
        ? [nyTekst(verden, -90, telefonnummer(tilfaeldig(verden.seed, `${egen}/ny`)))]
        : [];
    objekter.push(adresse(verden, egen, tekst(enhed, tal), start, trin));
    vis(egen, rolle, egen);
  }
  if (enhed.niveau === 1) {
    // The second postal address: clients sort them by Indeks, the primary first (spec sf1500 §4.7).
    const anden = fastUuid('korsbaek', 'enhedsadresse', 'anden-postadresse');
    objekter.push(adresse(verden, anden, `Postboks 1, ${BY}`));
    vis(anden, 'OrganisationEnhed.Adresse.Postadresse', postindeks(anden, 2));
  }
  return { relationer, objekter };
}

/** An Indeks as clients make it: a UUID whose first character is 1 for the primary postal address, 2 for the second. */
function postindeks(uuid: string, plads: 1 | 2): string {
  return `${plads}${uuid.slice(1)}`;
}
