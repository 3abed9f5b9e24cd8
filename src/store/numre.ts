/**
 * What stands for words in the columns of the store. A number is for ever: never changed, never used again.
 */
import { type Feltnavn, felter } from '../standard/felter.ts';
import { AKTOERTYPEKODER, type AktoerTypeKode, LIVSCYKLUSKODER, type LivscyklusKode } from '../standard/koder.ts';
import { type ObjektType, objekttypeByNr, objekttyper } from '../standard/objekttyper.ts';
import { type Relationsnavn, relationer } from '../standard/relationer.ts';
import type { Verbum } from '../standard/tjenester.ts';

export const livscyklusNr: Readonly<Record<LivscyklusKode, number>> = {
  Opstaaet: 1,
  Importeret: 2,
  Passiveret: 3,
  Slettet: 4,
};

/** Numbers of the life-cycle codes of objects that searches find where they ask for none. */
export const LEVENDE_NUMRE: readonly number[] = LIVSCYKLUSKODER.filter(
  (kode) => kode !== 'Passiveret' && kode !== 'Slettet',
).map((kode) => livscyklusNr[kode]);

export const aktoertypeNr: Readonly<Record<AktoerTypeKode, number>> = {
  Organisation: 0,
  OrganisationEnhed: 1,
  OrganisationFunktion: 2,
  Bruger: 3,
  ItSystem: 4,
  Interessefaellesskab: 5,
};

export const verbumNr: Readonly<Record<Verbum, number>> = {
  opret: 1,
  importer: 2,
  passiver: 3,
  laes: 4,
  ret: 5,
  slet: 6,
  soeg: 7,
  list: 8,
  fremsoegobjekthierarki: 9,
  import: 10,
  anonymiser: 11,
  fysiskslet: 12,
};

export function objekttypeNr(objekttype: ObjektType): number {
  return objekttyper[objekttype].nr;
}

/** The type of a number in the store; throws where it is none. */
export function objekttypeOf(nr: number): ObjektType {
  const navn = objekttypeByNr(nr);
  if (navn === undefined) throw new Error(`no object type has the number ${nr}`);
  return navn;
}

/** The way back from a number; it throws where nothing has the number. */
function wayBack<T>(what: string, entries: Iterable<readonly [number, T]>): (nr: number) => T {
  const known = new Map(entries);
  return (nr) => {
    const found = known.get(nr);
    if (found === undefined) throw new Error(`no ${what} has the number ${nr}`);
    return found;
  };
}

export const livscyklusOf = wayBack<LivscyklusKode>(
  'life-cycle code',
  LIVSCYKLUSKODER.map((kode) => [livscyklusNr[kode], kode]),
);
export const aktoertypeOf = wayBack<AktoerTypeKode>(
  'type of actor',
  AKTOERTYPEKODER.map((kode) => [aktoertypeNr[kode], kode]),
);
export const verbumOf = wayBack<Verbum>(
  'verb',
  Object.entries(verbumNr).map(([verbum, nr]) => [nr, verbum as Verbum]),
);
export const feltOf = wayBack<string>(
  'field',
  [...felter.values()].map(({ nr, navn }) => [nr, navn]),
);
export const relationOf = wayBack<string>(
  'relation',
  [...relationer.values()].map(({ nr, navn }) => [nr, navn]),
);

/** The number of a field by its element name; throws where there is none. */
export function feltNr(navn: string): number {
  const felt = felter.get(navn as Feltnavn);
  if (felt === undefined) throw new Error(`no field is called ${navn}`);
  return felt.nr;
}

/** The number of a relation by its element name; throws where there is none. */
export function relationNr(navn: string): number {
  const relation = relationer.get(navn as Relationsnavn);
  if (relation === undefined) throw new Error(`no relation is called ${navn}`);
  return relation.nr;
}

/** A CVR from the number that it is stored as. */
export function cvrOf(ejer: number): string {
  return String(ejer).padStart(8, '0');
}
