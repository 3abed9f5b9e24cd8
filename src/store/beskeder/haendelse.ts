/** What the change feed tells a maker of messages: one change with the registration that it made, and the one before it. */
import type { Instant } from '../../base/instant.ts';
import type { ObjektNoegle, Registrering } from '../../register/model.ts';
import type { LivscyklusKode } from '../../standard/koder.ts';
import type { Verbum } from '../../standard/tjenester.ts';

export interface Haendelse extends ObjektNoegle {
  /** Of the change feed: from 1, without gaps over all owners. */
  readonly position: number;
  /** The number of the registration among those of its object, from 1. */
  readonly nr: number;
  readonly verbum: Verbum;
  /** After the change; `Slettet` where the object was deleted for good. */
  readonly livscyklusKode: LivscyklusKode;
  /** Registration time. */
  readonly tidspunkt: Instant;
  /** As it is now. Absent where the object has been deleted for good since, or was by this change (`fysiskslet`). */
  readonly registrering?: Registrering;
  /** What the change was made from; absent for the first of an object, and where `registrering` is. */
  readonly forrige?: Registrering;
}

export interface Haendelsesside {
  /** In the order of their positions. */
  readonly haendelser: readonly Haendelse[];
  /** Where to go on: everything of these types up to it has been read. */
  readonly position: number;
  /** True where more is known to come after it. */
  readonly flere: boolean;
}
