/** The auditor's book: every object that it knows, how many calls were made, and where server and model disagree. */
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import type { Registrering, Type } from './former.ts';

/** A look at an object during a call: every history that it has had since, the one before the call first. */
export interface Blik extends Disposable {
  readonly objekt: Kendt;
  readonly historikker: (readonly Registrering[])[];
}

/** An object as the auditor believes it to be, and everything that was done to it. */
export class Kendt {
  readonly cvr: string;
  readonly type: Type;
  readonly uuid: string;
  /** One line for each write, in the order in which they were answered. */
  readonly spor: string[] = [];
  /** Server and model disagree about it; it is told once and not looked at again. */
  isOpgivet = false;
  #historik: readonly Registrering[] = [];
  readonly #blikke = new Set<Blik>();
  #isTaget = false;
  #venter: (() => void)[] = [];

  constructor(cvr: string, type: Type, uuid: string) {
    this.cvr = cvr;
    this.type = type;
    this.uuid = uuid;
  }

  /** Its registrations, oldest first. */
  get historik(): readonly Registrering[] {
    return this.#historik;
  }

  /** Believes another history from now on. */
  laer(historik: readonly Registrering[]): void {
    this.#historik = historik;
    for (const blik of this.#blikke) blik.historikker.push(historik);
  }

  /** Opens a look; it is closed by its disposal. */
  blik(): Blik {
    const blik: Blik = {
      objekt: this,
      historikker: [this.#historik],
      [Symbol.dispose]: () => {
        this.#blikke.delete(blik);
      },
    };
    this.#blikke.add(blik);
    return blik;
  }

  /** Takes the object for a write; false where another client has it. */
  tag(): boolean {
    if (this.#isTaget || this.isOpgivet) return false;
    this.#isTaget = true;
    return true;
  }

  slip(): void {
    this.#isTaget = false;
    for (const fortsaet of this.#venter.splice(0)) fortsaet();
  }

  /** Resolves when nobody writes it. */
  async ro(): Promise<void> {
    while (this.#isTaget) await new Promise<void>((fortsaet) => this.#venter.push(fortsaet));
  }
}

export interface Uenighed {
  readonly hvad: string;
  readonly forklaring: readonly string[];
  readonly spor: readonly string[];
}

/** Lines of a trail that are shown: the last ones, and what made the object. */
const SPOR_LINJER_MAX = 40;

export class Bog {
  readonly uenigheder: Uenighed[] = [];
  /** Calls by verb, and by what came of them. */
  readonly antal = new Map<string, number>();
  readonly #objekter = new Map<string, Map<string, Kendt>>();
  readonly #oprettes = new Set<Promise<unknown>>();

  tael(hvad: string): void {
    this.antal.set(hvad, (this.antal.get(hvad) ?? 0) + 1);
  }

  skrivNed(objekt: Kendt): void {
    const noegle = `${objekt.cvr} ${objekt.type}`;
    if (!this.#objekter.has(noegle)) this.#objekter.set(noegle, new Map());
    this.#objekter.get(noegle)!.set(objekt.uuid, objekt);
  }

  find(cvr: string, type: Type, uuid: string): Kendt | undefined {
    return this.#objekter.get(`${cvr} ${type}`)?.get(uuid);
  }

  /** What an authority sees under a UUID: its own first, else the shared one. */
  ses(cvr: string, type: Type, uuid: string): Kendt | undefined {
    return this.find(cvr, type, uuid) ?? this.find(KOMBIT_CVR, type, uuid);
  }

  egne(cvr: string, type: Type): Kendt[] {
    return [...(this.#objekter.get(`${cvr} ${type}`)?.values() ?? [])];
  }

  synlige(cvr: string, type: Type): Kendt[] {
    return [...this.egne(cvr, type), ...this.egne(KOMBIT_CVR, type)];
  }

  alle(): Kendt[] {
    return [...this.#objekter.values()].flatMap((objekter) => [...objekter.values()]);
  }

  /** An `opret` is under way: an object may come to be whose UUID nobody here knows yet. */
  oprettes(arbejde: Promise<unknown>): void {
    this.#oprettes.add(arbejde);
    void arbejde.finally(() => this.#oprettes.delete(arbejde));
  }

  /** Resolves when every `opret` that is under way now has its answer. */
  async alleOprettet(): Promise<void> {
    await Promise.allSettled([...this.#oprettes]);
  }

  /** Server and model disagree; `objekter` are given up, and their trails are told. */
  uenig(hvad: string, forklaring: readonly string[], objekter: readonly Kendt[] = []): void {
    const spor = objekter.slice(0, 3).flatMap((objekt) => {
      const linjer = objekt.spor;
      const vist = linjer.length > SPOR_LINJER_MAX ? [linjer[0]!, '…', ...linjer.slice(-SPOR_LINJER_MAX)] : linjer;
      return [`${objekt.type} ${objekt.uuid} of ${objekt.cvr}:`, ...vist.map((linje) => `  ${linje}`)];
    });
    for (const objekt of objekter) objekt.isOpgivet = true;
    this.uenigheder.push({ hvad, forklaring, spor });
  }
}
