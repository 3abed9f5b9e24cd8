/** What the distributor is given: the store, what the register's own messages are made of, and what receivers may have. */
import type { Clock } from '../../base/clock.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Haendelse } from '../../store/beskeder/haendelse.ts';
import type { Store } from '../../store/store.ts';
import type { Haendelsesbesked } from '../kuvert/haendelsesbesked.ts';
import type { Aftaleopslag } from './udvaelgelse.ts';

/** A message of the register's own, and the change that it tells of. */
export interface Egenbesked {
  readonly position: number;
  readonly besked: Haendelsesbesked;
}

/** What the register's own messages are made of. */
export interface Beskedkilde {
  readonly objekttyper: readonly ObjektType[];
  /** The messages that the first of these changes become, in the order of their positions; and how many changes, one at least. */
  beskederOf(
    haendelser: readonly Haendelse[],
  ): Promise<{ readonly beskeder: readonly Egenbesked[]; readonly aendringer: number }>;
}

export interface FordelerLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Fordelervalg {
  readonly store: Pick<Store, 'beskeder' | 'vaerdilister' | 'sidstePosition'>;
  /** What tells this process from all others, also from one that had its number before. */
  readonly proces: string;
  readonly clock: Clock;
  readonly log: FordelerLog;
  readonly kilde: Beskedkilde;
  readonly aftaler: Aftaleopslag;
  /** Milliseconds between two looks at whether there is something to do. */
  readonly everyMs: number;
}
