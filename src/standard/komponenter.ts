/**
 * Schema components as data: the one form from which XSD, WSDL, the request schema and the explanation of a refused
 * request are all made. It holds just as much of XML Schema as the contract uses.
 */
import type { Versionsnr } from './versioner.ts';

/** A version of SF1500 and SF1510, or the messages of the Beskedfordeler. */
export type Skemaversion = Versionsnr | 'besked';

export interface QName {
  readonly ns: string;
  readonly navn: string;
}

/** A built-in type with facets. `navn` where the XSD gives the type a name, else it is anonymous. */
export interface SimpelType {
  readonly art: 'simpel';
  readonly navn?: QName;
  readonly base: 'string' | 'integer' | 'boolean' | 'dateTime';
  readonly tegnMax?: number;
  readonly tegnMin?: number;
  /** An XSD pattern over the whole value. */
  readonly moenster?: string;
  readonly koder?: readonly string[];
  /** The named type that this one is derived from. The facets given here are all that hold, that type's included. */
  readonly indsnaevrer?: SimpelType;
}

/**
 * A complex type. `udvider` is the base that it extends: the base's content comes first. `indhold` is what the type
 * adds. `alle` is xsd:all; `valg` a choice of its particles; `vilkaarlig` the strict wildcard of LokalUdvidelse; `fri` is
 * anything at all.
 */
export interface KompleksType {
  readonly art: 'kompleks';
  readonly navn?: QName;
  readonly udvider?: KompleksType;
  readonly model: 'sekvens' | 'valg' | 'alle' | 'vilkaarlig' | 'fri';
  readonly indhold: readonly Partikel[];
  /** Elements that may follow in a sequence, as many as there are, and that nobody looks into: all, or those of other namespaces. */
  readonly enhver?: '##any' | '##other';
}

/** A place for an element. `max` is Infinity where the contract says unbounded. */
export interface Partikel {
  readonly element: ElementKomponent;
  /** True where the element is declared on the spot, false where it refers to a global one. */
  readonly isLokal: boolean;
  readonly min: number;
  readonly max: number;
}

export interface ElementKomponent extends QName {
  readonly type: SimpelType | KompleksType;
  /** The only value that the element may have. */
  readonly fast?: string;
}

/** What one namespace declares at the top level. */
export interface Navnerum {
  readonly ns: string;
  /** The version of the contract that it is of: namespaces of one version refer to those of the same. */
  readonly version: Skemaversion;
  /** The name of its schema document, without an ending. */
  readonly dokument: string;
  readonly elementer: readonly ElementKomponent[];
  readonly typer: readonly (SimpelType | KompleksType)[];
  /** Namespaces that it refers to. */
  readonly importerer: readonly string[];
}

/** All particles of a type, the base's first. */
export function partiklerOf(type: KompleksType): readonly Partikel[] {
  return type.udvider ? [...partiklerOf(type.udvider), ...type.indhold] : type.indhold;
}
