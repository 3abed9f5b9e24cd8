/**
 * What stands for words in the columns of the store. A number is for ever: never changed, never used again.
 */
import { AKTOERTYPEKODER, type AktoerTypeKode, LIVSCYKLUSKODER, type LivscyklusKode } from '../standard/koder.ts';
import { type ObjektType, objekttypeByNr, objekttyper } from '../standard/objekttyper.ts';
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

const livscyklusser = new Map(LIVSCYKLUSKODER.map((kode) => [livscyklusNr[kode], kode]));
const aktoertyper = new Map(AKTOERTYPEKODER.map((kode) => [aktoertypeNr[kode], kode]));

/** The life-cycle code of a number in the store; throws where it is none. */
export function livscyklusOf(nr: number): LivscyklusKode {
  const kode = livscyklusser.get(nr);
  if (kode === undefined) throw new Error(`no life-cycle code has the number ${nr}`);
  return kode;
}

/** The type of an actor of a number in the store; throws where it is none. */
export function aktoertypeOf(nr: number): AktoerTypeKode {
  const kode = aktoertyper.get(nr);
  if (kode === undefined) throw new Error(`no type of actor has the number ${nr}`);
  return kode;
}

/** A CVR from the number that it is stored as. */
export function cvrOf(ejer: number): string {
  return String(ejer).padStart(8, '0');
}
