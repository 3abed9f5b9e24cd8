/**
 * Values under keys in groups, limited in bytes: what has not been used for a while goes. A place is taken before a value is read and
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
  readonly gruppe: string;
  readonly noegle: string;
  readonly vaerdi?: T;
  readonly bytes: number;
}

/** By group and key: keys are the UUIDs of stored objects, whose hashes the engine knows, and texts made of both would cost one each. */
type Halvdel<T> = Map<string, Map<string, Plads<T>>>;

export class Hukommelse<T> {
  readonly #halvMax: number;
  #nye: Halvdel<T> = new Map();
  #gamle: Halvdel<T> = new Map();
  #nyeBytes = 0;

  constructor(bytesMax: number) {
    this.#halvMax = bytesMax / 2;
  }

  /** The value under a key, which is now one that was used. */
  find(gruppe: string, noegle: string): T | undefined {
    const plads = this.#nye.get(gruppe)?.get(noegle);
    if (plads !== undefined) return plads.vaerdi;
    const gammel = this.#gamle.get(gruppe)?.get(noegle);
    if (gammel?.vaerdi === undefined) return undefined;
    this.#saet(gammel);
    return gammel.vaerdi;
  }

  /** Takes a place for a value that is going to be read now. */
  tag(gruppe: string, noegle: string): Plads<T> {
    const plads = { gruppe, noegle, bytes: ENTRY_BYTES };
    this.#saet(plads);
    return plads;
  }

  /** Fills a place with what was read after it was taken, unless it is gone. */
  fyld(plads: Plads<T>, vaerdi: T, bytes: number): void {
    const { gruppe, noegle } = plads;
    if ((this.#nye.get(gruppe)?.get(noegle) ?? this.#gamle.get(gruppe)?.get(noegle)) !== plads) return;
    this.#saet({ gruppe, noegle, vaerdi, bytes: ENTRY_BYTES + bytes });
  }

  glem(gruppe: string, noegle: string): void {
    const nye = this.#nye.get(gruppe);
    this.#nyeBytes -= nye?.get(noegle)?.bytes ?? 0;
    nye?.delete(noegle);
    this.#gamle.get(gruppe)?.delete(noegle);
  }

  #saet(plads: Plads<T>): void {
    this.glem(plads.gruppe, plads.noegle);
    if (plads.bytes > this.#halvMax) return;
    if (this.#nyeBytes + plads.bytes > this.#halvMax) {
      this.#gamle = this.#nye;
      this.#nye = new Map();
      this.#nyeBytes = 0;
    }
    const gruppe = this.#nye.get(plads.gruppe) ?? new Map<string, Plads<T>>();
    this.#nye.set(plads.gruppe, gruppe);
    gruppe.set(plads.noegle, plads);
    this.#nyeBytes += plads.bytes;
  }
}
