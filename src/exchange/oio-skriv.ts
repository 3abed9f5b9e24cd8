/**
 * Objects as XML: the root `Objekter`, and in it each object as in an ImportInput, by the tables that write SOAP. An object is
 * written in the oldest version of the contract that has words for all of it.
 */
import { registreringSkriverI } from '../fronts/soap/indkod-registrering.ts';
import { PREFIKS, typePrefiks } from '../fronts/soap/prefikser.ts';
import { kanSiges } from '../register/kan-siges.ts';
import type { Registrering } from '../register/model.ts';
import { NS } from '../standard/namespaces.ts';
import { type ObjektType, objekttypeNavne, objekttyper } from '../standard/objekttyper.ts';
import { type Typeversion, typeversioner } from '../standard/versioner.ts';
import { OBJEKTER, OBJEKTER_NS } from './oio-rod.ts';

const versionerOf = Map.groupBy(typeversioner, ({ navn }) => navn);

/** Where no version can say it all, the oldest: the lines of JSON are the form that leaves nothing out. */
function versionTil(objekttype: ObjektType, historik: readonly Registrering[]): Typeversion {
  const alle = versionerOf.get(objekttype)!;
  if (alle.length === 1) return alle[0]!;
  return alle.find((type) => historik.every((registrering) => kanSiges(type, registrering))) ?? alle[0]!;
}

/** What a class is called is said by the class, which is an object of the file like any other. */
const UDEN_LABELS = new Map<string, string>();

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
  const { namespace, version } = versionTil(objekttype, historik);
  const xmlns =
    namespace === objekttyper[objekttype].namespace ? '' : ` xmlns:${typePrefiks(objekttype)}="${namespace}"`;
  return `<${tag}${xmlns}>${id}${registreringSkriverI(objekttype, version.nr)(historik, UDEN_LABELS)}</${tag}>\n`;
}
