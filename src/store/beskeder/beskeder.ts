/**
 * The door to messages and their distribution: events out of the change feed, messages with a row for each dueslag that
 * takes them, what a dueslag holds and what it could not deliver, and who delivers (docs/decisions/0051-fordeling.md). Value
 * lists have a door of their own (`store.vaerdilister`).
 */
import type { Instant } from '../../base/instant.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Beskedtal } from './beskedtal.ts';
import type { Abonnement, Dueslag, Dueslagspost } from './dueslag.ts';
import type { Haendelsesside } from './haendelse.ts';

/** That a dueslag is to have a message: by which subscription, and with which receivers in its copy. */
export interface NyLevering {
  readonly dueslagUuid: string;
  readonly abonnementUuid: string;
  /** As they stand in the copy (UnikId texts). */
  readonly tilladteModtagere: readonly string[];
}

/** A message that is to be distributed. */
export interface NyBesked {
  /** Compared in lower case. */
  readonly beskedId: string;
  /** XML, root `Haendelsesbesked`. */
  readonly indhold: string;
  /** Of what was sent, lower-case hex: whether a message with the same id is the same. */
  readonly sha256: string;
  readonly modtaget: Instant;
  /** The position of the change feed that it tells of; absent for those that others send. */
  readonly position?: number;
  /** The system that sent it, where one did. */
  readonly afsenderUuid?: string;
  /** Those of its receivers that its sender may send to, where it names others besides. */
  readonly tilladteModtagere?: readonly string[];
  readonly leveringer: readonly NyLevering[];
}

/** From which position of the pump to which these messages bring it. */
export interface Spring {
  readonly fra: number;
  readonly til: number;
}

/** A dueslag that takes no more messages, and why. */
export interface Stoppet {
  readonly dueslagUuid: string;
  readonly grund: string;
}

/**
 * - `gemt`: what was not there before is there; but for those at the places `afviste`, whose ids other messages have.
 * - `flyttet`: nothing was saved; the position of the pump is another, so somebody else came first.
 * - `foraeldet`: nothing was saved; dueslag or subscriptions have changed, so read them and decide again.
 */
export type Fordelt =
  | { readonly udfald: 'gemt'; readonly afviste: readonly number[]; readonly stoppede: readonly Stoppet[] }
  | { readonly udfald: 'flyttet' | 'foraeldet' };

/** A message in a dueslag. */
export interface Levering {
  /** Its place: numbers of a dueslag grow and have gaps. */
  readonly nr: number;
  /** In lower case. */
  readonly beskedId: string;
  readonly indhold: string;
  readonly bytes: number;
  /** When the distributor got it. */
  readonly modtaget: Instant;
  readonly afsenderUuid?: string;
  readonly abonnementUuid: string;
  readonly tilladteModtagere: readonly string[];
  /** Attempts to deliver it that have begun. */
  readonly forsoeg: number;
}

/** A message that was taken out of a dueslag because it could not be delivered. */
export interface Fejlpost extends Levering {
  readonly grund: string;
  readonly flyttet: Instant;
}

/** A message that is kept, for a dueslag that has yet to get it. */
export interface GemtBesked {
  readonly nr: number;
  readonly indhold: string;
  readonly tilladteModtagere?: readonly string[];
}

/** What a dueslag is to get of the kept messages. */
export interface Indhentet {
  readonly nr: number;
  readonly abonnementUuid: string;
  readonly tilladteModtagere: readonly string[];
}

/** A kind of message that the catalogue knows. */
export interface Beskedtypepost {
  readonly uuid: string;
  readonly navn: string;
}

/** What the pump is called among the readers of the change feed. */
export const FORDELER = 'fordeler';

export interface Beskeder {
  /**
   * Changes of these types after a position, with what they made, at most `antal` (from 1), fewer where they are large; what has
   * been committed is numbered first. The position given is before `siden` where no change has got that far.
   */
  haendelser(siden: number, antal: number, objekttyper: readonly ObjektType[]): Promise<Haendelsesside>;

  /** Where a reader of the change feed has got to (`FORDELER`: the pump); undefined where it has never read. */
  position(laeser: string): Promise<number | undefined>;
  /** Moves a reader; false, and nothing is changed, where it is not at `fra` (undefined: where it has read before). */
  flyt(laeser: string, fra: number | undefined, til: number): Promise<boolean>;

  /** True where the pump may have something to do: changes that it has not read, or a dueslag that lacks what it may have. */
  erDerNyt(): Promise<boolean>;

  /**
   * Saves messages in their order, with a row for each dueslag that takes them, all or nothing. A message that passes a
   * bound of a dueslag stops it. `version` is the one that the deliveries were decided on.
   */
  fordel(beskeder: readonly NyBesked[], version: number, spring?: Spring): Promise<Fordelt>;

  /** The first messages of a dueslag, those after a number alone where one is given. */
  naeste(dueslagUuid: string, antal: number, efterNr?: number): Promise<readonly Levering[]>;
  /** Messages that the receiver has: they leave the dueslag. Those that are not there are passed over. */
  kvitter(dueslagUuid: string, numre: readonly number[]): Promise<void>;
  /** Counts attempts to deliver, before they are made. */
  forsoegt(dueslagUuid: string, numre: readonly number[]): Promise<void>;
  /** Where messages with this id wait, in any of these dueslag. */
  find(dueslagUuids: readonly string[], beskedId: string): Promise<readonly { dueslagUuid: string; nr: number }[]>;

  /** Takes a message out of a dueslag and into its error queue; false where it is not there. */
  tilFejlkoe(dueslagUuid: string, nr: number, grund: string, nu: Instant): Promise<boolean>;
  fejlkoe(dueslagUuid: string, antal: number, efterNr?: number): Promise<readonly Fejlpost[]>;
  /** Puts a message of the error queue back to its place, in front of all that are later; false where it is not there. */
  genindsaet(dueslagUuid: string, nr: number, nu: Instant): Promise<boolean>;
  /** Takes a message out of the error queue for good; false where it is not there. */
  fjernFraFejlkoe(dueslagUuid: string, nr: number): Promise<boolean>;

  /**
   * True where the process has what is called so from now on for so long, by the clock of the database: it was free, its
   * time was out, or the process had it before.
   */
  laan(navn: string, proces: string, varighedMs: number): Promise<boolean>;
  slip(navn: string, proces: string): Promise<void>;

  /** Counts up with every change of a dueslag or a subscription; not with what is in them. */
  version(): Promise<number>;
  dueslag(): Promise<readonly Dueslag[]>;
  /** Those that are pushed, may deliver, and have something to. */
  leverbare(): Promise<readonly Dueslag[]>;
  findDueslag(uuid: string): Promise<Dueslag | undefined>;
  /** Makes a dueslag, active and empty, or changes what is said of it. */
  gemDueslag(post: Dueslagspost, nu: Instant): Promise<void>;
  /** Removes a dueslag with its subscriptions, what waits in it and its error queue; false where it is not there. */
  fjernDueslag(uuid: string): Promise<boolean>;
  /** False where the dueslag is not there, or the subscription is another's. */
  gemAbonnement(dueslagUuid: string, abonnement: Abonnement): Promise<boolean>;
  fjernAbonnement(uuid: string): Promise<boolean>;
  /** Nothing of it is delivered until it is active again; it goes on taking messages. False where it is not there. */
  stop(uuid: string, grund: string, nu: Instant): Promise<boolean>;
  inaktiver(uuid: string, nu: Instant): Promise<boolean>;
  /** Active again: delivered from, and filled with what it lacks. */
  aktiver(uuid: string, nu: Instant): Promise<boolean>;
  /** Delivery from it waits until then; undefined: no longer. */
  udsaet(uuid: string, til: Instant | undefined): Promise<void>;

  /** Kept messages from a number on, in their order; fewer than `antal` where they are large. */
  gemte(fraNr: number, antal: number): Promise<readonly GemtBesked[]>;
  /**
   * Gives a dueslag what it is to have of the kept messages from `fraNr`, which is where it lacks from now, to before
   * `tilNr`. `faerdig`: it lacks nothing any more and takes new ones itself. `stoppet`: it is full again. `foraeldet`: it
   * lacks from somewhere else, or `version` is another; nothing was saved.
   */
  indhent(
    dueslagUuid: string,
    leveringer: readonly Indhentet[],
    version: number,
    omraade: { readonly fraNr: number; readonly tilNr: number },
    nu: Instant,
  ): Promise<'gemt' | 'faerdig' | 'stoppet' | 'foraeldet'>;
  /** Those whose oldest message has waited for longer than it may take no more; gives which. */
  stopForGamle(nu: Instant): Promise<readonly Stoppet[]>;
  /** A dueslag takes no more messages until it is active again, and lacks those that come. */
  lukFor(dueslagUuid: string, grund: string, nu: Instant): Promise<void>;
  /**
   * Removes messages that came before then, in a bounded piece of their numbers, but those that a dueslag or an error queue
   * holds or that a dueslag lacks. `videreNr`: where to go on; absent where all of that age have been looked at.
   */
  ryd(foer: Instant, fraNr?: number): Promise<{ readonly fjernet: number; readonly videreNr?: number }>;
  tal(): Promise<Beskedtal>;

  beskedtyper(): Promise<readonly Beskedtypepost[]>;
  gemBeskedtype(post: Beskedtypepost): Promise<void>;
  fjernBeskedtype(uuid: string): Promise<boolean>;
}
