/**
 * Values under keys, limited in bytes: what has not been used for a while goes. A place is taken before a value is read and
 * filled afterwards; where the key was forgotten meanwhile the place is gone, so what is filled in is never older than what
 * made it be forgotten.
 *
 * There are two halves: what is used is in the new one, and when that is full it becomes the old one, whose rest goes. So a
 * value that is found costs one look, and none that was used lately goes before one that was not.
 */

/** What an entry takes besides its value: its key, and what the map needs; measured. */
const ENTRY_BYTES = 600;

/** An entry, or the place of one that is being read: then it has no value yet. */
export interface Plads<T> {
  readonly noegle: string;
  readonly vaerdi?: T;
  readonly bytes: number;
}

export class Hukommelse<T> {
  readonly #halvMax: number;
  #nye = new Map<string, Plads<T>>();
  #gamle = new Map<string, Plads<T>>();
  #nyeBytes = 0;

  constructor(bytesMax: number) {
    this.#halvMax = bytesMax / 2;
  }

  /** The value under a key, which is now one that was used. */
  find(noegle: string): T | undefined {
    const plads = this.#nye.get(noegle);
    if (plads !== undefined) return plads.vaerdi;
    const gammel = this.#gamle.get(noegle);
    if (gammel?.vaerdi === undefined) return undefined;
    this.#saet(gammel);
    return gammel.vaerdi;
  }

  /** Takes a place for a value that is going to be read now. */
  tag(noegle: string): Plads<T> {
    const plads = { noegle, bytes: ENTRY_BYTES };
    this.#saet(plads);
    return plads;
  }

  /** Fills a place with what was read after it was taken, unless it is gone. */
  fyld(plads: Plads<T>, vaerdi: T, bytes: number): void {
    const { noegle } = plads;
    if ((this.#nye.get(noegle) ?? this.#gamle.get(noegle)) !== plads) return;
    this.#saet({ noegle, vaerdi, bytes: ENTRY_BYTES + bytes });
  }

  glem(noegle: string): void {
    const plads = this.#nye.get(noegle);
    this.#nyeBytes -= plads?.bytes ?? 0;
    this.#nye.delete(noegle);
    this.#gamle.delete(noegle);
  }

  #saet(plads: Plads<T>): void {
    this.glem(plads.noegle);
    if (plads.bytes > this.#halvMax) return;
    if (this.#nyeBytes + plads.bytes > this.#halvMax) {
      this.#gamle = this.#nye;
      this.#nye = new Map();
      this.#nyeBytes = 0;
    }
    this.#nye.set(plads.noegle, plads);
    this.#nyeBytes += plads.bytes;
  }
}
