/**
 * What a caller sends, before the register fills in what is missing (spec sf1500 §2.1 to §2.3, §5 no 3): the ends of a
 * Virkning, and in a registration its Tidspunkt, LivscyklusKode and BrugerRef, may all be absent.
 */
import type { AktoerTypeKode, LivscyklusKode } from '../standard/koder.ts';
import type { GivetFilter } from './filter.ts';
import type { Egenskab, Relation, Tilstand, UnikId } from './model.ts';

/** A registration as a caller sends it: what is missing is filled in by `importer`. */
export interface IndsendtRegistrering extends IndsendtIndhold {
  readonly noteTekst?: string;
  readonly tidspunkt?: number;
  readonly livscyklusKode?: LivscyklusKode;
  readonly brugerRef?: UnikId;
}

/** Lists as a caller sends them: the ends of a Virkning may be missing. */
export interface IndsendtIndhold {
  readonly egenskaber: readonly MedIndsendtVirkning<Egenskab>[];
  readonly tilstande: readonly MedIndsendtVirkning<Tilstand>[];
  readonly relationer: Readonly<Record<string, readonly MedIndsendtVirkning<Relation>[]>>;
}

/** The lists of `ret`, each of which may be absent. */
export type IndsendtAendring = Partial<IndsendtIndhold>;

/** A period as a caller sends it. Absent `fra`: from the registration on; absent `til`: open (spec sf1500 §5). */
export interface IndsendtVirkning extends GivetFilter {
  readonly aktoerRef?: UnikId;
  readonly aktoerTypeKode?: AktoerTypeKode;
  readonly noteTekst?: string;
}

export type MedIndsendtVirkning<T> = Omit<T, 'virkning'> & { readonly virkning?: IndsendtVirkning };

/** An object as `importer` is sent it. */
export interface IndsendtObjekt {
  readonly uuid: string;
  readonly registreringer: readonly IndsendtRegistrering[];
}
