/**
 * Content models as places for elements by name, and what is wrong with the children of an element by them: unknown,
 * missing, out of order, too many, or not exactly one of a choice.
 */
import type { Brud } from '../base/brud.ts';
import type { XmlElement } from '../xml/parse.ts';
import { type KompleksType, type Partikel, partiklerOf } from './komponenter.ts';
import type { RegelId } from './regler.ts';

/** What is wrong with one element, apart from where it stands. */
export type Elementbrud = Omit<Brud<RegelId>, 'sted'>;

interface Plads {
  readonly partikel: Partikel;
  /** Its order among the places; the particles of one choice share theirs. */
  readonly orden: number;
}

export interface Indholdsmodel {
  /** By namespace and name, with a blank between. */
  readonly pladser: ReadonlyMap<string, Plads>;
  /** Choices of which exactly one particle must be used. */
  readonly valg: readonly (readonly Partikel[])[];
  /** True for the namespaces of elements that may follow the places and that nobody looks into. */
  readonly isFri: (ns: string) => boolean;
  /** The names of the places in order, for a message. LokalUdvidelse is left out: nothing useful can stand in it. */
  readonly navne: readonly string[];
}

const modeller = new WeakMap<KompleksType, Indholdsmodel>();

function navneOf(partikler: readonly Partikel[]): readonly string[] {
  return partikler
    .map(({ element }) => element)
    .filter(({ type }) => type.art === 'simpel' || type.model !== 'vilkaarlig')
    .map(({ navn }) => navn);
}

/** Throws where two places have the same name: no type of the contract has that, and the walk relies on it. */
export function modelOf(type: KompleksType): Indholdsmodel {
  const kendt = modeller.get(type);
  if (kendt) return kendt;
  const pladser = new Map<string, Plads>();
  const valg: (readonly Partikel[])[] = [];
  let orden = 0;
  for (const del of arvefoelge(type)) {
    if (del.model === 'valg') valg.push(del.indhold);
    for (const partikel of del.indhold) {
      const navn = `${partikel.element.ns} ${partikel.element.navn}`;
      if (pladser.has(navn)) throw new Error(`${type.navn?.navn}: two places for ${navn}`);
      pladser.set(navn, { partikel, orden });
      if (del.model === 'sekvens') orden++;
    }
    orden++;
  }
  const model = { pladser, valg, isFri: friOf(type), navne: navneOf(partiklerOf(type)) };
  modeller.set(type, model);
  return model;
}

function friOf({ enhver, navn }: KompleksType): Indholdsmodel['isFri'] {
  if (enhver === '##any') return () => true;
  return enhver === '##other' ? (ns) => ns !== navn?.ns && ns !== '' : () => false;
}

/** The type and its bases, the outermost base first. */
function arvefoelge(type: KompleksType): KompleksType[] {
  return type.udvider ? [...arvefoelge(type.udvider), type] : [type];
}

type Indholdsbrud = Elementbrud & { readonly barn?: XmlElement };

/** What is wrong with the children of an element, apart from what is wrong inside them. `barn` where it is one child's. */
export function* indholdsbrud(model: Indholdsmodel, { boern }: XmlElement): Generator<Indholdsbrud> {
  const antal = new Map<Partikel, number>();
  let naaet = 0;
  for (const barn of boern) {
    const plads = model.pladser.get(`${barn.ns} ${barn.navn}`);
    if (!plads && model.isFri(barn.ns)) {
      naaet = Number.POSITIVE_INFINITY;
      continue;
    }
    if (!plads) {
      const ment = [...model.pladser.values()].find(({ partikel }) => partikel.element.navn === barn.navn)?.partikel;
      if (ment) antal.set(ment, (antal.get(ment) ?? 0) + 1);
      yield { barn, regel: 'element-ukendt', forventet: ment ? navnerumTekst(ment, barn) : etAf(model.navne) };
      continue;
    }
    const { partikel, orden } = plads;
    const hidtil = antal.get(partikel) ?? 0;
    antal.set(partikel, hidtil + 1);
    if (orden < naaet) yield { barn, regel: 'element-raekkefoelge', forventet: foerTekst(model, boern, barn, orden) };
    else if (hidtil === partikel.max) yield { barn, regel: 'element-for-mange', forventet: `højst ${partikel.max}` };
    naaet = Math.max(naaet, orden);
  }
  yield* manglende(model, antal);
}

function etAf(navne: readonly string[]): string {
  if (navne.length === 0) return 'intet element her';
  return navne.length === 1 ? `${navne[0]}` : `et af ${navne.join(', ')}`;
}

/** Which sibling a child must stand before: the first one that belongs after it. */
function foerTekst(model: Indholdsmodel, boern: readonly XmlElement[], barn: XmlElement, orden: number): string {
  const senere = boern.find(({ ns, navn }) => (model.pladser.get(`${ns} ${navn}`)?.orden ?? -1) > orden);
  return `${barn.navn} før ${senere?.navn}`;
}

function navnerumTekst({ element }: Partikel, { ns }: XmlElement): string {
  return `${element.navn} i navnerummet ${element.ns} (her er ${ns === '' ? 'intet navnerum' : ns})`;
}

function* manglende({ pladser, valg }: Indholdsmodel, antal: ReadonlyMap<Partikel, number>): Generator<Indholdsbrud> {
  for (const { partikel } of pladser.values()) {
    const isValg = valg.some((partikler) => partikler.includes(partikel));
    if (isValg || (antal.get(partikel) ?? 0) >= partikel.min) continue;
    const { navn, ns } = partikel.element;
    yield { regel: 'element-mangler', forventet: `elementet ${navn} i navnerummet ${ns}` };
  }
  for (const partikler of valg) {
    const brugte = partikler.filter((partikel) => antal.has(partikel));
    if (brugte.length !== 1)
      yield { regel: 'valg-mangler', forventet: `præcis ét af ${navneOf(partikler).join(', ')}` };
  }
}
