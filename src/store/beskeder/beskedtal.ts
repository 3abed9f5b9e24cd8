/** Numbers about the messages that wait, for those who watch the register. */
import type { Instant } from '../../base/instant.ts';
import type { Dueslagstilstand } from './dueslag.ts';

export interface Beskedtal {
  /** Number of dueslag by their state. */
  readonly dueslag: Readonly<Record<Dueslagstilstand, number>>;
  /** Those that did not take a message because they were full. */
  readonly fulde: number;
  /** What waits in all of them, and in the one that has most. */
  readonly beskeder: number;
  readonly bytes: number;
  readonly beskederIStoerste: number;
  /** When the message that has waited longest was put into its dueslag. */
  readonly aeldste?: Instant;
  /** Messages in error queues; counted up to a limit. */
  readonly fejlede: number;
  /** Where the pump has got to; absent where it has never run. */
  readonly position?: number;
}
