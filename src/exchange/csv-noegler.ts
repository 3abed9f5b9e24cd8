/**
 * The UUIDs of what comes from CSV: made from the owner and the id in the file, so that the next file means the same
 * objects. An object is from CSV exactly when its UUID is the one of its BrugervendtNoegleTekst.
 */
import { createHash } from 'node:crypto';
import { namedUuid } from '../base/uuid.ts';
import type { Klassenoegle } from '../data/klasser.ts';

/** Made once for this purpose, and never changed: with another one every municipality would get its objects twice. */
const NAMESPACE = 'b7a5d3c0-5a0e-4a6e-9f54-0d9a3a1f6c21';

/** Characters that BrugervendtNoegleTekst has room for. */
export const NOEGLE_TEGN_MAX = 50;

export type Slags = 'enhed' | 'bruger' | 'person' | 'ansaettelse';

export function csvUuid(ejer: string, slags: Slags, noegle: string): string {
  return namedUuid(NAMESPACE, `${ejer}/${slags}/${noegle}`);
}

/** The address of an object in a role. */
export function adresseUuid(objektUuid: string, rolle: Klassenoegle): string {
  return namedUuid(NAMESPACE, `${objektUuid}/adresse/${rolle}`);
}

/** The key of an employment: user and unit, or a hash of them where they are too long. */
export function ansaettelseNoegle(brugerid: string, enhedsid: string): string {
  const noegle = `${brugerid}/${enhedsid}`;
  if ([...noegle].length <= NOEGLE_TEGN_MAX) return noegle;
  return createHash('sha256').update(noegle).digest('hex').slice(0, NOEGLE_TEGN_MAX);
}

/** A set of UUIDs in 16 to 32 bytes each: by their first 64 bits, which two names share once in 10^19 pairs. */
export class UuidSet {
  #hoej = new Uint32Array(1024);
  #lav = new Uint32Array(1024);
  #antal = 0;

  /** True where it was not there before. */
  add(uuid: string): boolean {
    if ((this.#antal + 1) * 2 > this.#hoej.length) this.#voks();
    const hoej = Number.parseInt(uuid.slice(0, 8), 16);
    const lav = Number.parseInt(uuid.slice(9, 13) + uuid.slice(14, 18), 16);
    const plads = this.#plads(hoej, lav);
    if (this.#hoej[plads] !== 0 || this.#lav[plads] !== 0) return false;
    this.#hoej[plads] = hoej;
    this.#lav[plads] = lav;
    this.#antal += 1;
    return true;
  }

  has(uuid: string): boolean {
    const plads = this.#plads(
      Number.parseInt(uuid.slice(0, 8), 16),
      Number.parseInt(uuid.slice(9, 13) + uuid.slice(14, 18), 16),
    );
    return this.#hoej[plads] !== 0 || this.#lav[plads] !== 0;
  }

  /** Where it is, or would be; an empty place is 0 and 0, which no version 5 UUID begins with (its version is a 5). */
  #plads(hoej: number, lav: number): number {
    const mask = this.#hoej.length - 1;
    let plads = (hoej ^ lav) & mask;
    while (
      (this.#hoej[plads] !== 0 || this.#lav[plads] !== 0) &&
      (this.#hoej[plads] !== hoej || this.#lav[plads] !== lav)
    ) {
      plads = (plads + 1) & mask;
    }
    return plads;
  }

  #voks(): void {
    const [hoej, lav] = [this.#hoej, this.#lav];
    this.#hoej = new Uint32Array(hoej.length * 2);
    this.#lav = new Uint32Array(hoej.length * 2);
    for (let i = 0; i < hoej.length; i++) {
      if (hoej[i] === 0 && lav[i] === 0) continue;
      const plads = this.#plads(hoej[i]!, lav[i]!);
      this.#hoej[plads] = hoej[i]!;
      this.#lav[plads] = lav[i]!;
    }
  }
}
