/**
 * What the request schema tolerates beyond the contract, because clients in use need it, and what the contract allows and
 * libxml2 refuses: one table, each row with what is sent and where that is known from. Everything else that clients do is
 * legal by the contract already (upper-case UUIDs, missing ends of a Virkning, empty lists, a UUID in URNIdentifikator,
 * seven decimals).
 */
import type { XmlElement } from '../xml/parse.ts';
import { withoutXsi } from '../xml/xsi.ts';
import { type ElementKomponent, type KompleksType, type Partikel, partiklerOf } from './komponenter.ts';
import { NS } from './namespaces.ts';
import { listInputType } from './skema-beskeder.ts';
import { ref } from './skema-dele.ts';
import { lokalUdvidelse, uuidLabelInputType } from './skema-sagdok.ts';
import { isTrue } from './vaerdi-regler.ts';

export interface Tolerance {
  /** What clients send. */
  readonly hvad: string;
  /** Where it is known from: sections of spec sf1500. */
  readonly kilde: string;
  /** The particle as the request schema has it, given the type that holds it. */
  readonly partikel?: (partikel: Partikel, indehaver: KompleksType) => Partikel;
  /** The element as the request schema has it. */
  readonly element?: (element: ElementKomponent) => ElementKomponent;
  /** The type as the request schema has it. */
  readonly type?: (type: KompleksType) => KompleksType;
  /** The message as it is judged and read; used on messages with xsi attributes alone. */
  readonly xsi?: (rod: XmlElement) => XmlElement;
  /** The element as it is judged and read; used on messages alone that libxml2 refuses and no rule explains. */
  readonly vaerdi?: (element: XmlElement) => XmlElement;
}

const LISTER: ReadonlySet<string> = new Set(['AttributListe', 'TilstandListe', 'RelationListe']);
const REFERENCER: ReadonlySet<string> = new Set(['ReferenceID', 'AktoerRef', 'BrugerRef']);

/** Up to the last character that is no white space. A pattern for the white space at the end would begin at every space. */
const MED_INDHOLD = /^.*[^ \t\n\r]/s;
const udenLuft = (tekst: string) => MED_INDHOLD.exec(tekst)?.[0].replace(/^[ \t\n\r]+/, '') ?? '';

/** Values of `sd` as libxml2 takes them, by the name of their element. */
const TIL_LIBXML: ReadonlyMap<string, (tekst: string) => string> = new Map([
  ['TidsstempelDatoTid', udenLuft],
  ['Tidspunkt', udenLuft],
  ['GraenseIndikator', (tekst) => (isTrue(tekst) ? 'true' : tekst)],
]);

export const tolerancer: readonly Tolerance[] = [
  {
    hvad: 'The three lists are left out where there is nothing to say: in searches, in opret and in a Registrering.',
    kilde: '§2.8, scenario T11',
    partikel: (partikel) => (LISTER.has(partikel.element.navn) ? { ...partikel, min: 0 } : partikel),
  },
  {
    hvad: 'list is called with no UUID when there is nothing to look up.',
    kilde: '§2.7, scenario L12',
    partikel: (partikel, indehaver) => (indehaver === listInputType ? { ...partikel, min: 0 } : partikel),
  },
  {
    hvad: 'References carry a Label, as in Klassifikation 7, whose classes share a namespace with these.',
    kilde: '§1.6 no 21, §4.8',
    element: (element) =>
      element.ns === NS.sd && REFERENCER.has(element.navn) ? { ...element, type: uuidLabelInputType } : element,
  },
  {
    hvad: 'White space stands in lists of types that have nothing to put there; by the letter only emptiness is legal. So that XML Schema can say it, they take a LokalUdvidelse as other lists do.',
    kilde: '§1.5 (empty types); formatters of XML write it',
    type: (type) =>
      type.model === 'sekvens' && partiklerOf(type).length === 0
        ? { ...type, indhold: [ref(lokalUdvidelse, '?')] }
        : type,
  },
  {
    hvad: 'xsi:type names a type of another schema, xsi:nil stands in for an absent element.',
    kilde: '§1.6 no 21, scenario T11',
    xsi: withoutXsi,
  },
  {
    hvad: 'White space stands round a time or in GraenseIndikator, or that is 1. XML Schema allows it, libxml2 does not.',
    kilde: 'XML Schema part 2 §3.2.2, §3.2.7, §4.3.6',
    vaerdi: (element) => {
      const skriv = element.ns === NS.sd ? TIL_LIBXML.get(element.navn) : undefined;
      return skriv ? { ...element, tekst: skriv(element.tekst) } : element;
    },
  },
];
