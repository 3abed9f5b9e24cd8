/** The texts of classes that others are read with: labels over SOAP, titles over GraphQL (docs/decisions/0044). */
import type { Instant } from '../base/instant.ts';

/** The texts of a class that are in force at an instant. */
export interface Klassetekst {
  /** BrugervendtNoegleTekst. */
  readonly noegle?: string;
  /** TitelTekst. */
  readonly titel?: string;
}

export interface Klassetekster {
  /**
   * The texts in force of each class that is known and published then; others are not in the map.
   *
   * @param ejere Whose classes count; of several with one UUID that of the first owner.
   * @param registrering What is known now where it is absent.
   */
  find(
    uuids: Iterable<string>,
    ejere: readonly string[],
    virkning: Instant,
    registrering?: Instant,
  ): Promise<ReadonlyMap<string, Klassetekst>>;
}
