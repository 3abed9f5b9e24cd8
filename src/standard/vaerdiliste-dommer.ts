/** Judges requests on value lists, as anmodningsskema.ts does those of the register: libxml2 says whether, forklaring.ts says what. Door file. */
import type { Brud } from '../base/brud.ts';
import type { XmlElement } from '../xml/parse.ts';
import { serializeXml } from '../xml/serialize.ts';
import { compileSkema } from '../xml/skema.ts';
import { withoutXsi } from '../xml/xsi.ts';
import { medVaerdier, skemaBrudt } from './anmodningsskema.ts';
import { BESKED_NS } from './besked-namespaces.ts';
import { beskedNavnerum } from './besked-skema.ts';
import { forklarElement } from './forklaring.ts';
import type { ElementKomponent, Navnerum } from './komponenter.ts';
import { NS } from './namespaces.ts';
import type { RegelId } from './regler.ts';
import { knude, skrivDokument } from './skema-tekst.ts';
import { rumOf, skrivXsd } from './xsd.ts';

const adresseOf = ({ dokument }: Navnerum) => `urn:fkorg:vaerdiliste/${dokument}.xsd`;
const ROD = 'urn:fkorg:vaerdiliste/Alle.xsd';

/** A schema that has the requests of both namespaces. */
function alleXsd(): string {
  const importer = [BESKED_NS.vaerdiliste, BESKED_NS.beskedfordeler].map((ns) =>
    knude('xs:import', { namespace: ns, schemaLocation: adresseOf(rumOf(ns, 'besked')) }),
  );
  return skrivDokument(knude('xs:schema', { 'xmlns:xs': NS.xsd }, importer));
}

export interface Listeskema extends Disposable {
  /** The element in the body of a request as it is to be read, and what is wrong with it by its declaration. */
  valider(
    indhold: XmlElement,
    hasXsi: boolean,
    erklaering: ElementKomponent,
  ): { readonly element: XmlElement; readonly brud: readonly Brud<RegelId>[] };
}

/** Compiles the schema; to be done once. */
export function compileListeskema(): Listeskema {
  const dokumenter = new Map([...beskedNavnerum.values()].map((rum) => [adresseOf(rum), skrivXsd(rum, adresseOf)]));
  const skema = compileSkema(dokumenter.set(ROD, alleXsd()), ROD);
  return {
    valider(indhold, hasXsi, erklaering) {
      const element = hasXsi ? withoutXsi(indhold) : indhold;
      const fejl = skema.validate(serializeXml(element));
      const brud = fejl === undefined ? [] : forklarElement(element, erklaering);
      if (fejl === undefined || brud.length > 0) return { element, brud };
      const laest = medVaerdier(element);
      const isLaest = skema.validate(serializeXml(laest)) === undefined;
      return { element: laest, brud: isLaest ? [] : [skemaBrudt(element, fejl)] };
    },
    [Symbol.dispose]() {
      skema[Symbol.dispose]();
    },
  };
}
