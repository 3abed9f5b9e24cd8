/** Objects as they stand now, read where they are not remembered. */
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Laeser } from '../drivers/driver.ts';
import { nuvaerende } from '../queries/hent.ts';
import type { LagretObjekt } from '../store.ts';
import { Hukommelse, type Plads } from './hukommelse.ts';

/** What an object takes as it is given, for each character of its document; measured (docs/decisions/0044). */
const BYTES_PER_CHARACTER = 8;
/** So few objects are asked of all owners at once: a statement costs more than looking for them in vain. */
const FAA = 100;

export class ObjektHukommelse {
  readonly #session: Laeser;
  /** Null: the owner has no such object. */
  readonly #hukommelse: Hukommelse<LagretObjekt | null>;
  readonly #gruppeOf: (ejer: string, objekttype: ObjektType) => string;

  /** @param gruppeOf The group of what is remembered of an owner's objects of a type now. */
  constructor(session: Laeser, bytesMax: number, gruppeOf: (ejer: string, objekttype: ObjektType) => string) {
    this.#session = session;
    this.#hukommelse = new Hukommelse(bytesMax);
    this.#gruppeOf = gruppeOf;
  }

  glem(ejer: string, objekttype: ObjektType, uuid: string): void {
    this.#hukommelse.glem(this.#gruppeOf(ejer, objekttype), uuid);
  }

  /** Puts the first owner's objects among those found; gives the UUIDs of which he has none. */
  async hent(
    ejere: readonly string[],
    objekttype: ObjektType,
    uuids: readonly string[],
    fundne: Map<string, LagretObjekt>,
  ): Promise<readonly string[]> {
    const gruppe = this.#gruppeOf(ejere[0]!, objekttype);
    const ikkeHer: string[] = [];
    const ukendte: string[] = [];
    for (const uuid of uuids) {
      const husket = this.#hukommelse.find(gruppe, uuid);
      if (husket) fundne.set(uuid, husket);
      else (husket === null ? ikkeHer : ukendte).push(uuid);
    }
    if (ukendte.length === 0) return ikkeHer;
    const laeste = await this.#laes(ukendte.length <= FAA ? ejere : ejere.slice(0, 1), objekttype, ukendte);
    for (const uuid of ukendte) {
      const objekt = laeste.get(uuid);
      if (objekt) fundne.set(uuid, objekt);
      else ikkeHer.push(uuid);
    }
    return ikkeHer;
  }

  /** Reads objects of owners, and remembers them; gives those of the first. */
  async #laes(
    ejere: readonly string[],
    objekttype: ObjektType,
    uuids: readonly string[],
  ): Promise<ReadonlyMap<string, LagretObjekt>> {
    const pladser = new Map<string, Plads<LagretObjekt | null>>();
    for (const ejer of ejere) {
      const gruppe = this.#gruppeOf(ejer, objekttype);
      for (const uuid of uuids) {
        const isNy = ejer === ejere[0] || this.#hukommelse.find(gruppe, uuid) === undefined;
        if (isNy) pladser.set(`${ejer} ${uuid}`, this.#hukommelse.tag(gruppe, uuid));
      }
    }
    const foerstes = new Map<string, LagretObjekt>();
    for (const { objekt, tegn } of await nuvaerende(this.#session, ejere, objekttype, uuids)) {
      const { ejer, uuid } = objekt;
      if (ejer === ejere[0]) foerstes.set(uuid, objekt);
      const plads = pladser.get(`${ejer} ${uuid}`);
      if (plads) this.#hukommelse.fyld(plads, objekt, tegn * BYTES_PER_CHARACTER);
      pladser.delete(`${ejer} ${uuid}`);
    }
    for (const plads of pladser.values()) this.#hukommelse.fyld(plads, null, 0);
    return foerstes;
  }
}
