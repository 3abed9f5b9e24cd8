/**
 * What stands around objects of Klassifikation that are written together: the objects that they refer to, those above these, and
 * each other. Everything is read in bulk: how many statements it takes depends on the levels, not on the number of objects.
 */
import { visibleOwners } from '../../access/kalder.ts';
import { FRA_ALTID, TIL_ALTID } from '../../base/instant.ts';
import { overordnede } from '../../register/klassifikation/overordnede.ts';
import type { Registrering } from '../../register/model.ts';
import { KOMBIT_CVR } from '../../standard/koder.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Forudsat, LagretObjekt, Skrivning } from '../../store/store.ts';
import type { Kontekst } from '../kontekst.ts';

/** Classes that are read for one write, and for each of many. */
const KLASSER_MAX = 1000;
const KLASSER_MAX_PER_SKRIVNING = 5;

interface Kendt {
  readonly ejer: string;
  readonly uuid: string;
  /** The newest one. */
  readonly registrering: Registrering;
  /** Absent for an object that is written together with the one that refers to it. */
  readonly forudsat?: Forudsat;
}

export class Omverden {
  readonly #kontekst: Kontekst;
  readonly #ejere: readonly string[];
  readonly #kendte = new Map<string, Kendt | undefined>();
  readonly #skrevne = new Map<string, Kendt>();

  /** @param ejer The owner of what is written: it refers to its own objects and to common ones that the caller sees. */
  constructor(kontekst: Kontekst, ejer: string) {
    this.#kontekst = kontekst;
    this.#ejere = visibleOwners(kontekst.kalder).filter((en) => en === ejer || en === KOMBIT_CVR);
  }

  /** The object as it is now, `undefined` where there is none, `ulaest` where it was too much to read. */
  find(objekttype: ObjektType, uuid: string): Kendt | undefined | 'ulaest' {
    const noegle = `${objekttype} ${uuid}`;
    const skrevet = this.#skrevne.get(noegle);
    if (skrevet) return skrevet;
    return this.#kendte.has(noegle) ? this.#kendte.get(noegle) : 'ulaest';
  }

  /** From now on the object is as this write makes it. */
  skriv({ ejer, objekttype, uuid, nye }: Skrivning): void {
    this.#skrevne.set(`${objekttype} ${uuid}`, { ejer, uuid, registrering: nye.at(-1)! });
  }

  async laes(objekttype: ObjektType, uuids: Iterable<string>): Promise<readonly LagretObjekt[]> {
    const nye = [...new Set(uuids)].filter((uuid) => !this.#kendte.has(`${objekttype} ${uuid}`));
    if (nye.length === 0) return [];
    const fundne = await this.#kontekst.store.hent(this.#ejere, objekttype, nye, 'nuvaerende');
    for (const uuid of nye) this.#kendte.set(`${objekttype} ${uuid}`, undefined);
    for (const { ejer, uuid, nr, registreringer } of fundne) {
      const forudsat = { ejer, objekttype, uuid, nr };
      this.#kendte.set(`${objekttype} ${uuid}`, { ejer, uuid, registrering: registreringer.at(-1)!, forudsat });
    }
    return fundne;
  }

  /** Reads the parents that the registrations name, and those above them, as far as a class may have levels. */
  async laesOpad(registreringer: readonly Registrering[]): Promise<void> {
    let tilbage = KLASSER_MAX + KLASSER_MAX_PER_SKRIVNING * registreringer.length;
    let niveau = registreringer;
    for (let dybde = 0; dybde < this.#kontekst.limits.klasseNiveauerMax && niveau.length > 0; dybde++) {
      const uuids = new Set(niveau.flatMap((en) => overordnede(en).map(({ uuid }) => uuid)));
      const nye = [...uuids].filter((uuid) => !this.#kendte.has(`Klasse ${uuid}`)).slice(0, tilbage);
      tilbage -= nye.length;
      niveau = (await this.laes('Klasse', nye)).map((objekt) => objekt.registreringer.at(-1)!);
    }
  }
}

/** The last of an owner's registrations of each object, oldest first, that `soegt` gives something of; by UUID. */
export async function sidsteMed<T>(
  kontekst: Kontekst,
  ejer: string,
  objekttype: ObjektType,
  uuids: readonly string[],
  soegt: (registrering: Registrering) => T | undefined,
): Promise<ReadonlyMap<string, T>> {
  const fundne = new Map<string, T>();
  if (uuids.length === 0) return fundne;
  const alt = { fra: FRA_ALTID, til: TIL_ALTID };
  for (const { uuid, registreringer } of await kontekst.store.hent([ejer], objekttype, uuids, alt)) {
    const sidste = registreringer.map(soegt).findLast((en) => en !== undefined);
    if (sidste !== undefined) fundne.set(uuid, sidste);
  }
  return fundne;
}
