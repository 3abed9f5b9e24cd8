/** What the change feed gives: changes by position, and the objects as they stand (docs/decisions/0023-change-feed.md). */

import type { Instant } from '../base/instant.ts';
import type { LivscyklusKode } from '../standard/koder.ts';
import type { ObjektNoegle } from './model.ts';

/** An object and what its newest registration says of it. */
export interface Objektstand extends ObjektNoegle {
  readonly livscyklusKode: LivscyklusKode;
  /** Registration time. */
  readonly tidspunkt: Instant;
}

/** One change: how the object stood after it. */
export interface Aendringspost extends Objektstand {
  /** From 1, without gaps over all owners, in the order of commits. */
  readonly position: number;
}

export interface Aendringsside {
  /** In the order of their positions. */
  readonly aendringer: readonly Aendringspost[];
  /** Where to go on: everything up to it that the reader may see has been read. */
  readonly position: number;
  /** True where more is known to come after it. */
  readonly flere: boolean;
}

export interface Objektside {
  /** By owner in the order asked for, then type and UUID. */
  readonly objekter: readonly Objektstand[];
  readonly flere: boolean;
}
