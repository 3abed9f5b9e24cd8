/**
 * What a search asks (spec sf1500 §2.8; docs/decisions). Criteria on different elements are ANDed, values of the same
 * element are ORed; each criterion is compared for itself with what is in force in its interval.
 */
import type { Instant, Interval } from '../base/instant.ts';
import type { AktoerTypeKode, LivscyklusKode } from '../standard/koder.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { Relationsnavn } from '../standard/relationer.ts';
import type { UnikId } from './model.ts';

/** Where on the virkning axis a criterion looks, and by whom the period must have been set. */
export interface Virkningskrav extends Interval {
  readonly aktoerRef?: UnikId;
  readonly aktoerTypeKode?: AktoerTypeKode;
  readonly noteTekst?: string;
}

/** One value of an attribute field or a state; `*` first or last in an attribute's value stands for any text. */
export interface Tekstkriterium {
  readonly art: 'felt' | 'tilstand';
  /** Element name: `EnhedNavn`, `Gyldighed`, ... A part of a Soegeord: `Soegeord/BeskrivelseTekst`. */
  readonly navn: string;
  readonly vaerdi: string;
  readonly virkning: Virkningskrav;
}

/** One entry of a relation; what is absent is not compared. */
export interface Relationskriterium {
  readonly art: 'relation';
  readonly navn: string;
  readonly reference?: UnikId;
  readonly rolle?: UnikId;
  readonly type?: UnikId;
  readonly indeks?: string;
  readonly virkning: Virkningskrav;
}

export type Kriterium = Tekstkriterium | Relationskriterium;

/**
 * Which registration of each object is looked at: the one in force just before `senestFoer` (`TIL_ALTID`: the current
 * one). It must have been registered at or after `registreretFra`. Passive and deleted ones count only where
 * `livscyklusKode` names them.
 */
export interface Registreringskrav {
  readonly registreretFra: Instant;
  readonly senestFoer: Instant;
  readonly livscyklusKode?: LivscyklusKode;
  readonly brugerRef?: UnikId;
}

export interface Soegning {
  readonly objekttype: ObjektType;
  readonly kriterier: readonly Kriterium[];
  readonly registrering: Registreringskrav;
  /** Hits to pass over, by number. */
  readonly foerste: number;
  /** Hits to give at most. */
  readonly antal: number;
  /**
   * A text that is equal for the pages of one search, however late each is asked for ("now" is not in it). With it, a page
   * goes on where the one before ended.
   */
  readonly noegle?: string;
}

/** A page by keyset of the hits among the objects of one owner. */
export interface Sidesoegning extends Pick<Soegning, 'objekttype' | 'kriterier' | 'registrering' | 'antal'> {
  /** Only hits after this UUID. */
  readonly efter?: string;
  /** Only hits before this UUID. */
  readonly foer?: string;
  /** True: of what is asked for the last ones; they are given in the order of the UUIDs all the same. */
  readonly isBagfra: boolean;
}

/** What points at things: whose objects of which type through which relation, as it was known when. */
export interface Pegesoegning {
  readonly objekttype: ObjektType;
  readonly relation: Relationsnavn;
  readonly maal: readonly string[];
  /** Absent: as it is known now. */
  readonly registrering?: Instant;
  /** Pairs to give at most. */
  readonly antal: number;
}

/** That an object points at another, in a period; which relation entry it is, its document says. */
export interface Peger extends Interval {
  readonly maal: string;
  readonly ejer: string;
  readonly uuid: string;
}
