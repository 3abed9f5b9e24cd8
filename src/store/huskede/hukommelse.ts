/**
 * Values under keys, limited in bytes: what was used longest ago goes first. A place is taken before a value is read and
 * filled afterwards; where the key was forgotten meanwhile the place is gone, so what is filled in is never older than what
 * made it be forgotten.
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
  readonly #bytesMax: number;
  readonly #pladser = new Map<string, Plads<T>>();
  #bytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /** The value under a key, which is now the one used last. */
  find(noegle: string): T | undefined {
    const plads = this.#pladser.get(noegle);
    if (plads?.vaerdi === undefined) return undefined;
    this.#pladser.delete(noegle);
    this.#pladser.set(noegle, plads);
    return plads.vaerdi;
  }

  /** Takes a place for a value that is going to be read now. */
  tag(noegle: string): Plads<T> {
    const plads = { noegle, bytes: ENTRY_BYTES };
    this.#saet(plads);
    return plads;
  }

  /** Fills a place with what was read after it was taken, unless it is gone. */
  fyld(plads: Plads<T>, vaerdi: T, bytes: number): void {
    if (this.#pladser.get(plads.noegle) !== plads) return;
    this.#saet({ noegle: plads.noegle, vaerdi, bytes: ENTRY_BYTES + bytes });
  }

  glem(noegle: string): void {
    const plads = this.#pladser.get(noegle);
    if (plads === undefined) return;
    this.#pladser.delete(noegle);
    this.#bytes -= plads.bytes;
  }

  #saet(plads: Plads<T>): void {
    this.glem(plads.noegle);
    if (plads.bytes > this.#bytesMax) return;
    this.#pladser.set(plads.noegle, plads);
    this.#bytes += plads.bytes;
    for (const noegle of this.#pladser.keys()) {
      if (this.#bytes <= this.#bytesMax) break;
      this.glem(noegle);
    }
  }
}
