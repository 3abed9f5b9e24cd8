/**
 * What a search asks (spec sf1500 §2.8; docs/decisions). Criteria on different elements are ANDed, values of the same
 * element are ORed; each criterion is compared for itself with what is in force in its interval.
 */
import type { Instant, Interval } from '../base/instant.ts';
import type { AktoerTypeKode, LivscyklusKode } from '../standard/koder.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
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
