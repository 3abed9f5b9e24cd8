/**
 * The whole contract as schema components, one set for each version and in it one entry for each namespace: everything that
 * a message leads to, and the rest of what the namespaces of the services declare. Namespace `sd` is in all sets, and is
 * not the same in them (spec sf1500 §1.6 no 21). Door file.
 */
import { felter } from './felter.ts';
import type { ElementKomponent, KompleksType, Navnerum, SimpelType } from './komponenter.ts';
import { NS } from './namespaces.ts';
import { requestHeader } from './skema-beskeder.ts';
import { elementOf } from './skema-dele.ts';
import { faellesFelt } from './skema-felter.ts';
import { aktoerType, objektSkema, partType } from './skema-objekt.ts';
import { systemSkemaer } from './skema-systemer.ts';
import { tjenester } from './tjenester.ts';
import { typeversioner, type Versionsnr, versioner } from './versioner.ts';

type Type = SimpelType | KompleksType;

/** The shared namespaces with the names of their documents. */
const FAELLES: ReadonlyMap<string, string> = new Map([
  [NS.header, 'RequestHeader'],
  [NS.sd, 'SagDokObjekt'],
  [NS.sts, 'GenerelleDefinitioner'],
  [NS.part, 'Part'],
  [NS.orgfaelles, 'OrganisationFaelles'],
]);

/** What the documents of version 6 declare beside the messages of its object types. */
const KUN_6: readonly ElementKomponent[] = [
  ...[...felter.values()].flatMap((felt) => (felt.namespace === 'sts' ? [faellesFelt(felt.navn)] : [])),
  elementOf(NS.part, 'Part', partType),
  elementOf(NS.orgfaelles, 'Aktoer', aktoerType),
];

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

function byggNavnerum(nr: Versionsnr): ReadonlyMap<string, Navnerum> {
  const dokumenter = new Map(FAELLES);
  for (const { namespace, navn, version } of tjenester) if (version === nr) dokumenter.set(namespace, navn);
  const systemer = nr === 6 ? systemSkemaer : [];
  const elementer = [
    requestHeader,
    ...(nr === 6 ? KUN_6 : []),
    ...typeversioner.flatMap(({ navn, version }) => (version.nr === nr ? objektSkema(navn, nr).elementer : [])),
    ...systemer.flatMap((skema) => skema.elementer),
  ];
  const gennemgang = new Gennemgang(dokumenter.keys());
  for (const element of elementer) gennemgang.element(element, element.ns);
  for (const type of systemer.flatMap((skema) => skema.typer)) gennemgang.type(type, type.navn?.ns ?? '');
  const brugte = [...gennemgang.samlinger].filter(([, samling]) => samling.elementer.size + samling.typer.size > 0);
  return new Map(
    brugte.map(([ns, samling]) => [
      ns,
      {
        ns,
        version: nr,
        dokument: dokumenter.get(ns)!,
        elementer: [...samling.elementer.values()],
        typer: [...samling.typer.values()],
        importerer: [...samling.importerer],
      },
    ]),
  );
}

const saet = new Map<Versionsnr, ReadonlyMap<string, Navnerum>>(versioner.map(({ nr }) => [nr, byggNavnerum(nr)]));

/** What each namespace of a version declares, by namespace. */
export function navnerumI(version: Versionsnr): ReadonlyMap<string, Navnerum> {
  return saet.get(version)!;
}

/** Every namespace of every version. */
export const alleNavnerum: readonly Navnerum[] = [...saet.values()].flatMap((navnerum) => [...navnerum.values()]);
