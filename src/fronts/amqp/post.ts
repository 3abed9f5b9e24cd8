/**
 * What the AMQP server needs of those who know tokens, agreements and messages; `src/server` gives it. The wire knows
 * frames, channels and queues, and nothing of what a message says or who may have it.
 */
import type { Instant } from '../../base/instant.ts';
import type { Certifikat } from '../../identity/trust/certifikat.ts';

/** Who may come in. */
export interface Beskedpost {
  /**
   * Lets a connection in by what it said in SASL EXTERNAL: an assertion, or a CVR where access is open. Throws where it does
   * not; the client is told that it was refused, and not why.
   */
  aabn(svar: string, klient: Klient): Promise<Gaest>;
}

/** What is known of a client before it has said anything. */
export interface Klient {
  readonly ipAdresse: string | undefined;
  /** The certificate that it has shown on its TLS connection, and whose key it has. */
  readonly certifikat: Certifikat | undefined;
}

/** What is known of a message beside its body, from the properties that the sender gave it. */
export interface Forsendelse {
  readonly indhold: Uint8Array;
  /** The header `token`: the assertion of this message. */
  readonly token: string | undefined;
  /** The property `messageId`: the sender's transaction. */
  readonly messageId: string | undefined;
}

/** What a sender is answered: StandardRetur. */
export interface Afsendelsessvar {
  readonly kode: number;
  readonly tekst: string;
}

/** A connection that was let in: whom it is for, and what it may. */
export interface Gaest {
  /** What connections are counted by: the system, or the authority where access is open. */
  readonly navn: string;
  /** The connection ends then. */
  readonly udloeber: Instant;
  readonly maaSende: boolean;
  readonly maaHente: boolean;
  /** Takes a message to be distributed. Rejects only where the answer is not known: then the sender sends it again. */
  send(forsendelse: Forsendelse): Promise<Afsendelsessvar>;
  /** The queue of a dueslag; undefined where it is not there, and where it is another's: no difference is told. */
  dueslag(uuid: string): Promise<Koe | undefined>;
  /** The connection has ended. */
  slut(): void;
}

/** A message in a dueslag, as it is delivered. */
export interface Leveret {
  readonly nr: number;
  /** The property `messageId`: the transaction that it came in with. */
  readonly messageId: string;
  readonly indhold: Uint8Array;
  /** True where it may have been delivered before. */
  readonly isGenleveret: boolean;
}

/**
 * A dueslag as one reader sees it. Whoever has it open reads alone: others wait for it, in this process and in others, so that
 * messages come in their order. A message that was taken is not given again until it is put back.
 */
export interface Koe {
  /** Waits for it to be this reader's alone. False where the signal came first. */
  tag(signal: AbortSignal): Promise<boolean>;
  /** True from `tag` until `slip`, unless it was lost to another process meanwhile. */
  readonly erTaget: boolean;
  /** The next message; undefined where there is none now. */
  naeste(): Promise<Leveret | undefined>;
  /** How many there are that have not been taken. */
  antal(): Promise<number>;
  /** Resolves when there may be a next one, and when the signal comes. */
  vent(signal: AbortSignal): Promise<void>;
  /** It has been received: it goes. */
  kvitter(nr: number): Promise<void>;
  /** It will not be received: it goes to the error queue. */
  tilFejlkoe(nr: number): Promise<void>;
  /** It is the next one again, and may have been delivered. */
  tilbage(nr: number): Promise<void>;
  /** Lets others read. What was taken and not answered for is put back first. */
  slip(): Promise<void>;
}
