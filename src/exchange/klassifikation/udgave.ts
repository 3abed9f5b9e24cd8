/**
 * What a file says of classifications: an edition, whole in memory, because what it leaves out ends. Whatever the form of
 * the file, its reader gives this, and `forskel.ts` holds it against the register (docs/decisions/0045-loaders.md).
 */
import type { Instant } from '../../base/instant.ts';
import type { IndsendtObjekt } from '../../register/indsendt.ts';
import type { Feltvaerdi, Relation } from '../../register/model.ts';
import type { Usagt } from '../../standard/versioner.ts';
import type { Afvisning } from '../indlaesning.ts';

export type Klassetype = 'Klassifikation' | 'Facet' | 'Klasse';

/** An entry of a relation as a file says it: when is said by the edition as a whole. */
export type Udgivetrelation = Omit<Relation, 'virkning'>;

/** An object as an edition has it. */
export interface Udgivet {
  readonly linje: number;
  readonly objekttype: Klassetype;
  readonly uuid: string;
  /** What the file says, where an empty text says that there is nothing; with `isFuld` nothing else is kept. */
  readonly felter: Readonly<Record<string, Feltvaerdi>>;
  readonly isFuld?: true;
  /** What the file has no words for: it stays. */
  readonly usagt?: Usagt;
  /** Every relation that the file speaks of, also those that are to be empty; others are left alone. */
  readonly relationer: Readonly<Record<string, readonly Udgivetrelation[]>>;
  /** Since when it is published, where the file says it; counts where it begins. */
  readonly fra?: Instant;
  /** From when on it is published no more. */
  readonly til?: Instant;
  /** The file says nothing of when it is published. */
  readonly isUdenTilstand?: true;
  /** The object as `importer` takes it, where the file has it so; counts where the register does not have it. */
  readonly historik?: IndsendtObjekt;
}

export interface Udgave {
  /** Classifications, facets and classes, in this order. */
  readonly objekter: readonly Udgivet[];
  /** The facets that the file has whole: their other classes end. */
  readonly facetter: ReadonlySet<string>;
  readonly afviste: readonly Afvisning[];
  /** Names of elements or columns that were passed over. */
  readonly oversete: readonly string[];
}

/** Objects in an edition, and objects of one owner that it is held against: ten times KLE. */
export const OBJEKTER_MAX = 200_000;

/** A relation with one entry, which points at a UUID; without one it is to be empty. */
export function peg(uuid: string | undefined): readonly Udgivetrelation[] {
  return uuid === undefined ? [] : [{ reference: { uuid } }];
}
