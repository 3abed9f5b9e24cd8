/**
 * The one door to the store. PGlite and PostgreSQL stand behind it with the same SQL; nobody outside this room knows a
 * table. Every call names the owners that the caller may see or the owner it writes for.
 */
import type { Interval } from '../base/instant.ts';
import type { ObjektNoegle, Registrering } from '../register/model.ts';
import type { Soegning } from '../register/soegning.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { Verbum } from '../standard/tjenester.ts';

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

/** New registrations of one object. */
export interface Skrivning extends ObjektNoegle {
  readonly verbum: Verbum;
  /** The number of the newest registration that the change was made from; 0 where there must be none. */
  readonly forventetNr: number;
  /** That registration; absent where `forventetNr` is 0. */
  readonly forrige?: Registrering;
  /** The new ones, oldest first, each later than the one before. */
  readonly nye: readonly Registrering[];
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
}

export interface Store extends Reads {
  /** The same reads, from a replica where there is one: for calls that only read. */
  readonly reads: Reads;

  /**
   * Saves registrations, their search rows and their outbox rows, all or nothing. Gives false, and saves nothing, where
   * an object is not as `forventetNr` says: somebody else came first, so read again and decide again.
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

  /** Deletes all objects of an owner for good but the ones named; gives how many objects went. For `fysiskslet`. */
  fjernAlle(ejer: string, undtagen: readonly { objekttype: ObjektType; uuid: string }[]): Promise<number>;

  /** The authority with a CVR; remembered for a while, so that it costs nothing on every call. */
  myndighed(cvr: string): Promise<Myndighedspost | undefined>;
  myndigheder(): Promise<readonly Myndighedspost[]>;
  gemMyndighed(post: Myndighedspost): Promise<void>;

  /** A small text kept under a name: which data sets have been laid in, and with what. */
  maerke(navn: string): Promise<string | undefined>;
  saetMaerke(navn: string, vaerdi: string): Promise<void>;

  /** Number of objects by type, of one owner or of all. */
  antal(ejer?: string): Promise<ReadonlyMap<ObjektType, number>>;

  /** Every object with its whole history, in the order of owner, type number and UUID; in bounded memory. */
  alle(filter: { ejer?: string; objekttype?: ObjektType }): AsyncIterable<ObjektNoegle & LagretObjekt>;

  /**
   * Compares search rows, registrations and outbox with what the documents say; gives what is wrong, one line each.
   *
   * @param onProgress Told how many objects have been read; where it throws, the check ends there.
   */
  kontroller(onProgress?: (objekter: number) => void): AsyncIterable<string>;

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

  close(): Promise<void>;
}
