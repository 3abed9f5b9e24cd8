/** Small strict readers of an element's structure: what may stand in it is said, and anything else is refused. */
import type { RigtElement } from '../../xml/rig.ts';
import { base64Tegn } from '../base64.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';

const NOT_SPACE = /[^ \t\r\n]/;

export function afvisStruktur(detail: string): never {
  throw new Sikkerhedsfejl('InvalidSecurity', detail);
}

export function isElement(element: RigtElement | undefined, ns: string, navn: string): element is RigtElement {
  return element !== undefined && element.navn === navn && element.ns === ns;
}

/** The element itself, where it is the one that is demanded. */
export function kraev(element: RigtElement | undefined, ns: string, navn: string): RigtElement {
  return isElement(element, ns, navn) ? element : afvisStruktur(`${navn} is missing, or something stands in its place`);
}

/** The children of an element in which elements and white space alone may stand. */
export function kunBoern(element: RigtElement): readonly RigtElement[] {
  for (const del of element.indhold) {
    if (typeof del === 'string' && NOT_SPACE.test(del)) afvisStruktur(`text directly in ${element.navn}`);
  }
  return element.boern;
}

/** Refuses an attribute that is qualified or not in the list. */
export function kunAttributter(element: RigtElement, tilladte: readonly string[]): void {
  for (const { ns, navn } of element.attributter) {
    if (ns !== '' || !tilladte.includes(navn)) afvisStruktur(`attribute ${navn} on ${element.navn}`);
  }
}

/** An unqualified attribute; undefined where there is none. */
export function attribut(element: RigtElement, navn: string): string | undefined {
  return element.attributter.find((a) => a.navn === navn && a.ns === '')?.vaerdi;
}

/** The text of an element without children. */
export function bladtekst(element: RigtElement): string {
  return element.boern.length === 0 ? element.tekst : afvisStruktur(`elements in ${element.navn}`);
}

/**
 * The base64 in an element without children, freed of white space; refused where a character is not of base64 or the last
 * group of four is not filled up. That the bits left over are zero is for whoever knows the bytes.
 */
export function base64Of(element: RigtElement): string {
  const tegn = base64Tegn(bladtekst(element));
  return tegn && tegn.length % 4 === 0 ? tegn : afvisStruktur(`${element.navn} is not base64`);
}
