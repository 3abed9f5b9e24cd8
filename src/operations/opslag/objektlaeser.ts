/** The objects that a request has read, by type and point: each is read once, and is one value from then on. */
import type { Kalder } from '../../access/kalder.ts';
import { skjulteFelter, udenFelter } from '../../access/personfelter.ts';
import { isAfsluttet } from '../../register/model.ts';
import { KOMBIT_CVR } from '../../standard/koder.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { LagretObjekt } from '../../store/store.ts';
import type { Frist } from './frist.ts';
import type { Lager } from './lager.ts';
import type { Fundne, Objekt, Punkt } from './opslag.ts';
import type { Synsfelt } from './synsfelt.ts';

/** By UUID; undefined for what was asked for and is not there. */
type Husket = Map<string, Objekt | undefined>;

export class Objektlaeser {
  readonly #kalder: Kalder;
  readonly #lager: Lager;
  readonly #synsfelt: Synsfelt;
  readonly #frist: Frist;
  readonly #huskede = new Map<string, Husket>();

  constructor(kalder: Kalder, lager: Lager, synsfelt: Synsfelt, frist: Frist) {
    this.#kalder = kalder;
    this.#lager = lager;
    this.#synsfelt = synsfelt;
    this.#frist = frist;
  }

  /** Reads what has not been read of these objects; gives all that the request has read of the type at the point. */
  async hent(objekttype: ObjektType, uuids: Iterable<string>, punkt: Punkt): Promise<Fundne> {
    const husket = this.#husket(objekttype, punkt);
    const mangler = new Set<string>();
    for (const uuid of uuids) if (!husket.has(uuid)) mangler.add(uuid);
    if (mangler.size > 0) await this.#laes(husket, objekttype, [...mangler], punkt);
    return husket;
  }

  #husket(objekttype: ObjektType, { registrering }: Punkt): Husket {
    const noegle = `${objekttype} ${registrering ?? 'nu'}`;
    const kendt = this.#huskede.get(noegle);
    if (kendt) return kendt;
    const ny: Husket = new Map();
    this.#huskede.set(noegle, ny);
    return ny;
  }

  async #laes(husket: Husket, objekttype: ObjektType, uuids: readonly string[], punkt: Punkt): Promise<void> {
    this.#frist.tael(uuids.length);
    const laes = async (ejere: readonly string[], mangler: readonly string[]) => {
      if (ejere.length === 0 || mangler.length === 0) return;
      for (const lagret of await this.#lager.hent(ejere, objekttype, mangler, punkt)) {
        this.#objekt(husket, objekttype, lagret);
      }
    };
    await laes(this.#synsfelt.ejere, uuids);
    const mangler = uuids.filter((uuid) => !husket.has(uuid));
    await laes([KOMBIT_CVR], await this.#synsfelt.stamdata(objekttype, mangler));
    for (const uuid of mangler) if (!husket.has(uuid)) husket.set(uuid, undefined);
  }

  #objekt(husket: Husket, objekttype: ObjektType, { ejer, uuid, registreringer }: LagretObjekt): void {
    // Who asked for the same at the same time has the same value.
    if (husket.has(uuid)) return;
    const registrering = registreringer[0];
    const isDer = registrering !== undefined && !isAfsluttet(registrering.livscyklusKode);
    const skjulte = skjulteFelter(this.#kalder, objekttype, ejer);
    const objekt = isDer
      ? { ejer, objekttype, uuid, registrering: udenFelter(registrering, skjulte), skjulte }
      : undefined;
    husket.set(uuid, objekt);
  }
}
