/** What every operation is given: who calls, when "now" is, and what it may use. One per call. */
import type { Kalder } from '../access/kalder.ts';
import type { Clock } from '../base/clock.ts';
import type { Limits } from '../base/limits.ts';
import type { Udeladte } from '../register/fler-relation.ts';
import type { Store } from '../store/store.ts';
import type { Facetudvidelser } from './klassifikation/facetudvidelser.ts';
import type { Verbum } from './krav.ts';
import type { Labelvalg } from './labels.ts';

/** What a register is for: `fysiskslet` exists in a test environment alone (spec sf1500 §2.10). */
export type Environment = 'test' | 'produktion';

/** Does the work of an operation, exactly once, and may look at how long it takes. */
export type OperationWatch = <T>(verbum: Verbum, work: () => Promise<T>) => Promise<T>;

/** What is the same for all calls of a server. */
export interface Register {
  readonly store: Store;
  readonly clock: Clock;
  readonly limits: Limits;
  /** What becomes of visible entries that a `ret` leaves out of a supplied 0..n relation (spec sf1500 §2.3 point 5). */
  readonly udeladte: Udeladte;
  /** Which common facets others may add classes of their own to. Absent: all. */
  readonly facetudvidelser?: Facetudvidelser;
  /** Whether `fysiskslet` is there: in `test` alone. Absent: it is not. */
  readonly environment?: Environment;
  /** Which texts answers have as labels, and how true they must be. Absent: as is standard. */
  readonly labels?: Labelvalg;
  /** What is to be known of every operation, if anything is. */
  readonly watch?: OperationWatch;
}

export interface Kontekst extends Register {
  readonly kalder: Kalder;
}
