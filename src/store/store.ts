/**
 * The one door to the store. PGlite and PostgreSQL stand behind it with the same SQL; nobody outside this room knows a
 * table. Every call names the owners that the caller may see or the owner it writes for.
 */
import type { Instant, Interval } from '../base/instant.ts';
import type { Aendringsside, Objektside } from '../register/aendringsstroem.ts';
import type { ObjektNoegle, Registrering } from '../register/model.ts';
import type { Peger, Pegesoegning, Sidesoegning, Soegning } from '../register/soegning.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { Verbum } from '../standard/tjenester.ts';
import type { Administration } from './administration/administration.ts';
import type { Beskeder } from './beskeder/beskeder.ts';
import type { HuskedeObjekter } from './huskede/huskede-objekter.ts';
import type { Efterset } from './kontrol/eftersyn.ts';
import type { Revisionslog } from './revision/revisionslog.ts';
import type { Vaerdilister } from './vaerdilister/vaerdilister.ts';

/** An object with some of its registrations, oldest first. */
export interface LagretObjekt {
  readonly ejer: string;
  readonly uuid: string;
  /** The number of the newest registration of the object, from 1; what `Skrivning.forventetNr` must say to change it. */
  readonly nr: number;
  readonly registreringer: readonly Registrering[];
}

/** `nuvaerende`: the newest registration. An interval: every registration in force somewhere in it. */
export type RegistreringsUdsnit = 'nuvaerende' | Interval;

/** An object, and the number that its newest registration must have when a change is saved. */
export interface Forudsat extends ObjektNoegle {
  readonly nr: number;
}

/** New registrations of one object. */
export interface Skrivning extends ObjektNoegle {
  readonly verbum: Verbum;
  /** The number of the newest registration that the change was made from; 0 where there must be none. */
  readonly forventetNr: number;
  /** That registration; absent where `forventetNr` is 0. */
  readonly forrige?: Registrering;
  /** The new ones, oldest first, each later than the one before. */
  readonly nye: readonly Registrering[];
  /** Other objects that the change was decided from, if any: each must be as it was when the change is saved. */
  readonly forudsatte?: readonly Forudsat[];
}

/** Which objects `alle` gives, and how much of them. */
export interface AlleFilter {
  readonly ejer?: string;
  readonly objekttype?: ObjektType;
  /** Only registrations made by then; objects that have none are left out. Absent: all. */
  readonly registreretSenest?: Instant;
}

/** An authority that the register knows. */
export interface Myndighedspost {
  readonly cvr: string;
  readonly navn: string;
  readonly kommunekode?: string;
  readonly organisationUuid: string;
  readonly rodenhedUuid: string;
  readonly virksomhedUuid: string;
  readonly myndighedUuid: string;
}

/** Numbers about the whole store, for those who watch it. */
export interface StoreFigures {
  /** Registrations that wait for their position in the change feed; counted up to a limit. */
  readonly queueLength: number;
  /** The newest position of the change feed. */
  readonly feedPosition: number;
  /** Reads of this process so far, where there is a replica: made there, and made on the primary all the same. */
  readonly reads?: { readonly replica: number; readonly primary: number };
}

/** A statement that took long, without its values. */
export interface SlowStatement {
  readonly text: string;
  readonly count: number;
  readonly worstMs: number;
  /** Rows that the worst one gave; -1 where it failed. */
  readonly rows: number;
  /** When it was last slow, as the database writes it. */
  readonly at: string;
  /** How it would be carried out now, for any values. */
  readonly plan: readonly string[];
  /** What may be done about it. */
  readonly advice: readonly string[];
}

/** The tables of one authority, or of all who have none of their own. */
export interface Partition {
  /** Absent: those of all the others. */
  readonly cvr?: string;
  /** As the database last counted them, not to the unit. */
  readonly objects: number;
  /** With all indexes. */
  readonly bytes: number;
}

/** How long it took to give an authority partitions: to copy, and how long others had to wait at most. */
export interface PartitionMade {
  readonly copyMs: number;
  /** Those who write for an authority without partitions of its own. */
  readonly writersWaitMs: number;
  /** Those who read for one. */
  readonly readersWaitMs: number;
}

/** Messages that have been taken, remembered for all processes of the register. */
export interface Gensyn {
  /**
   * True where the key has not been given before, to whichever process; from then on it has. It is remembered until the
   * instant at least, but for the last fraction of a second before a crash of the database.
   *
   * @param noegle SHA-256, hex.
   */
  erNy(noegle: string, udloeber: Instant): Promise<boolean>;
  /** Forgets those that expired before the instant, some thousands at a time; gives how many. */
  ryd(foer: Instant): Promise<number>;
}

/** The reads that calls of the wire make. */
export interface Reads {
  /**
   * The objects with these UUIDs, at most one for each: where several visible owners have one, that of the first owner
   * in `ejere`. Unknown UUIDs are left out, and so are objects without a registration in the interval.
   */
  hent(
    ejere: readonly string[],
    objekttype: ObjektType,
    uuids: readonly string[],
    udsnit: RegistreringsUdsnit,
  ): Promise<readonly LagretObjekt[]>;

  /** The UUIDs of the hits, in the order of the UUIDs, each once. */
  soeg(ejere: readonly string[], soegning: Soegning): Promise<readonly string[]>;

  /** Like `soeg`, with the registration looked at of each hit (one in `registreringer`). */
  soegObjekter(ejere: readonly string[], soegning: Soegning): Promise<readonly LagretObjekt[]>;

  /**
   * The UUIDs of a page of one owner's hits, in their order.
   *
   * @param foran Owners whose objects hide those of this one under the same UUID.
   */
  soegSide(ejer: string, foran: readonly string[], soegning: Sidesoegning): Promise<readonly string[]>;

  /**
   * Which objects of these owners point at some things, whenever on the virkning axis. Rows decide: an object may have been
   * ended, or be hidden by another owner's, and a period may be that of several entries.
   */
  pegere(ejere: readonly string[], soegning: Pegesoegning): Promise<readonly Peger[]>;
}

export interface Store extends Reads {
  /** The same reads, from a replica where there is one: for calls that only read. */
  readonly reads: Reads;

  /** Objects as they stand now, remembered by this process and true all the same. */
  readonly huskede: HuskedeObjekter;

  /**
   * Saves registrations, their search rows and their outbox rows, all or nothing. Gives false, and saves nothing, where
   * an object is not as `forventetNr` or `forudsatte` says: somebody else came first, so read again and decide again.
   */
  gem(skrivninger: readonly Skrivning[]): Promise<boolean>;

  /**
   * Replaces registrations of objects in place, search rows included, and leaves an outbox row for each object: for
   * `anonymiser`, where nothing may be left in the history. The registrations of each object are all of its
   * registrations, oldest first. False as for `gem`.
   */
  omskriv(
    objekter: readonly (ObjektNoegle & {
      forventetNr: number;
      verbum: Verbum;
      registreringer: readonly Registrering[];
    })[],
  ): Promise<boolean>;

  /**
   * Deletes all objects of an owner for good but the ones named; gives how many objects went. For `fysiskslet`. Their
   * changes stay in the feed, which holds keys and no content, and each gets a last one: Slettet.
   */
  fjernAlle(ejer: string, undtagen: readonly { objekttype: ObjektType; uuid: string }[]): Promise<number>;

  /**
   * The changes of these owners after a position, at most `antal` (from 1); what has been committed is numbered first, so
   * that a caller finds its own write. The position given is before `siden` where no change has got that far.
   */
  aendringer(ejere: readonly string[], siden: number, antal: number): Promise<Aendringsside>;

  /** Gives positions to the first of what has been committed, one batch at most; gives how many changes got one. */
  nummerer(): Promise<number>;

  /** The last position, after numbering: every change at or before it can be read. 0 where there is none. */
  sidstePosition(): Promise<number>;

  /** How the objects of these owners stand now, deleted ones too: at most `antal` (from 1) after a key, or from the start. */
  objekter(ejere: readonly string[], efter: ObjektNoegle | undefined, antal: number): Promise<Objektside>;

  /** The authority with a CVR; remembered for a while, so that it costs nothing on every call. */
  myndighed(cvr: string): Promise<Myndighedspost | undefined>;
  myndigheder(): Promise<readonly Myndighedspost[]>;
  gemMyndighed(post: Myndighedspost): Promise<void>;

  /** A small text kept under a name: which data sets have been laid in, and with what. */
  maerke(navn: string): Promise<string | undefined>;
  saetMaerke(navn: string, vaerdi: string): Promise<void>;
  fjernMaerke(navn: string): Promise<void>;
  /** Removes all marks whose names begin so. */
  fjernMaerker(begyndelse: string): Promise<void>;

  /**
   * Everything that `work` does with the store that it is given is one transaction: it is there when the promise
   * resolves, and nothing of it is where `work` throws. One call after the other; the given store is not closed.
   */
  samlet<T>(work: (store: Store) => Promise<T>): Promise<T>;

  /** Like `samlet`, for reading alone: everything that `work` reads is as it was at one moment. */
  fastholdt<T>(work: (store: Store) => Promise<T>): Promise<T>;

  /**
   * Has the database count how its tables are filled. To be called when much has come in: until the database has counted
   * by itself, its plans are those for empty tables, and a list of a thousand objects takes seconds.
   */
  opdaterStatistik(): Promise<void>;

  /** Number of objects by type, of one owner or of all. */
  antal(ejer?: string): Promise<ReadonlyMap<ObjektType, number>>;
  /** The same of all owners, each by itself. */
  antalPrEjer(): Promise<ReadonlyMap<string, ReadonlyMap<ObjektType, number>>>;
  /** Connections of other processes; of one that shares its name (`OpenOptions.navn`), none is counted. 0 on PGlite. */
  forbindelser(): Promise<number>;

  /** Every object with its whole history, in the order of owner, type number and UUID; in bounded memory. */
  alle(filter: AlleFilter): AsyncIterable<ObjektNoegle & LagretObjekt>;

  /**
   * Compares search rows, registrations, outbox and feed with what the documents say, and the documents with the form of
   * the register, in one snapshot; gives what is wrong, one line each. On PGlite the store answers nothing else meanwhile.
   *
   * @param onProgress Told how many objects have been read; where it throws, the check ends there.
   */
  kontroller(onProgress?: (objekter: number) => void): AsyncIterable<string>;

  /**
   * Like `kontroller`, and then makes search rows that are wrong anew from the documents: all or nothing for each object,
   * under the lock that writes take. Nothing else is changed.
   */
  reparer(onProgress?: (objekter: number) => void): AsyncIterable<Efterset>;
  partitions(): Promise<readonly Partition[]>;
  /**
   * Gives an authority partitions of its own, all or nothing, while others go on. Throws `bad-setting` where it has them.
   *
   * @param tell Told what is being done.
   */
  makePartition(cvr: string, tell?: (step: string) => void): Promise<PartitionMade>;

  /** The slowest statements of all processes, worst first, so many at most. */
  slowest(most: number): Promise<readonly SlowStatement[]>;

  /** Throws `store-unavailable` where the store does not answer, `bad-setting` where its form is not this version's. */
  assertReady(): Promise<void>;
  figures(): Promise<StoreFigures>;

  /**
   * Lays a consistent copy of the database into a folder that is there; calls wait only for the last part of it. Throws
   * `bad-setting` where the register is not in a data folder: PostgreSQL has its own tools.
   */
  kopier(til: string): Promise<void>;

  /** Systems, their certificates and agreements. */
  readonly administration: Administration;

  /** Messages and their distribution. */
  readonly beskeder: Beskeder;

  readonly vaerdilister: Vaerdilister;

  /** Not for use in `samlet`. */
  readonly gensyn: Gensyn;

  /** Who asked for what: written before it is answered, in chains that show what is taken out. Inside `samlet`, with it. */
  readonly revision: Revisionslog;

  close(): Promise<void>;
}
