/**
 * The components of requests: those of the contract with the tolerances applied. From these the request schema is
 * written and a refused request is explained.
 */
import type { ElementKomponent, KompleksType, Navnerum, Partikel, SimpelType } from './komponenter.ts';
import { navnerumI } from './skema.ts';
import { tjenester } from './tjenester.ts';
import { tolerancer } from './tolerancer.ts';
import { type Versionsnr, versioner } from './versioner.ts';

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

const saet = new Map<Versionsnr, readonly Navnerum[]>(
  versioner.map(({ nr }) => [
    nr,
    [...navnerumI(nr).values()].map((rum) => ({
      ...rum,
      elementer: rum.elementer.map((element) => tilpasning.element(element)),
      typer: rum.typer.map((type) => tilpasning.type(type)),
    })),
  ]),
);

/** The namespaces of a version, tolerances applied. */
export function anmodningsNavnerum(version: Versionsnr): readonly Navnerum[] {
  return saet.get(version)!;
}

/** LokalUdvidelse is in version 6 alone, and what may stand in it is that version's. */
const globale = new Map(
  anmodningsNavnerum(6).flatMap(({ elementer }) => elementer.map((en) => [`${en.ns} ${en.navn}`, en] as const)),
);

/** An element that may stand in a LokalUdvidelse, with the tolerances applied; undefined where the contract has none of that name. */
export function findUdvidelseselement(ns: string, navn: string): ElementKomponent | undefined {
  return globale.get(`${ns} ${navn}`);
}

function inputsI(nr: Versionsnr): readonly ElementKomponent[] {
  const elementer = anmodningsNavnerum(nr).flatMap((rum) => rum.elementer);
  return tjenester
    .filter(({ version }) => version === nr)
    .flatMap(({ namespace, operationer }) =>
      operationer.map(({ input }) => {
        const element = elementer.find(({ ns, navn }) => ns === namespace && navn === input);
        if (!element) throw new Error(`no element ${input} in ${namespace}`);
        return element;
      }),
    );
}

const inputs = new Map<Versionsnr, readonly ElementKomponent[]>(versioner.map(({ nr }) => [nr, inputsI(nr)]));

/** The elements that may stand in the body of a request to the services of a version. */
export function anmodningselementerI(version: Versionsnr): readonly ElementKomponent[] {
  return inputs.get(version)!;
}

/** The elements that may stand in the body of a request, of all services. */
export const anmodningselementer: readonly ElementKomponent[] = [...inputs.values()].flat();

const anmodninger = new Map(anmodningselementer.map((en) => [`${en.ns} ${en.navn}`, en]));

/** The request of that name; undefined where no service has it. */
export function findAnmodning(ns: string, navn: string): ElementKomponent | undefined {
  return anmodninger.get(`${ns} ${navn}`);
}
