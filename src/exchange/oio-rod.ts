/**
 * The roots that a file of XML may have, and what in them is an object (docs/decisions/0024-bulk.md): `Objekter`, which is
 * ours; one `ImportInput` of the contract; or the import of a whole system.
 */

import { hierarkier } from '../standard/hierarkier.ts';
import { tjenester } from '../standard/tjenester.ts';
import { type Typeversion, typeversioner } from '../standard/versioner.ts';
import type { XmlElement } from '../xml/parse.ts';

/** The namespace of `Objekter`. */
export const OBJEKTER_NS = 'urn:fkorg:objekter:1';
export const OBJEKTER = 'Objekter';
const IMPORT_INPUT = 'ImportInput';

const typeByNs = new Map(typeversioner.map((type) => [type.namespace, type]));

/** By the namespace and name of an import of a whole system: the elements in it that hold objects. */
const systemer = new Map<string, ReadonlySet<string>>(
  tjenester.flatMap(({ namespace, system, operationer }) =>
    operationer
      .filter(({ verbum }) => verbum === 'import')
      .map(({ input }) => [
        `${namespace} ${input}`,
        new Set(hierarkier[system].flatMap(({ importInput = 'rod' }) => (importInput === 'rod' ? [] : [importInput]))),
      ]),
  ),
);

/** The object type whose element this is, in the version of it; undefined for every other element. */
export function typeOfElement({ ns, navn }: XmlElement): Typeversion | undefined {
  const type = typeByNs.get(ns);
  return type?.navn === navn ? type : undefined;
}

/** The object in an element of a file: itself, or the one in an ImportInput. */
export function objektElement(element: XmlElement): XmlElement | undefined {
  if (typeOfElement(element)) return element;
  const [objekt, ...andre] = element.boern;
  const isBesked = element.navn === IMPORT_INPUT && typeByNs.has(element.ns) && objekt !== undefined;
  return isBesked && andre.length === 0 && typeOfElement(objekt) && objekt.ns === element.ns ? objekt : undefined;
}

/** True for a root of which objects can be read. */
export function isRod(rod: XmlElement): boolean {
  if (rod.navn === OBJEKTER && rod.ns === OBJEKTER_NS) return true;
  return systemer.has(`${rod.ns} ${rod.navn}`) || (rod.navn === IMPORT_INPUT && typeByNs.has(rod.ns));
}

/** True where the last of the open elements is to be given out: an object, or something in its place. */
export function isDel(open: readonly XmlElement[]): boolean {
  const rod = open[0]!;
  if (open.length < 2 || open.length > 3) return false;
  const beholdere = systemer.get(`${rod.ns} ${rod.navn}`);
  const isIBeholder = (element: XmlElement) => element.ns === rod.ns && beholdere?.has(element.navn);
  return open.length === 2 ? !isIBeholder(open[1]!) : isIBeholder(open[1]!) === true;
}
