/** A dueslag: the queue of one receiver, with its bounds, its state and the subscriptions that fill it. */
import type { Instant } from '../../base/instant.ts';

/** `hent`: the receiver fetches over AMQP. `tilsendt`: pushed as ModtagBesked. `webhook`: pushed as a CloudEvent. */
export const MAADER = ['hent', 'tilsendt', 'webhook'] as const;
export type Maade = (typeof MAADER)[number];

/** `inaktiv`: somebody wants it to rest; it takes messages and delivers none. `stoppet`: see `Dueslag.grund`. */
export const TILSTANDE = ['aktiv', 'inaktiv', 'stoppet'] as const;
export type Dueslagstilstand = (typeof TILSTANDE)[number];

export interface Abonnement {
  readonly uuid: string;
  readonly navn: string;
  /** The filter, as it was written. */
  readonly udtryk: string;
}

/** What is said of a dueslag when it is made or changed. */
export interface Dueslagspost {
  readonly uuid: string;
  readonly navn: string;
  /** Whose it is; absent where access is open. */
  readonly systemUuid?: string;
  /** The authority that it receives for where access is open, 8 digits. */
  readonly cvr?: string;
  readonly maade: Maade;
  /** Where to push. */
  readonly adresse?: string;
  /** What a webhook is signed with; never shown and never logged. */
  readonly noegle?: string;
  /** Bounds: it stops at the first message that would pass one. */
  readonly beskederMax: number;
  readonly bytesMax: number;
  /** Milliseconds that its oldest message may have waited. */
  readonly alderMaxMs: number;
}

export interface Dueslag extends Dueslagspost {
  readonly tilstand: Dueslagstilstand;
  /** Why it is not active, in Danish. */
  readonly grund?: string;
  /** Since when it is in this state. */
  readonly siden: Instant;
  /** True where what is in it may go out: also of one that was stopped because it is full. */
  readonly isLevererbar: boolean;
  /** The number of the first message that it did not take, because it was full; such a one takes none until it is active again. */
  readonly manglerFra?: number;
  /** Not before then is delivery tried again. */
  readonly naesteForsoeg?: Instant;
  /** In the order in which they were made. */
  readonly abonnementer: readonly Abonnement[];
  /** What waits in it. */
  readonly beskeder: number;
  readonly bytes: number;
}
