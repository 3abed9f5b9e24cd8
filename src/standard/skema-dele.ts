/** Short words for making schema components (see komponenter.ts), so that the schema files read like the contract. */
import type { ElementKomponent, KompleksType, Partikel, QName, SimpelType } from './komponenter.ts';

/** How often: exactly once, 0..1, 0..n, 1..n. */
export type Antal = '1' | '?' | '*' | '+';

const ANTAL: Readonly<Record<Antal, { readonly min: number; readonly max: number }>> = {
  '1': { min: 1, max: 1 },
  '?': { min: 0, max: 1 },
  '*': { min: 0, max: Number.POSITIVE_INFINITY },
  '+': { min: 1, max: Number.POSITIVE_INFINITY },
};

/** A global element. */
export function elementOf(ns: string, navn: string, type: SimpelType | KompleksType): ElementKomponent {
  return { ns, navn, type };
}

/** A place for a global element. */
export function ref(element: ElementKomponent, antal: Antal): Partikel {
  return { element, isLokal: false, ...ANTAL[antal] };
}

/** A place for an element that is declared on the spot. */
export function lokal(ns: string, navn: string, type: SimpelType | KompleksType, antal: Antal): Partikel {
  return { element: { ns, navn, type }, isLokal: true, ...ANTAL[antal] };
}

/** A named sequence; `udvider` is the base whose content comes first. */
export function sekvens(navn: QName, indhold: readonly Partikel[], udvider?: KompleksType): KompleksType {
  return { art: 'kompleks', navn, ...(udvider && { udvider }), model: 'sekvens', indhold };
}

/** A named choice of exactly one of the particles. */
export function valg(navn: QName, indhold: readonly Partikel[]): KompleksType {
  return { art: 'kompleks', navn, model: 'valg', indhold };
}

/** A string with facets. */
export function tekst(facetter: Omit<SimpelType, 'art' | 'base'> = {}): SimpelType {
  return { art: 'simpel', base: 'string', ...facetter };
}
