/**
 * Reading many objects at a point of both time axes, for those who answer one question out of many objects
 * (docs/decisions/0048). Everything is asked in bulk: how many statements go to the database depends on the shape of the
 * question, never on the number of objects.
 */
import type { Kalder } from '../../access/kalder.ts';
import type { Personfelt } from '../../access/personfelter.ts';
import type { Instant } from '../../base/instant.ts';
import type { Registrering } from '../../register/model.ts';
import type { Kriterium } from '../../register/soegning.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Relationsnavn } from '../../standard/relationer.ts';
import type { Myndighedspost } from '../../store/store.ts';
import type { Klassetekst } from '../klassetekster.ts';

/** A point of both time axes. */
export interface Punkt {
  readonly virkning: Instant;
  /** Absent: what is known now. */
  readonly registrering?: Instant;
}

/** An object that the caller sees. The same object at the same point is the same value within one request. */
export interface Objekt {
  readonly ejer: string;
  readonly objekttype: ObjektType;
  readonly uuid: string;
  /** The registration in force at the point, whole on the virkning axis, without the fields that the caller does not see. */
  readonly registrering: Registrering;
  /** Which fields it does not see; empty but for Person. */
  readonly skjulte: readonly Personfelt[];
}

/** Objects by UUID, to look up those that were asked for; others may be there. */
export interface Fundne {
  get(uuid: string): Objekt | undefined;
}

/** A page of the objects of one owner, in the order of the UUIDs. */
export interface Sidespoergsmaal {
  /** Whose objects; where the caller may not see them there are none. */
  readonly ejer: string;
  readonly objekttype: ObjektType;
  /** As in a search: on different elements all must hold, of the same element one. */
  readonly kriterier: readonly Kriterium[];
  readonly punkt: Punkt;
  readonly antal: number;
  readonly retning: 'frem' | 'tilbage';
  /** Only objects after this one. */
  readonly efter?: string;
  /** Only objects before this one. */
  readonly foer?: string;
  /** An object that comes before all others where it is a hit. */
  readonly foerst?: string;
}

export interface Side {
  /** In the order of the list, in either direction. */
  readonly objekter: readonly Objekt[];
  /** True where there are hits before the first one given. */
  readonly harFoer: boolean;
  /** True where there are hits after the last one given. */
  readonly harEfter: boolean;
}

/** What a request has done so far. */
export interface Opslagstal {
  /** Objects read, each once for each point. */
  readonly objekter: number;
  /** Questions to the store. */
  readonly spoergsmaal: number;
}

/**
 * The reads of one request. Passive and deleted objects are not there, nor are those that the caller does not see. Each
 * call throws FkorgError: `limit-passed` where the request has read too many objects, `answer-timeout` where it takes too
 * long, `aborted` where the one who asked has gone.
 */
export interface Opslag {
  readonly kalder: Kalder;
  /** What the request has done so far. */
  readonly tal: Opslagstal;

  /** The objects with these UUIDs; undefined for what is not there. */
  hent(objekttype: ObjektType, uuids: Iterable<string>, punkt: Punkt): Promise<Fundne>;

  /**
   * For each UUID the objects of a type whose relation points at it in a period that holds at the point, in the order of
   * their UUIDs; no entry where there are none.
   */
  somPegerPaa(
    objekttype: ObjektType,
    relation: Relationsnavn,
    uuids: Iterable<string>,
    punkt: Punkt,
  ): Promise<ReadonlyMap<string, readonly Objekt[]>>;

  side(spoergsmaal: Sidespoergsmaal): Promise<Side>;

  /**
   * The UUIDs of all objects that fit, among those of an owner and the common ones: for criteria that reach over a relation.
   * Classes are found also where the caller sees none, published or not. The field, where a criterion is on one that the
   * caller may not search for in the data of the owner. Throws `limit-passed` also where too many fit.
   */
  find(
    ejer: string,
    objekttype: ObjektType,
    kriterier: readonly Kriterium[],
    punkt: Punkt,
  ): Promise<readonly string[] | Personfelt>;

  /** The texts of classes: those that the caller sees and, always, the common ones; not in the map where a class has none. */
  klassetekster(uuids: Iterable<string>, punkt: Punkt): Promise<ReadonlyMap<string, Klassetekst>>;

  /** The authority with a CVR where the caller may see its data. */
  myndighed(cvr: string): Promise<Myndighedspost | undefined>;
}
