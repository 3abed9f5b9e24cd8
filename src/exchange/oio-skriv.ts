/** Objects as XML: the root `Objekter`, and in it each object as in an ImportInput, by the tables that write SOAP. */

import { registreringSkriverI } from '../fronts/soap/indkod-registrering.ts';
import { PREFIKS, typePrefiks } from '../fronts/soap/prefikser.ts';
import type { Registrering } from '../register/model.ts';
import { NS } from '../standard/namespaces.ts';
import { type ObjektType, objekttypeNavne, objekttyper } from '../standard/objekttyper.ts';
import { OBJEKTER, OBJEKTER_NS } from './oio-rod.ts';

/** The one that has every object type. */
const VERSION = 6;

/** What the root says of the whole file. */
interface Hovedoplysninger {
  readonly ejer: string;
  /** Where the change feed goes on. */
  readonly position?: number | undefined;
}

/** What stands before the objects of an owner. */
export function oioBegyndelse(
  { ejer, position }: Hovedoplysninger,
  typer: readonly ObjektType[] = objekttypeNavne,
): string {
  const faelles = (['sd', 'orgfaelles', 'sts'] as const).map((navn) => [PREFIKS[navn], NS[navn]]);
  const egne = typer.map((type) => [typePrefiks(type), objekttyper[type].namespace]);
  const xmlns = [...faelles, ...egne].map(([prefiks, ns]) => ` xmlns:${prefiks}="${ns}"`).join('');
  const naaet = position === undefined ? '' : ` position="${position}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${OBJEKTER} xmlns="${OBJEKTER_NS}"${xmlns} ejer="${ejer}"${naaet}>\n`;
}

export const OIO_SLUTNING = `</${OBJEKTER}>\n`;

/** An object on a line of its own. */
export function oioObjekt(objekttype: ObjektType, uuid: string, historik: readonly Registrering[]): string {
  const tag = `${typePrefiks(objekttype)}:${objekttype}`;
  const sd = PREFIKS.sd;
  const id = `<${sd}:UUIDIdentifikator>${uuid}</${sd}:UUIDIdentifikator>`;
  return `<${tag}>${id}${registreringSkriverI(objekttype, VERSION)(historik)}</${tag}>\n`;
}
