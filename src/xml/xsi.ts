/**
 * The attributes of XML Schema instances (xsi:type, xsi:nil, xsi:schemaLocation) taken out of a tree. Clients whose
 * classes are generated from a neighbouring schema send them; they would mislead a validator.
 */
import type { XmlElement } from './parse.ts';

/** XML Schema instances: xsi:type, xsi:nil, xsi:schemaLocation. */
export const XSI_NS = 'http://www.w3.org/2001/XMLSchema-instance';

/** True where the element says that it has no value, and has none. What it holds is never dropped. */
function isNil({ attributter, boern, tekst }: XmlElement): boolean {
  if (boern.length > 0 || tekst.trim() !== '') return false;
  return attributter.some(
    ({ ns, navn, vaerdi }) => ns === XSI_NS && navn === 'nil' && /^\s*(?:true|1)\s*$/.test(vaerdi),
  );
}

/** True where an element of the tree has an xsi attribute. */
export function harXsi({ attributter, boern }: XmlElement): boolean {
  return attributter.some(({ ns }) => ns === XSI_NS) || boern.some(harXsi);
}

/** The tree without xsi attributes and without the elements that `xsi:nil` says are not there. The root stays. */
export function withoutXsi(element: XmlElement): XmlElement {
  return {
    ...element,
    attributter: element.attributter.filter(({ ns }) => ns !== XSI_NS),
    boern: element.boern.filter((child) => !isNil(child)).map(withoutXsi),
  };
}
