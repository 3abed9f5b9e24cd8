/** Files schema components under their namespaces: a walk from the elements that messages begin with, and what it meets. */
import type { ElementKomponent, KompleksType, Navnerum, SimpelType, Skemaversion } from './komponenter.ts';

type Type = SimpelType | KompleksType;

interface Samling {
  readonly elementer: Map<string, ElementKomponent>;
  readonly typer: Map<string, Type>;
  readonly importerer: Set<string>;
}

/** Walks from the roots and files each component under its namespace. One name must mean one component. */
class Gennemgang {
  readonly samlinger: Map<string, Samling>;

  constructor(namespaces: Iterable<string>) {
    this.samlinger = new Map([...namespaces].map((ns) => [ns, nySamling()]));
  }

  /** A global element, referred to from namespace `fra`. */
  element(element: ElementKomponent, fra: string): void {
    const samling = this.samling(element.ns, fra);
    if (!isNy(samling.elementer, element.navn, element)) return;
    this.type(element.type, element.ns);
  }

  /** A type, named or not, referred to from namespace `fra`. */
  type(type: Type, fra: string): void {
    const ns = type.navn?.ns ?? fra;
    const samling = this.samling(ns, fra);
    if (type.navn && !isNy(samling.typer, type.navn.navn, type)) return;
    if (type.art === 'simpel') {
      if (type.indsnaevrer) this.type(type.indsnaevrer, ns);
      return;
    }
    if (type.udvider) this.type(type.udvider, ns);
    for (const { element, isLokal } of type.indhold) {
      if (isLokal) this.type(element.type, ns);
      else this.element(element, ns);
    }
  }

  private samling(ns: string, fra: string): Samling {
    const samling = this.samlinger.get(ns);
    if (!samling) throw new Error(`no schema document for namespace ${ns}`);
    if (ns !== fra) this.samlinger.get(fra)?.importerer.add(ns);
    return samling;
  }
}

function nySamling(): Samling {
  return { elementer: new Map(), typer: new Map(), importerer: new Set() };
}

function isNy<T>(samlet: Map<string, T>, navn: string, komponent: T): boolean {
  const kendt = samlet.get(navn);
  if (kendt === undefined) samlet.set(navn, komponent);
  else if (kendt !== komponent) throw new Error(`two components are named ${navn}`);
  return kendt === undefined;
}

export interface Rodliste {
  readonly version: Skemaversion;
  /** The name of the document of each namespace. */
  readonly dokumenter: ReadonlyMap<string, string>;
  readonly elementer: readonly ElementKomponent[];
  /** Types that no element leads to. */
  readonly typer: readonly Type[];
}

/** The namespaces that something was found for. Throws where a component is in none of the documents. */
export function samlNavnerum({ version, dokumenter, elementer, typer }: Rodliste): ReadonlyMap<string, Navnerum> {
  const gennemgang = new Gennemgang(dokumenter.keys());
  for (const element of elementer) gennemgang.element(element, element.ns);
  for (const type of typer) gennemgang.type(type, type.navn?.ns ?? '');
  const brugte = [...gennemgang.samlinger].filter(([, samling]) => samling.elementer.size + samling.typer.size > 0);
  return new Map(
    brugte.map(([ns, samling]) => [
      ns,
      {
        ns,
        version,
        dokument: dokumenter.get(ns)!,
        elementer: [...samling.elementer.values()],
        typer: [...samling.typer.values()],
        importerer: [...samling.importerer],
      },
    ]),
  );
}
