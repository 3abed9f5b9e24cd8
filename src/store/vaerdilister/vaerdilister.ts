/**
 * The door to value lists (spec neighbours §1.6): named sets of texts that subscriptions compare messages with. A list is as it
 * is now; nothing tells how it was. Values may be numbers of persons, and are for their owner alone.
 */
import type { Instant } from '../../base/instant.ts';
import type { UnikId } from '../../register/model.ts';
import type { Listevirkning } from '../../register/vaerdilistekald.ts';
import type { Vaerdilistekode } from '../../standard/vaerdiliste-koder.ts';

/** Whose a list is: a system that acts for an authority; where access is open, the authority alone. */
export interface Listeejer {
  /** 8 digits. */
  readonly cvr: string;
  readonly systemUuid?: string;
}

/** What a list says of itself besides its values, and who said so. */
export interface Listeindhold {
  readonly noegle?: string;
  readonly noteTekst?: string;
  readonly brugerRef?: UnikId;
  readonly virkning: Listevirkning;
}

export interface Vaerdiliste extends Listeindhold {
  readonly uuid: string;
  /** Counts its changes, from 1. */
  readonly nr: number;
  readonly navn: string;
  readonly kode: Vaerdilistekode;
  /** When it became as it is. */
  readonly fra: Instant;
  /** How many values it has. */
  readonly antal: number;
}

/** A list as it is to be from now on. */
export interface Listeskrivning {
  readonly ejer: Listeejer;
  readonly liste: Omit<Vaerdiliste, 'nr' | 'antal'>;
  /** The `nr` that the change was made from; 0 where there must be no list of that UUID. */
  readonly forventetNr: number;
  /** All its values from now on, each once; absent: those that it has. */
  readonly vaerdier?: readonly string[];
  /** How many lists that are not deleted the owner may have; looked at where the list is new or was deleted. */
  readonly listerMax: number;
}

/** Values that come and go. */
export interface Vaerdiskift {
  readonly ejer: Listeejer;
  readonly uuid: string;
  readonly tilfoej: readonly string[];
  readonly fjern: readonly string[];
  /** How many values the list may have afterwards. */
  readonly vaerdierMax: number;
  readonly fra: Instant;
}

/** A value, and the list that it may be in. */
export interface Medlem {
  /** UUID or name, as a filter has it. */
  readonly liste: string;
  readonly vaerdi: string;
}

export interface Vaerdilister {
  /** The lists of an owner, in the order of their UUIDs; deleted ones too. Absent `uuids`: all of them. */
  hent(ejer: Listeejer, uuids?: readonly string[]): Promise<readonly Vaerdiliste[]>;

  /** The lists of all owners that are not deleted, by owner; for whoever runs the register. */
  alle(): Promise<readonly (Vaerdiliste & { readonly ejer: Listeejer })[]>;

  /** The values of a list in their order; none where it is not the owner's. */
  vaerdier(ejer: Listeejer, uuid: string): Promise<readonly string[]>;

  /**
   * Which of these are so in lists that are in force, as they are at this moment; whoever owns the list, and once for each owner. One
   * statement, however many are asked for.
   */
  medlemmer(spurgt: readonly Medlem[]): Promise<readonly (Medlem & { readonly ejer: Listeejer })[]>;

  /** Saves a list and its values, all or nothing. `aendret`: somebody else came first, so read and decide again. */
  gem(skrivning: Listeskrivning): Promise<'gemt' | 'aendret' | 'for-mange-lister'>;

  /**
   * Adds and removes values, all or nothing. Values that are there are not added again, and those that are not are not missed; a list
   * that nothing was changed in stays as it was. `ingen`: no such list is in force.
   */
  skift(skift: Vaerdiskift): Promise<'gemt' | 'ingen' | 'for-mange-vaerdier'>;
}
