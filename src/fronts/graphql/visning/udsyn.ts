/**
 * What one request has read at a point of both time axes: objects, who points at them, and the texts of classes. Fields load
 * into it in bulk before they are answered, and are answered from it without waiting.
 */
import { type Instant, type Interval, isCalendarInstant } from '../../../base/instant.ts';
import type { Klassetekst } from '../../../operations/klassetekster.ts';
import type { Objekt, Opslag, Punkt } from '../../../operations/opslag/opslag.ts';
import type { Relation } from '../../../register/model.ts';
import type { ObjektType } from '../../../standard/objekttyper.ts';
import type { Relationsnavn } from '../../../standard/relationer.ts';
import type { Session } from '../tabel.ts';
import { type Dokumentsyn, dokumentsyn } from './dokumentsyn.ts';
import { type Gyldighed, tekst } from './gaeldende.ts';

/** An object at a point: what most fields are asked of. */
export class Knude {
  readonly objekt: Objekt;
  readonly udsyn: Udsyn;
  #syn: Dokumentsyn | undefined;
  #husket: Map<string, unknown> | undefined;

  constructor(objekt: Objekt, udsyn: Udsyn) {
    this.objekt = objekt;
    this.udsyn = udsyn;
  }

  get uuid(): string {
    return this.objekt.uuid;
  }

  tekst(felt: string): string | undefined {
    return tekst(this.objekt.registrering, felt, this.udsyn.punkt.virkning);
  }

  poster(relation: Relationsnavn): readonly Relation[] {
    return this.#dokument.poster(relation);
  }

  peger(relation: Relationsnavn): readonly string[] {
    return this.#dokument.peger(relation);
  }

  get gyldighed(): Gyldighed | undefined {
    return this.#dokument.gyldighed;
  }

  /** The time without a gap in which a relation points at a UUID. */
  pegeperiode(relation: Relationsnavn, uuid: string): Interval | undefined {
    return this.#dokument.pegeperiode(relation, uuid);
  }

  get isAktiv(): boolean {
    return this.gyldighed?.status === 'AKTIV';
  }

  get #dokument(): Dokumentsyn {
    this.#syn ??= dokumentsyn(this.objekt.registrering, this.udsyn.punkt.virkning);
    return this.#syn;
  }

  /** What is made of it once; to be asked for when all that it needs has been read. */
  husk<T>(navn: string, lav: () => T): T {
    this.#husket ??= new Map();
    if (!this.#husket.has(navn)) this.#husket.set(navn, lav());
    return this.#husket.get(navn) as T;
  }
}

export class Udsyn {
  readonly punkt: Punkt;
  readonly #opslag: Opslag;
  readonly #knuder = new Map<string, Map<string, Knude | undefined>>();
  readonly #pegere = new Map<string, Map<string, readonly Knude[]>>();
  readonly #tekster = new Map<string, Klassetekst | undefined>();

  constructor(opslag: Opslag, punkt: Punkt) {
    this.#opslag = opslag;
    this.punkt = punkt;
  }

  /** Reads those of the objects that have not been read. */
  async hent(objekttype: ObjektType, uuids: Iterable<string>): Promise<void> {
    const kendte = this.#knuderAf(objekttype);
    const nye = ukendte(kendte, uuids);
    if (nye.length === 0) return;
    const fundne = await this.#opslag.hent(objekttype, nye, this.punkt);
    for (const uuid of nye) {
      const objekt = fundne.get(uuid);
      if (!kendte.has(uuid)) kendte.set(uuid, objekt && new Knude(objekt, this));
    }
  }

  /** An object that has been read; undefined where there is none that the caller sees. */
  knude(objekttype: ObjektType, uuid: string): Knude | undefined {
    return this.#knuderAf(objekttype).get(uuid);
  }

  /** Takes in objects that were read in another way. */
  optag(objekter: readonly Objekt[]): readonly Knude[] {
    return objekter.map((objekt) => {
      const kendte = this.#knuderAf(objekt.objekttype);
      const knude = kendte.get(objekt.uuid) ?? new Knude(objekt, this);
      kendte.set(objekt.uuid, knude);
      return knude;
    });
  }

  /** Reads the objects whose relation points at the UUIDs, where that has not been done. */
  async hentPegere(objekttype: ObjektType, relation: Relationsnavn, uuids: Iterable<string>): Promise<void> {
    const kendte = this.#pegereAf(objekttype, relation);
    const nye = ukendte(kendte, uuids);
    if (nye.length === 0) return;
    const fundne = await this.#opslag.somPegerPaa(objekttype, relation, nye, this.punkt);
    for (const uuid of nye) kendte.set(uuid, this.optag(fundne.get(uuid) ?? []));
  }

  pegere(objekttype: ObjektType, relation: Relationsnavn, uuid: string): readonly Knude[] {
    return this.#pegereAf(objekttype, relation).get(uuid) ?? [];
  }

  async hentTekster(uuids: Iterable<string>): Promise<void> {
    const nye = ukendte(this.#tekster, uuids);
    if (nye.length === 0) return;
    const fundne = await this.#opslag.klassetekster(nye, this.punkt);
    for (const uuid of nye) this.#tekster.set(uuid, fundne.get(uuid));
  }

  klassetekst(uuid: string): Klassetekst | undefined {
    return this.#tekster.get(uuid);
  }

  #knuderAf(objekttype: ObjektType): Map<string, Knude | undefined> {
    return plads(this.#knuder, objekttype);
  }

  #pegereAf(objekttype: ObjektType, relation: Relationsnavn): Map<string, readonly Knude[]> {
    return plads(this.#pegere, `${objekttype} ${relation}`);
  }
}

function plads<T>(alle: Map<string, Map<string, T>>, navn: string): Map<string, T> {
  const fundet = alle.get(navn) ?? new Map<string, T>();
  alle.set(navn, fundet);
  return fundet;
}

function ukendte(kendte: ReadonlyMap<string, unknown>, uuids: Iterable<string>): string[] {
  return [...new Set(uuids)].filter((uuid) => !kendte.has(uuid));
}

/** The point that a root field is asked about; what is true now, as it is known now, where it does not say. */
export interface Tidspunkter {
  readonly virkningstidspunkt?: Instant | null;
  readonly registreringstidspunkt?: Instant | null;
}

export function udsynAf(session: Session, tidspunkter: Tidspunkter): Udsyn {
  const virkning = tidspunkter.virkningstidspunkt ?? session.nu;
  const registrering = tidspunkter.registreringstidspunkt ?? undefined;
  const punkt: Punkt = { virkning, ...(registrering !== undefined && { registrering }) };
  return session.husk(`udsyn ${virkning} ${registrering}`, () => new Udsyn(session.opslag, punkt));
}

/** An end of a period as an answer has it: null where it is open. */
export function graense(instant: Instant): Instant | null {
  return isCalendarInstant(instant) ? instant : null;
}
