/**
 * The columns of the two kinds of CSV: one table, from which headers are recognised, templates are printed and exports are
 * written. docs/guides/import.md tells what they mean.
 */
import type { CsvFormat } from './formater.ts';

export interface Kolonne {
  /** As the template and an export have it. */
  readonly navn: string;
  /** Other headers that mean the same. */
  readonly ogsaa?: readonly string[];
  readonly isPaakraevet?: true;
  /** What the template shows. */
  readonly eksempler: readonly [string, string];
}

const GAELDER: readonly Kolonne[] = [
  { navn: 'Fra', ogsaa: ['Fra dato', 'Startdato'], eksempler: ['2020-01-01', '2024-08-01'] },
  { navn: 'Til', ogsaa: ['Til dato', 'Slutdato'], eksempler: ['', '2027-07-31'] },
];

const KONTAKT: readonly Kolonne[] = [
  { navn: 'E-mail', ogsaa: ['Mail', 'Mailadresse'], eksempler: ['post@example.dk', 'skole@example.dk'] },
  { navn: 'Telefon', ogsaa: ['Tlf', 'Telefonnummer'], eksempler: ['00 00 00 00', ''] },
];

export const KOLONNER: Readonly<Record<CsvFormat, readonly Kolonne[]>> = {
  enheder: [
    { navn: 'Enhedsid', ogsaa: ['Enhed', 'Enhedsnummer'], isPaakraevet: true, eksempler: ['100', '110'] },
    { navn: 'Navn', ogsaa: ['Enhedsnavn'], isPaakraevet: true, eksempler: ['Børn og Unge', 'Åby Skole'] },
    { navn: 'Overordnet', ogsaa: ['Overordnet id', 'Overordnet enhed'], eksempler: ['', '100'] },
    ...GAELDER,
    { navn: 'Enhedstype', ogsaa: ['Type'], eksempler: ['Afdeling', 'Afdeling'] },
    { navn: 'EAN', ogsaa: ['EAN-nummer', 'GLN'], eksempler: ['2000000000008', ''] },
    { navn: 'Adresse', ogsaa: ['Vej', 'Vejadresse'], eksempler: ['Rådhuspladsen 1', 'Skolevej 2'] },
    { navn: 'Postnummer', ogsaa: ['Postnr'], eksempler: ['0000', '0000'] },
    { navn: 'By', ogsaa: ['Postdistrikt'], eksempler: ['Korsbæk', 'Korsbæk'] },
    ...KONTAKT,
  ],
  medarbejdere: [
    { navn: 'Brugerid', ogsaa: ['Bruger', 'Brugernavn'], isPaakraevet: true, eksempler: ['anso', 'lypo'] },
    { navn: 'Navn', ogsaa: ['Medarbejder'], isPaakraevet: true, eksempler: ['Anna Eksempel', 'Lykke Prøve'] },
    { navn: 'Enhedsid', ogsaa: ['Enhed', 'Enhedsnummer'], isPaakraevet: true, eksempler: ['100', '110'] },
    { navn: 'Titel', ogsaa: ['Stilling', 'Stillingsbetegnelse'], eksempler: ['Chef', 'Lærer'] },
    ...GAELDER,
    ...KONTAKT,
    { navn: 'CPR', ogsaa: ['CPR-nummer'], eksempler: ['', ''] },
  ],
};

/** What parts the fields of a row, in the order in which they are tried. */
export const SKILLETEGN = [';', ',', '\t'] as const;
export type Skilletegn = (typeof SKILLETEGN)[number];

export interface Hoved {
  readonly skilletegn: Skilletegn;
  /** By place in a row: the column, or undefined where none of ours is meant. */
  readonly kolonner: readonly (string | undefined)[];
  /** Headers that are passed over. */
  readonly ukendte: readonly string[];
}

/** A header as it is compared: without case, marks and spaces. */
function form(tekst: string): string {
  return tekst
    .toLowerCase()
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'oe')
    .replace(/å/g, 'aa')
    .replace(/[^a-z0-9]/g, '');
}

/** The columns that a header line names; undefined where it lacks one that is demanded, or names one twice. */
export function kolonnerOf(format: CsvFormat, hoved: string): Hoved | undefined {
  const fundet = findKolonner(KOLONNER[format], hoved);
  const isEndaEnAnden = format === 'enheder' && fundet?.ukendte.some((ord) => form(ord) === 'brugerid');
  return isEndaEnAnden ? undefined : fundet;
}

/** The same, of any table of columns. */
export function findKolonner(tabel: readonly Kolonne[], hoved: string): Hoved | undefined {
  const kendte = new Map(
    tabel.flatMap(({ navn, ogsaa = [] }) => [navn, ...ogsaa].map((ord) => [form(ord), navn] as const)),
  );
  for (const skilletegn of SKILLETEGN) {
    const ord = hoved.split(skilletegn).map((del) => del.trim().replace(/^"(.*)"$/, '$1'));
    const kolonner = ord.map((del) => kendte.get(form(del)));
    const fundne = kolonner.filter((navn) => navn !== undefined);
    const hasAlle = tabel.every(({ navn, isPaakraevet }) => !isPaakraevet || fundne.includes(navn));
    if (!hasAlle || new Set(fundne).size < fundne.length) continue;
    return { skilletegn, kolonner, ukendte: ord.filter((_, i) => kolonner[i] === undefined) };
  }
  return undefined;
}
