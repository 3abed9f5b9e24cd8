/**
 * What a request sees: the objects of the owners that the caller sees and, of what KOMBIT keeps, always the Organisation, Virksomhed
 * and Myndighed of the authorities whose data those are (docs/decisions/0048).
 */
import { type Kalder, visibleOwners } from '../../access/kalder.ts';
import { KOMBIT_CVR } from '../../standard/koder.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Myndighedspost, Store } from '../../store/store.ts';

const STAMDATA: Readonly<Partial<Record<ObjektType, keyof Myndighedspost>>> = {
  Organisation: 'organisationUuid',
  Virksomhed: 'virksomhedUuid',
  Myndighed: 'myndighedUuid',
};

export class Synsfelt {
  /** Whose objects are seen; of a UUID that several have, the first one's. */
  readonly ejere: readonly string[];
  readonly #store: Store;

  constructor(kalder: Kalder, store: Store) {
    this.ejere = visibleOwners(kalder);
    this.#store = store;
  }

  isSet(ejer: string): boolean {
    return this.ejere.includes(ejer);
  }

  /** The owners whose objects hide those of this one under the same UUID. */
  foran(ejer: string): readonly string[] {
    return this.ejere.slice(0, this.ejere.indexOf(ejer));
  }

  /** Of these UUIDs those of master data that are seen although KOMBIT's objects are not. */
  async stamdata(objekttype: ObjektType, uuids: readonly string[]): Promise<readonly string[]> {
    const felt = STAMDATA[objekttype];
    if (felt === undefined || uuids.length === 0 || this.isSet(KOMBIT_CVR)) return [];
    const poster = await Promise.all(this.ejere.map((ejer) => this.#store.myndighed(ejer)));
    const kendte = new Set(poster.map((post) => post?.[felt]));
    return uuids.filter((uuid) => kendte.has(uuid));
  }
}
