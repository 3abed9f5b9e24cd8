/** The search rows that the documents of objects demand, for both tables in one form. */
import type { Registrering } from '../../register/model.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Parameter } from '../drivers/driver.ts';
import { arrayText, lagretMs, teksterText, tidspunkterText } from '../parametre.ts';
import { type HistorikRaekker, historikRaekker } from '../queries/historik-raekker.ts';

/** One of the two tables of search rows. */
export interface Soegetabel {
  readonly navn: 'soeg_tekst' | 'soeg_reference';
  /** The column of what is searched for, and its type. */
  readonly kolonne: string;
  readonly type: string;
  /** What of the row is the role: nothing where rows have none. */
  readonly rolle: string;
}

export const SOEGETABELLER: readonly Soegetabel[] = [
  { navn: 'soeg_tekst', kolonne: 'noegle', type: 'text', rolle: '0' },
  { navn: 'soeg_reference', kolonne: 'reference', type: 'uuid', rolle: 's.rolle' },
];

/** A search row of an object. */
export interface Raekke {
  readonly uuid: string;
  readonly felt: number;
  readonly vaerdi: string;
  readonly rolle: number;
  readonly virkning: readonly [fra: number, til: number];
  readonly registreret: readonly [fra: number, til: number];
}

/** Equal for rows of one object that say the same. */
export function raekkeNoegle(felt: number, vaerdi: string, rolle: number, tider: readonly number[]): string {
  return `${felt} ${rolle} ${tider.join(' ')} ${vaerdi}`;
}

/** The rows of a history in one table. */
export function forventede(
  tabel: Soegetabel,
  uuid: string,
  { tekster, referencer }: HistorikRaekker,
): readonly Raekke[] {
  if (tabel.navn === 'soeg_tekst') {
    return tekster.map(({ raekke: { nr, noegle, fra, til }, registreret }) => ({
      uuid,
      felt: nr,
      vaerdi: noegle,
      rolle: 0,
      virkning: [fra, til],
      registreret: [registreret.fra, registreret.til],
    }));
  }
  return referencer.map(({ raekke: { nr, reference, rolle, fra, til }, registreret }) => ({
    uuid,
    felt: nr,
    vaerdi: reference,
    rolle,
    virkning: [fra, til],
    registreret: [registreret.fra, registreret.til],
  }));
}

/** The keys of rows, as `raekkeNoegle` gives them for the rows of a table. */
export function noeglerOf(rows: readonly Raekke[]): readonly string[] {
  return rows.map(({ felt, vaerdi, rolle, virkning, registreret }) =>
    raekkeNoegle(felt, vaerdi, rolle, [...virkning, ...registreret].map(lagretMs)),
  );
}

/** The search rows of a history; undefined where something in it has no place in the search rows of its type. */
export function raekkerOfHistorik(
  objekttype: ObjektType,
  historik: readonly Registrering[],
): HistorikRaekker | undefined {
  try {
    return historikRaekker(objekttype, historik);
  } catch {
    return undefined;
  }
}

/** Rows as parameters $1 to $8, for `UNNESTET`. */
export function raekkerSomParametre(rows: readonly Raekke[]): Parameter[] {
  return [
    arrayText(rows.map(({ uuid }) => uuid)),
    arrayText(rows.map(({ felt }) => felt)),
    teksterText(rows.map(({ vaerdi }) => vaerdi)),
    arrayText(rows.map(({ rolle }) => rolle)),
    tidspunkterText(rows.map(({ virkning: [fra] }) => fra)),
    tidspunkterText(rows.map(({ virkning: [, til] }) => til)),
    tidspunkterText(rows.map(({ registreret: [fra] }) => fra)),
    tidspunkterText(rows.map(({ registreret: [, til] }) => til)),
  ];
}

/** The rows of `raekkerSomParametre` as `l`, numbered from 1 in `plads`. */
export function unnestet({ type }: Soegetabel): string {
  return `unnest($1::uuid[], $2::smallint[], $3::${type}[], $4::int[], $5::timestamptz[], $6::timestamptz[],
      $7::timestamptz[], $8::timestamptz[]) with ordinality
    as l(uuid, felt, vaerdi, rolle, vf, vt, rf, rt, plads)`;
}
