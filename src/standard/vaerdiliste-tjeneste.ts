/** The service that value lists are kept by: its address, its names in the WSDL, and its eleven operations (spec neighbours §1.6). */
import { BESKED_NS } from './besked-namespaces.ts';
import type { ElementKomponent } from './komponenter.ts';
import { vaerdilisteElementer } from './vaerdiliste-skema.ts';

/** What can be done; as the audit log and metrics have it. */
export type Listeverbum =
  | 'opret'
  | 'import'
  | 'ret'
  | 'laes'
  | 'slet'
  | 'passiver'
  | 'list'
  | 'soeg'
  | 'tilfoejvaerdier'
  | 'fjernvaerdier'
  | 'flytbeskedtilfejlkoe';

export interface Listeoperation {
  readonly verbum: Listeverbum;
  /** Its name in the WSDL. */
  readonly navn: string;
  readonly input: ElementKomponent;
  readonly output: ElementKomponent;
  /** The stem of its two messages. */
  readonly besked: string;
  readonly soapAction: string;
}

const ACTION = 'http://kombit.dk/sts/beskedfordeler';

function elementAf(ns: string, navn: string): ElementKomponent {
  const fundet = vaerdilisteElementer.find((en) => en.ns === ns && en.navn === navn);
  if (!fundet) throw new Error(`no element ${navn} in ${ns}`);
  return fundet;
}

function paaListe(verbum: Listeverbum, stamme: string): Listeoperation {
  const isVaerdier = verbum.endsWith('vaerdier');
  return {
    verbum,
    navn: isVaerdier ? verbum : `${verbum}vaerdiliste`,
    input: elementAf(BESKED_NS.vaerdiliste, `${stamme}Input`),
    output: elementAf(BESKED_NS.vaerdiliste, `${stamme}Output`),
    besked: isVaerdier ? stamme : `${stamme}VaerdiListe`,
    soapAction: `${ACTION}/vaerdiliste/${verbum}`,
  };
}

export const listeoperationer: readonly Listeoperation[] = [
  paaListe('opret', 'Opret'),
  paaListe('import', 'Import'),
  paaListe('ret', 'Ret'),
  paaListe('laes', 'Laes'),
  paaListe('slet', 'Slet'),
  paaListe('passiver', 'Passiver'),
  paaListe('list', 'List'),
  paaListe('soeg', 'Soeg'),
  paaListe('tilfoejvaerdier', 'TilfoejVaerdier'),
  paaListe('fjernvaerdier', 'FjernVaerdier'),
  {
    verbum: 'flytbeskedtilfejlkoe',
    navn: 'flytbeskedtilfejlkoe',
    input: elementAf(BESKED_NS.beskedfordeler, 'FlytBeskedTilFejlkoeInput'),
    output: elementAf(BESKED_NS.beskedfordeler, 'FlytBeskedTilFejlkoeOutput'),
    besked: 'FlytBeskedTilFejlkoe',
    soapAction: `${ACTION}/flytbeskedtilfejlkoe`,
  },
];

export const VAERDILISTE_TJENESTE = {
  /** Of the log, the metrics and the overview of services. */
  navn: 'Vaerdiliste',
  sti: '/sts-bf-soap/StsbeskedfordelerImpl',
  wsdlNamespace: 'urn:dk:kombit:vl:beskedfordeler:wsdl:1.0.0',
  wsdlNavn: 'BeskedfordelerService',
  bindingNavn: 'Beskedfordeler',
  portNavn: 'stsbeskedfordeler',
} as const;
