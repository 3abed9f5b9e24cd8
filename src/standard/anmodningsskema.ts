/**
 * The request schema: a SOAP 1.2 envelope round exactly one request of the contract, with the tolerances of
 * tolerancer.ts. Door file.
 *
 * All services of a version share one compiled schema; two versions cannot, because both declare namespace `sd`. Measured on the project machine: writing and compiling it takes 55 to 160 ms
 * of CPU, 16 schemas of one service each 9 to 17 ms apiece; a message takes 5 % more by the shared one (0.6 kB: 14.6 µs
 * against 13.9; 4 kB: 80 against 74).
 */
import type { Brud } from '../base/brud.ts';
import type { XmlDokument, XmlElement } from '../xml/parse.ts';
import { serializeXml } from '../xml/serialize.ts';
import { compileSkema } from '../xml/skema.ts';
import { anmodningselementerI, anmodningsNavnerum } from './anmodninger.ts';
import { forklar } from './forklaring.ts';
import type { Navnerum } from './komponenter.ts';
import { NS } from './namespaces.ts';
import type { RegelId } from './regler.ts';
import { knude, skrivDokument } from './skema-tekst.ts';
import { tjenester } from './tjenester.ts';
import { tolerancer } from './tolerancer.ts';
import { type Versionsnr, versioner } from './versioner.ts';
import { praefiksOf, skrivXsd } from './xsd.ts';

const BASE = 'urn:fkorg:anmodning/';
const KONVOLUT = `${BASE}Envelope.xsd`;
/** What is shown of libxml2's own words. */
const FEJL_TEGN_MAX = 300;
const ALT = { namespace: '##any', processContents: 'skip' };

function konvolutXsd(version: Versionsnr): string {
  const navnerum = anmodningsNavnerum(version);
  const praefikser = Object.fromEntries(navnerum.map(({ ns }) => [`xmlns:${praefiksOf(ns)}`, ns]));
  const attributter = knude('xs:anyAttribute', ALT);
  const header = knude('xs:complexType', {}, [
    knude('xs:sequence', {}, [knude('xs:any', { ...ALT, minOccurs: '0', maxOccurs: 'unbounded' })]),
    attributter,
  ]);
  const muligheder = anmodningselementerI(version).map(({ ns, navn }) =>
    knude('xs:element', { ref: `${praefiksOf(ns)}:${navn}` }),
  );
  const body = knude('xs:complexType', {}, [knude('xs:choice', {}, muligheder), attributter]);
  const envelope = knude('xs:complexType', {}, [
    knude('xs:sequence', {}, [
      knude('xs:element', { name: 'Header', minOccurs: '0' }, [header]),
      knude('xs:element', { name: 'Body' }, [body]),
    ]),
    attributter,
  ]);
  return skrivDokument(
    knude(
      'xs:schema',
      { 'xmlns:xs': NS.xsd, ...praefikser, targetNamespace: NS.soap12, elementFormDefault: 'qualified' },
      [
        ...navnerum.map((rum) => knude('xs:import', { namespace: rum.ns, schemaLocation: `${rum.dokument}.xsd` })),
        knude('xs:element', { name: 'Envelope' }, [envelope]),
      ],
    ),
  );
}

/** A schema document by its address, and the documents that it leads to. */
export interface Skemadokumenter {
  readonly rod: string;
  readonly dokumenter: ReadonlyMap<string, string>;
}

/** The envelope schema round the requests of a version, by these namespaces: those with the tolerances, or the contract's own. */
export function anmodningsXsd(
  version: Versionsnr,
  navnerum: Iterable<Navnerum> = anmodningsNavnerum(version),
): Skemadokumenter {
  const dokumenter = new Map([[KONVOLUT, konvolutXsd(version)]]);
  for (const rum of navnerum) {
    dokumenter.set(
      `${BASE}${rum.dokument}.xsd`,
      skrivXsd(rum, (en) => `${en.dokument}.xsd`),
    );
  }
  return { rod: KONVOLUT, dokumenter };
}

/** A request as it is to be read, and what is wrong with it. */
export interface Validering {
  /** The envelope; without xsi attributes where it had any, and with its values as the judge takes them. */
  readonly rod: XmlElement;
  /** Empty where the request fits. */
  readonly brud: readonly Brud<RegelId>[];
}

export interface Anmodningsskema extends Disposable {
  /**
   * Judges a request: the bytes as received and what parseXml made of them. The bytes themselves are validated, unless
   * the message has xsi attributes: then what is left without them is. What is refused though no rule is broken is judged
   * once more with its values as libxml2 takes them.
   */
  valider(bytes: Uint8Array, dokument: XmlDokument): Validering;
}

const versionByNs: ReadonlyMap<string, Versionsnr> = new Map(tjenester.map((en) => [en.namespace, en.version]));

/** The version that the request in an envelope is of; the first one where it is none of the contract. */
function versionOf({ boern }: XmlElement): Versionsnr {
  const body = boern.find(({ ns, navn }) => ns === NS.soap12 && navn === 'Body');
  return versionByNs.get(body?.boern[0]?.ns ?? '') ?? 6;
}

/** Compiles the request schemas; to be done once. */
export function compileAnmodningsskema(): Anmodningsskema {
  const skemaer = new Map(
    versioner.map(({ nr }) => {
      const { rod: adresse, dokumenter } = anmodningsXsd(nr);
      return [nr, compileSkema(dokumenter, adresse)];
    }),
  );
  return {
    valider(bytes, { rod: sendt, hasXsi }) {
      const skema = skemaer.get(versionOf(sendt))!;
      const rod = hasXsi ? tolerancer.reduce((hidtil, { xsi }) => xsi?.(hidtil) ?? hidtil, sendt) : sendt;
      const fejl = skema.validate(hasXsi ? serializeXml(rod) : bytes);
      const brud = fejl === undefined ? [] : forklar(rod);
      if (fejl === undefined || brud.length > 0) return { rod, brud };
      const laest = medVaerdier(rod);
      if (skema.validate(serializeXml(laest)) === undefined) return { rod: laest, brud };
      return { rod, brud: [skemaBrudt(rod, fejl)] };
    },
    [Symbol.dispose]() {
      for (const skema of skemaer.values()) skema[Symbol.dispose]();
    },
  };
}

/** The tree with the tolerances of values applied. */
export function medVaerdier(element: XmlElement): XmlElement {
  const mild = tolerancer.reduce((hidtil, { vaerdi }) => vaerdi?.(hidtil) ?? hidtil, element);
  return { ...mild, boern: mild.boern.map(medVaerdier) };
}

/** The judge has the last word: where the explanation finds nothing, what it said stands alone. */
export function skemaBrudt({ navn }: XmlElement, fejl: string): Brud<RegelId> {
  return {
    regel: 'skema-brudt',
    sted: navn,
    vaerdi: fejl.slice(0, FEJL_TEGN_MAX),
    forventet: 'en besked efter skemaet',
  };
}
