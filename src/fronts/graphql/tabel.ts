/**
 * What a row of the table of types is: the schema is made from the rows, and a query is answered by them, level by level. A
 * field first loads in bulk what it needs for all its parents (`kant`), then gives each its value without waiting (`vaerdi`).
 */
import type { Instant } from '../../base/instant.ts';
import type { Opslag } from '../../operations/opslag/opslag.ts';

/** What an error of the answer is about; clients read it as `extensions.classification`. */
export type Klassifikation =
  | 'NotFound'
  | 'ValidationError'
  | 'NullValueInNonNullableField'
  | 'InvalidSyntax'
  | 'Unauthorized'
  | 'ServerError';

/** Thrown by `vaerdi`, or given as the value or as an element of a list: the place becomes null, with an error beside it. */
export class Feltfejl extends Error {
  readonly klassifikation: Klassifikation;

  constructor(klassifikation: Klassifikation, besked: string) {
    super(besked);
    this.klassifikation = klassifikation;
  }
}

/** One request: what it reads by, and when it is. */
export interface Session {
  readonly opslag: Opslag;
  /** The same instant in all of the request. */
  readonly nu: Instant;
  /** A memory of the request: the value under the name, made when it is asked for the first time. */
  husk<T>(navn: string, lav: () => T): T;
}

/** The place in the answer whose value is being given. */
export interface Sted {
  /** Says beside full data that something was withheld or is malformed; equal ones of one field become one. */
  advar(klassifikation: Klassifikation, besked: string): void;
}

/** Values of arguments, read by the scalars; one that the query leaves out is not there. */
export type Argumenter = Readonly<Record<string, unknown>>;

/** A field as the query asks for it with the same arguments, and all parents it is asked of at one level; each parent once. */
export interface Forekomst<P, A> {
  readonly foraeldre: readonly P[];
  readonly argumenter: A;
}

/** One field of one type. A parent and every other object that a field gives is a JavaScript object, and the same object for the same thing. */
export interface Felt<P extends object = object, A extends Argumenter = Argumenter> {
  /** As in a schema: `[Adresse!]!`. */
  readonly type: string;
  /** Arguments by name, with their types as in a schema. */
  readonly argumenter?: Readonly<Record<string, string>>;
  /** What it is, in English and in one line. */
  readonly om: string;
  /** The restriction that the value asks for. */
  readonly personfelt?: 'SENAVN' | 'SECPR';
  /** How many objects a parent is expected to have here, for the cost of a query; absent: `LISTE_FORVENTET` in a list, else one. */
  antal?(argumenter: A): number;
  /** Loads for all parents of one level at once. Called once for each level, type and field, before any `vaerdi` of them. */
  kant?(forekomster: readonly Forekomst<P, A>[], session: Session): Promise<void>;
  /** The value for one parent, from what was loaded; absent: the property of the parent with the name of the field. */
  vaerdi?(foraelder: P, argumenter: A, session: Session, sted: Sted): unknown;
}

/** What `antal` is where a list has none. */
export const LISTE_FORVENTET = 5;

/** A type of objects. The root type is `Query`; the parent of its fields is an empty object. */
export interface Objekttype {
  readonly om: string;
  readonly implementerer?: string;
  /** By name, in the order of the schema. Made with `felter`, which knows the parent. */
  readonly felter: Readonly<Record<string, Felt>>;
}

/** The fields of a type whose parents are `P`. */
export function felter<P extends object>(tabel: Readonly<Record<string, Felt<P>>>): Readonly<Record<string, Felt>> {
  return tabel as Readonly<Record<string, Felt<object>>>;
}

/** The arguments that every root field has besides those of the received schema: the point that is asked about. */
export const TIDSPUNKTER = { virkningstidspunkt: 'DateTime', registreringstidspunkt: 'DateTime' } as const;

/** What the scalars of the schema are for `vaerdi` and in arguments: `DateTime` is an Instant, `Cursor` the UUID that it hides, the others text. */
export interface Skalarer {
  readonly KLE: string;
  readonly CPR: string;
  readonly CVR: string;
  /** In lower case. */
  readonly UUID: string;
  readonly DateTime: Instant;
  readonly Cursor: string;
}

export type TilstandStatus = 'AKTIV' | 'INAKTIV';
