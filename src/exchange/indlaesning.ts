/** The import itself: parcels of items are decided by what the register has, saved, counted, and what is refused is told. */
import { visibleOwners } from '../access/kalder.ts';
import type { LagretObjekt } from '../store/store.ts';
import type { Afgoerelse, Miljoe } from './afgoerelse.ts';
import { afgoerAlle, skrivningerOf } from './bundne.ts';
import { type Emne, type Filbrud, isObjektemne, type Objektemne, objektOf } from './emne.ts';
import { forud, parceller } from './parceller.ts';

/** How many objects became what. */
export interface Taelling {
  readonly nye: number;
  readonly aendrede: number;
  readonly samme: number;
  readonly afviste: number;
  /** Objects from earlier files whose rows are gone. */
  readonly borte: number;
}

export const INTET: Taelling = { nye: 0, aendrede: 0, samme: 0, afviste: 0, borte: 0 };

const TALT: Readonly<Record<Afgoerelse['art'], keyof Taelling>> = {
  ny: 'nye',
  aendret: 'aendrede',
  samme: 'samme',
  afvist: 'afviste',
  borte: 'borte',
};

/** An item that is refused, or that is gone: a line of the report. */
export interface Afvisning {
  readonly linje: number;
  readonly objekttype?: string;
  readonly uuid?: string;
  readonly brud: readonly Filbrud[];
}

/** How far it has come; a later run of the same file can go on from there. */
export interface Fremdrift {
  /** Items that are done, from the beginning of the file. */
  readonly emner: number;
  readonly taelling: Taelling;
}

export interface Indlaesning {
  readonly miljoe: Miljoe;
  /** True where nothing is to be saved. */
  readonly isProeve: boolean;
  /** Where to go on. */
  readonly begyndelse: Fremdrift;
  readonly afvis: (afvisning: Afvisning) => void;
  /**
   * Told after each parcel that has been saved; of no progress where it held what is gone: that is found in the register
   * and not in the file, and what has ended is not found again, so a later run cannot count its way past it.
   */
  readonly efterParcel: (fremdrift: Fremdrift | undefined) => Promise<void>;
}

/** How often an object that somebody else changes is decided anew. */
const TRIES_MAX = 20;

/** The database counts its rows anew after so many new objects, and then each time that there are so many times as many. */
const STATISTIK_FRA = 5000;
const STATISTIK_FAKTOR = 4;

const WHOLE_HISTORY = { fra: -1e21, til: 1e21 };

/** Takes the items to the end; gives how many became what, those of earlier runs included. */
export async function indlaes(emner: AsyncGenerator<Emne>, indlaesning: Indlaesning): Promise<Taelling> {
  const { miljoe, begyndelse, afvis, efterParcel } = indlaesning;
  const antal = { ...begyndelse.taelling };
  let klaret = begyndelse.emner;
  const bord = new Bord(miljoe, indlaesning.isProeve);
  const { store } = miljoe;
  let taeltVed = 0;
  const taelOp = async () => {
    await store.opdaterStatistik();
    taeltVed = antal.nye;
  };
  await taelOp();
  for await (const parcel of forud(parceller(spring(emner, begyndelse.emner)))) {
    for (const post of parcel) if (post.art === 'myndighed') await bord.myndighed(post.post);
    const objekter = parcel.filter(isObjektemne);
    const afgoerelser = await bord.afgoerOgGem(objekter);
    for (const [i, afgoerelse] of afgoerelser.entries()) {
      antal[TALT[afgoerelse.art]] += 1;
      if (!('brud' in afgoerelse)) continue;
      const { objekttype, uuid } = objektOf(objekter[i]!);
      afvis({ linje: objekter[i]!.linje, objekttype, uuid, brud: afgoerelse.brud });
    }
    for (const emne of parcel) {
      if (emne.art !== 'afvist') continue;
      antal.afviste += 1;
      const { art: _, ...afvisning } = emne;
      afvis(afvisning);
    }
    if (!indlaesning.isProeve && antal.nye > taeltVed * STATISTIK_FAKTOR + STATISTIK_FRA) await taelOp();
    klaret += parcel.length;
    const isTalt = parcel.every(({ art }) => art !== 'borte');
    await efterParcel(isTalt ? { emner: klaret, taelling: { ...antal } } : undefined);
  }
  if (!indlaesning.isProeve && antal.nye > taeltVed) await taelOp();
  return antal;
}

async function* spring(emner: AsyncGenerator<Emne>, antal: number): AsyncGenerator<Emne> {
  let nr = 0;
  for await (const emne of emner) if (nr++ >= antal) yield emne;
}

/** Decides parcels and saves them. */
class Bord {
  readonly #miljoe: Miljoe;
  readonly #isProeve: boolean;
  /** True while nothing of what came was here already: then it is cheaper to save first and look afterwards. */
  #isNytLand = true;

  constructor(miljoe: Miljoe, isProeve: boolean) {
    this.#miljoe = miljoe;
    this.#isProeve = isProeve;
  }

  async myndighed(post: Parameters<Miljoe['store']['gemMyndighed']>[0]): Promise<void> {
    if (!this.#isProeve) await this.#miljoe.store.gemMyndighed(post);
  }

  async afgoerOgGem(emner: readonly Objektemne[]): Promise<readonly Afgoerelse[]> {
    if (emner.length === 0) return [];
    const { store } = this.#miljoe;
    // What others see under a UUID matters to all but whole histories, which go where their owner says.
    if (this.#isNytLand && !this.#isProeve && emner.every(({ art }) => art === 'historik')) {
      const nye = await afgoerAlle(this.#miljoe, emner, () => undefined);
      if (await store.gem(skrivningerOf(nye, 'ny'))) return nye;
    }
    const lagrede = await this.#hent(emner);
    this.#isNytLand = lagrede.size === 0;
    const afgoerelser = await this.#afgoer(emner, lagrede);
    if (this.#isProeve) return afgoerelser;
    const optagne = await this.#gem(afgoerelser);
    const endelige: Afgoerelse[] = [];
    for (const [i, afgoerelse] of afgoerelser.entries()) {
      endelige.push(optagne.has(afgoerelse.art) ? await this.#enkelt(emner[i]!) : afgoerelse);
    }
    return endelige;
  }

  #afgoer(emner: readonly Objektemne[], lagrede: ReadonlyMap<string, LagretObjekt>): Promise<readonly Afgoerelse[]> {
    return afgoerAlle(this.#miljoe, emner, (emne) => lagrede.get(this.#noegle(emne)));
  }

  /** New ones and changed ones apart, because many new ones are quicker by themselves; gives which were not saved. */
  async #gem(afgoerelser: readonly Afgoerelse[]): Promise<ReadonlySet<Afgoerelse['art']>> {
    const optagne = new Set<Afgoerelse['art']>();
    for (const art of ['ny', 'aendret'] as const) {
      const skrivninger = skrivningerOf(afgoerelser, art);
      if (skrivninger.length > 0 && !(await this.#miljoe.store.gem(skrivninger))) optagne.add(art);
    }
    return optagne;
  }

  /** One object, decided again where somebody else came first. */
  async #enkelt(emne: Objektemne): Promise<Afgoerelse> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const lagrede = await this.#hent([emne]);
      const afgoerelse = (await this.#afgoer([emne], lagrede))[0]!;
      if (!('skrivning' in afgoerelse) || (await this.#miljoe.store.gem([afgoerelse.skrivning]))) return afgoerelse;
    }
    const { objekttype, uuid } = objektOf(emne);
    return {
      art: 'afvist',
      brud: [{ regel: 'fil-optaget', sted: objekttype, vaerdi: uuid, forventet: 'an object at rest' }],
    };
  }

  #ejere(ejer: string | undefined): readonly string[] {
    return ejer === undefined ? visibleOwners(this.#miljoe.kalder!) : [ejer];
  }

  #noegle(emne: Objektemne): string {
    const { ejer, objekttype, uuid } = objektOf(emne);
    return `${ejer ?? ''} ${objekttype} ${uuid}`;
  }

  async #hent(emner: readonly Objektemne[]): Promise<ReadonlyMap<string, LagretObjekt>> {
    const lagrede = new Map<string, LagretObjekt>();
    const groups = Map.groupBy(emner, (emne) => `${objektOf(emne).ejer} ${objektOf(emne).objekttype}`);
    for (const group of groups.values()) {
      const { ejer, objekttype } = objektOf(group[0]!);
      const uuids = group.map((emne) => objektOf(emne).uuid);
      for (const objekt of await this.#miljoe.store.hent(this.#ejere(ejer), objekttype, uuids, WHOLE_HISTORY)) {
        lagrede.set(`${ejer ?? ''} ${objekttype} ${objekt.uuid}`, objekt);
      }
    }
    return lagrede;
  }
}
