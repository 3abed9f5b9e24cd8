/**
 * The door to the memory of objects as they stand now. What it gives is exact as of the last time that it was brought up to
 * date, or newer: the change feed tells it what is no longer so, whichever process wrote it (docs/decisions/0044).
 */
import type { ObjektNoegle } from '../../register/model.ts';
import type { Peger, Pegesoegning } from '../../register/soegning.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { LagretObjekt } from '../store.ts';

export interface HuskedeObjekter {
  /**
   * Forgets what others have changed of these owners' objects: one statement for all of them. When it resolves, `hent`
   * shows every write of any process that was acknowledged before the call, or, where `maxAlderMs` is above 0, so long
   * before it at most. Writes of this process are always shown.
   */
  ajour(ejere: readonly string[], maxAlderMs: number): Promise<void>;

  /**
   * The newest registration of each of the objects that are there, by UUID; where several owners have one, that of the
   * first in `ejere`. One statement for each owner of whom something is asked that is not remembered, and none else.
   */
  hent(
    ejere: readonly string[],
    objekttype: ObjektType,
    uuids: Iterable<string>,
  ): Promise<ReadonlyMap<string, LagretObjekt>>;

  /** What points at things now, as `Reads.pegere`: one statement where something is asked that is not remembered. */
  pegere(ejere: readonly string[], soegning: Omit<Pegesoegning, 'registrering'>): Promise<readonly Peger[]>;
}

/** The same for the store itself, which tells what it has written; when it has, whether it worked or not. */
export interface HuskedeSkrevne extends HuskedeObjekter {
  skrevet(objekter: readonly ObjektNoegle[]): void;
  /** Everything of the owner, or of all, may be different. */
  alleSkrevet(ejer?: string): void;
}
