/**
 * Judges the Beskedfordeler's messages: the schema (libxml2) is the judge, and forklaring.ts says what does not fit. What
 * clients of SF1500 are allowed beyond the contract is not allowed here, but for space round a time, which XML Schema allows
 * and libxml2 does not. Door file.
 */
import type { Brud } from '../base/brud.ts';
import type { XmlDokument } from '../xml/parse.ts';
import { serializeXml } from '../xml/serialize.ts';
import { compileSkema } from '../xml/skema.ts';
import { withoutXsi } from '../xml/xsi.ts';
import { medVaerdier, skemaBrudt } from './anmodningsskema.ts';
import { BESKED_NS } from './besked-namespaces.ts';
import { beskedNavnerum } from './besked-skema.ts';
import { forklarElement } from './forklaring.ts';
import type { ElementKomponent, Navnerum } from './komponenter.ts';
import type { RegelId } from './regler.ts';
import { skrivXsd } from './xsd.ts';

const adresseOf = ({ dokument }: Navnerum) => `urn:fkorg:besked/${dokument}.xsd`;

export interface Beskedskema extends Disposable {
  /** What is wrong with the bytes of a message, which parseXml made the tree of; nothing where it is such an element. */
  valider(bytes: Uint8Array, dokument: XmlDokument, erklaering: ElementKomponent): readonly Brud<RegelId>[];
}

/** Compiles the schema; to be done once. */
export function compileBeskedskema(): Beskedskema {
  const dokumenter = new Map([...beskedNavnerum.values()].map((rum) => [adresseOf(rum), skrivXsd(rum, adresseOf)]));
  const skema = compileSkema(dokumenter, adresseOf(beskedNavnerum.get(BESKED_NS.sts)!));
  return {
    valider(bytes, { rod, hasXsi }, erklaering) {
      if (rod.ns !== erklaering.ns || rod.navn !== erklaering.navn) {
        const forventet = `${erklaering.navn} i navnerummet ${erklaering.ns}`;
        return [{ regel: 'element-ukendt', sted: rod.navn, forventet }];
      }
      const fejl = skema.validate(bytes);
      if (fejl === undefined) return [];
      const brud = forklarElement(hasXsi ? withoutXsi(rod) : rod, erklaering);
      if (brud.length > 0 || skema.validate(serializeXml(medVaerdier(rod))) === undefined) return brud;
      return [skemaBrudt(rod, fejl)];
    },
    [Symbol.dispose]() {
      skema[Symbol.dispose]();
    },
  };
}
