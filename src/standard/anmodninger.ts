/**
 * The components of requests: those of the contract with the tolerances applied. From these the request schema is
 * written and a refused request is explained.
 */
import type { ElementKomponent, KompleksType, Navnerum, Partikel, SimpelType } from './komponenter.ts';
import { navnerum } from './skema.ts';
import { tjenester } from './tjenester.ts';
import { tolerancer } from './tolerancer.ts';

/** Copies components with the tolerances applied; each component once, so that what was one stays one. */
class Tilpasning {
  private readonly elementer = new Map<ElementKomponent, ElementKomponent>();
  private readonly typer = new Map<KompleksType, KompleksType>();

  element(element: ElementKomponent): ElementKomponent {
    const kendt = this.elementer.get(element);
    if (kendt) return kendt;
    const mild = tolerancer.reduce((hidtil, { element: tilpas }) => tilpas?.(hidtil) ?? hidtil, element);
    const ny = { ...mild, type: this.type(mild.type) };
    this.elementer.set(element, ny);
    return ny;
  }

  type<T extends SimpelType | KompleksType>(type: T): T;
  type(type: SimpelType | KompleksType): SimpelType | KompleksType {
    if (type.art === 'simpel') return type;
    const kendt = this.typer.get(type);
    if (kendt) return kendt;
    const mild = tolerancer.reduce((hidtil, { type: tilpas }) => tilpas?.(hidtil) ?? hidtil, type);
    const ny = {
      ...mild,
      ...(mild.udvider && { udvider: this.type(mild.udvider) }),
      indhold: mild.indhold.map((partikel) => this.partikel(partikel, type)),
    };
    this.typer.set(type, ny);
    return ny;
  }

  private partikel(partikel: Partikel, indehaver: KompleksType): Partikel {
    const mild = tolerancer.reduce((hidtil, { partikel: tilpas }) => tilpas?.(hidtil, indehaver) ?? hidtil, partikel);
    return { ...mild, element: this.element(mild.element) };
  }
}

const tilpasning = new Tilpasning();

/** The namespaces of the contract, tolerances applied. */
export const anmodningsNavnerum: readonly Navnerum[] = [...navnerum.values()].map((rum) => ({
  ...rum,
  elementer: rum.elementer.map((element) => tilpasning.element(element)),
  typer: rum.typer.map((type) => tilpasning.type(type)),
}));

const globale = new Map(
  anmodningsNavnerum.flatMap(({ elementer }) => elementer.map((en) => [`${en.ns} ${en.navn}`, en] as const)),
);

/** A global element with the tolerances applied; undefined where the contract has none of that name. */
export function findAnmodningselement(ns: string, navn: string): ElementKomponent | undefined {
  return globale.get(`${ns} ${navn}`);
}

/** The elements that may stand in the body of a request, of all services. */
export const anmodningselementer: readonly ElementKomponent[] = tjenester.flatMap(({ namespace, operationer }) =>
  operationer.map(({ input }) => {
    const element = findAnmodningselement(namespace, input);
    if (!element) throw new Error(`no element ${input} in ${namespace}`);
    return element;
  }),
);
