/** Search rows as parameters: one array for each column, unnested to rows by the statement. */
import type { Tekstraekke } from '../../register/soegeraekker.ts';
import type { Parameter } from '../drivers/driver.ts';
import { arrayText, teksterText, tidspunkterText } from '../parametre.ts';
import type { Referenceraekke } from '../raekker.ts';

/** Number of parameters of `tekstParametre`. */
export const TEKST_PARAMETRE = 4;
/** Number of parameters of `referenceParametre`. */
export const REFERENCE_PARAMETRE = 5;

export function tekstParametre(raekker: ReadonlyMap<string, Tekstraekke>): Parameter[] {
  const rows = [...raekker.values()];
  return [
    arrayText(rows.map(({ nr }) => nr)),
    teksterText(rows.map(({ noegle }) => noegle)),
    tidspunkterText(rows.map(({ fra }) => fra)),
    tidspunkterText(rows.map(({ til }) => til)),
  ];
}

export function referenceParametre(raekker: ReadonlyMap<string, Referenceraekke>): Parameter[] {
  const rows = [...raekker.values()];
  return [
    arrayText(rows.map(({ nr }) => nr)),
    arrayText(rows.map(({ reference }) => reference)),
    tidspunkterText(rows.map(({ fra }) => fra)),
    tidspunkterText(rows.map(({ til }) => til)),
    arrayText(rows.map(({ rolle }) => rolle)),
  ];
}

/** The rows of `tekstParametre` that begin at parameter number `n`: `l(felt, noegle, fra, til)`. */
export function tekstUnnest(n: number): string {
  return `unnest($${n}::smallint[], $${n + 1}::text[], $${n + 2}::timestamptz[], $${n + 3}::timestamptz[])
    as l(felt, noegle, fra, til)`;
}

/** The rows of `referenceParametre` that begin at parameter number `n`. */
export function referenceUnnest(n: number): string {
  return `unnest($${n}::smallint[], $${n + 1}::uuid[], $${n + 2}::timestamptz[], $${n + 3}::timestamptz[],
      $${n + 4}::int[])
    as l(felt, reference, fra, til, rolle)`;
}
