/**
 * The whole contract as schema components, one entry for each namespace: everything that a message leads to, and the
 * rest of what the namespaces of the services declare. Door file.
 */
import { felter } from './felter.ts';
import type { ElementKomponent, KompleksType, Navnerum, SimpelType } from './komponenter.ts';
import { NS } from './namespaces.ts';
import { requestHeader } from './skema-beskeder.ts';
import { elementOf } from './skema-dele.ts';
import { faellesFelt } from './skema-felter.ts';
import { aktoerType, objektSkemaer, partType } from './skema-objekt.ts';
import { systemSkemaer } from './skema-systemer.ts';
import { tjenester } from './tjenester.ts';

type Type = SimpelType | KompleksType;

/** The names of the schema documents. */
const dokumenter: ReadonlyMap<string, string> = new Map([
  [NS.header, 'RequestHeader'],
  [NS.sd, 'SagDokObjekt'],
  [NS.sts, 'GenerelleDefinitioner'],
  [NS.part, 'Part'],
  [NS.orgfaelles, 'OrganisationFaelles'],
  ...tjenester.map(({ namespace, navn }) => [namespace, navn] as const),
]);

const roedder: readonly ElementKomponent[] = [
  requestHeader,
  ...[...felter.values()].flatMap((felt) => (felt.namespace === 'sts' ? [faellesFelt(felt.navn)] : [])),
  elementOf(NS.part, 'Part', partType),
  elementOf(NS.orgfaelles, 'Aktoer', aktoerType),
  ...Object.values(objektSkemaer).flatMap((skema) => skema.elementer),
  ...systemSkemaer.flatMap((skema) => skema.elementer),
];

interface Samling {
  readonly elementer: Map<string, ElementKomponent>;
  readonly typer: Map<string, Type>;
  readonly importerer: Set<string>;
}

/** Walks from the roots and files each component under its namespace. One name must mean one component. */
class Gennemgang {
  readonly samlinger = new Map<string, Samling>([...dokumenter.keys()].map((ns) => [ns, nySamling()]));

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

function byggNavnerum(): ReadonlyMap<string, Navnerum> {
  const gennemgang = new Gennemgang();
  for (const element of roedder) gennemgang.element(element, element.ns);
  for (const type of systemSkemaer.flatMap((skema) => skema.typer)) gennemgang.type(type, type.navn?.ns ?? '');
  return new Map(
    [...gennemgang.samlinger].map(([ns, { elementer, typer, importerer }]) => [
      ns,
      {
        ns,
        dokument: dokumenter.get(ns) as string,
        elementer: [...elementer.values()],
        typer: [...typer.values()],
        importerer: [...importerer],
      },
    ]),
  );
}

/** What each namespace of the contract declares, by namespace. */
export const navnerum: ReadonlyMap<string, Navnerum> = byggNavnerum();

const elementer: ReadonlyMap<string, ReadonlyMap<string, ElementKomponent>> = new Map(
  [...navnerum].map(([ns, rum]) => [ns, new Map(rum.elementer.map((element) => [element.navn, element]))]),
);

/** The global element of that name; undefined where the contract has none. */
export function findElement(ns: string, navn: string): ElementKomponent | undefined {
  return elementer.get(ns)?.get(navn);
}
