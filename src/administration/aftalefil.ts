/** A file of systems, agreements and dueslag, read to what it says; docs/guides/aftaler.md explains its form. */
import type { Node } from 'yaml';
import type { Aftaleindhold, Servicedel } from '../store/administration/administration.ts';
import { dueslagAf, type Fildueslag } from './dueslagfil.ts';
import { Filnoder } from './filnoder.ts';

/** A system as the file has it; `node` is its place. */
export interface Filsystem {
  readonly node: Node;
  readonly uuid: string;
  readonly navn: string;
  /** Files with all certificates that it has; absent: they are left as they are. */
  readonly certifikater?: readonly string[];
}

/** An agreement with one of its authorities. */
export interface Filaftale {
  readonly node: Node;
  readonly system: string;
  readonly cvr: string;
  readonly cvrNode: Node;
  readonly indhold: Aftaleindhold;
  /** Who has approved: everybody who must, or these. */
  readonly godkendtAf: 'alle' | readonly string[];
  readonly isOphoert: boolean;
}

export interface Aftalefil {
  readonly noder: Filnoder;
  readonly systemer: readonly Filsystem[];
  readonly aftaler: readonly Filaftale[];
  readonly dueslag: readonly Fildueslag[];
}

const POSTER_MAX = 1000;

/** Reads the text of a file. Throws `bad-file` with file, line, column and rule; `navn` is the file's name. */
export function laesAftalefil(tekst: string, navn: string): Aftalefil {
  const noder = new Filnoder(navn, tekst);
  const { systemer, aftaler, dueslag } = noder.afbildning(noder.rod, [], ['systemer', 'aftaler', 'dueslag']);
  const fil = {
    noder,
    systemer: noder.liste(systemer).map((node) => systemAf(noder, node)),
    aftaler: noder.liste(aftaler).flatMap((node) => aftalerAf(noder, node)),
    dueslag: noder.liste(dueslag).map((node) => dueslagAf(noder, node)),
  };
  for (const poster of [fil.systemer, fil.aftaler, fil.dueslag]) {
    if (poster.length > POSTER_MAX) throw noder.fejl(poster[POSTER_MAX]!.node, 'fil-antal', 'There are more.');
  }
  return fil;
}

function systemAf(noder: Filnoder, node: Node): Filsystem {
  const { uuid, navn, certifikater } = noder.afbildning(node, ['uuid', 'navn'], ['certifikater']);
  const filer = certifikater && noder.liste(certifikater).map((fil) => noder.tekst(fil));
  return { node, uuid: noder.tekst(uuid), navn: noder.tekst(navn), ...(filer && { certifikater: filer }) };
}

function aftalerAf(noder: Filnoder, node: Node): readonly Filaftale[] {
  const del = noder.afbildning(
    node,
    ['system', 'myndigheder', 'navn', 'begrundelse', 'services'],
    ['videregivelse', 'godkendt-af', 'ophoert'],
  );
  const tekster = (liste: Node | undefined) => noder.liste(liste).map((post) => noder.tekst(post));
  const myndigheder = noder.liste(del.myndigheder).map((cvrNode) => ({ cvrNode, cvr: noder.tekst(cvrNode) }));
  if (myndigheder.length === 0) throw noder.fejl(del.myndigheder, 'fil-form', 'At least one authority belongs here.');
  const aftale = {
    node,
    system: noder.tekst(del.system),
    indhold: {
      navn: noder.tekst(del.navn),
      begrundelse: noder.tekst(del.begrundelse),
      dataejere: tekster(del.videregivelse),
      services: noder.liste(del.services).map((service) => servicedelAf(noder, service)),
    },
    godkendtAf: godkendtAf(noder, del['godkendt-af']),
    isOphoert: del.ophoert !== undefined && jaNej(noder, del.ophoert),
  };
  return myndigheder.map((myndighed) => ({ ...aftale, ...myndighed }));
}

function servicedelAf(noder: Filnoder, node: Node): Servicedel {
  const { service, roller, dataafgraensninger } = noder.afbildning(node, ['service', 'roller'], ['dataafgraensninger']);
  const par = dataafgraensninger ? noder.par(dataafgraensninger) : [];
  return {
    service: noder.tekst(service),
    roller: noder.liste(roller).map((rolle) => noder.tekst(rolle)),
    dataafgraensninger: Object.fromEntries(par.map(([navn, vaerdi]) => [navn, vaerdier(noder, vaerdi)])),
  };
}

/** A value, or a list of them. */
function vaerdier(noder: Filnoder, node: Node): readonly string[] {
  return 'items' in node ? noder.liste(node).map((vaerdi) => noder.tekst(vaerdi)) : [noder.tekst(node)];
}

function godkendtAf(noder: Filnoder, node: Node | undefined): Filaftale['godkendtAf'] {
  if (node === undefined) return 'alle';
  if ('items' in node) return noder.liste(node).map((cvr) => noder.tekst(cvr));
  if (noder.tekst(node) === 'alle') return 'alle';
  throw noder.fejl(node, 'fil-form', 'It takes alle, or a list of CVR.');
}

function jaNej(noder: Filnoder, node: Node): boolean {
  const tekst = noder.tekst(node);
  if (tekst === 'ja' || tekst === 'nej') return tekst === 'ja';
  throw noder.fejl(node, 'fil-form', 'It takes ja or nej.');
}
