/** Pages by keyset in either direction, with an object that comes before all others. */
import type { Objekt, Side, Sidespoergsmaal } from './opslag.ts';

/** A stretch of the hits in the order of the UUIDs: its first ones, or its last. */
export interface Straekning {
  readonly efter?: string | undefined;
  readonly foer?: string | undefined;
  readonly antal: number;
  readonly isBagfra: boolean;
}

/** Gives the hits of a stretch in the order of the UUIDs. */
type Straekningslaeser = (straekning: Straekning) => Promise<readonly Objekt[]>;

/** The UUIDs of the hits of a stretch, and those of their objects that are still there when they are read. */
interface Laest {
  readonly fundne: readonly string[];
  readonly objekter: readonly Objekt[];
}

/** Reads on where some have gone since they were found, so that a stretch is short only where there are no more hits. */
export async function heleStraekningen(
  straekning: Straekning,
  laes: (rest: Straekning) => Promise<Laest>,
): Promise<readonly Objekt[]> {
  let objekter: readonly Objekt[] = [];
  for (let rest = straekning; ; ) {
    const { fundne, objekter: nye } = await laes(rest);
    objekter = rest.isBagfra ? [...nye, ...objekter] : [...objekter, ...nye];
    if (fundne.length < rest.antal || nye.length === fundne.length) return objekter;
    const bund = rest.isBagfra ? { foer: fundne[0] } : { efter: fundne.at(-1) };
    rest = { ...rest, ...bund, antal: straekning.antal - objekter.length };
  }
}

/** The hits in their order: the first object, where it is a hit, and then the others by their UUIDs. */
class Raekke {
  readonly foerst: Objekt | undefined;
  readonly #laes: Straekningslaeser;

  constructor(foerst: Objekt | undefined, laes: Straekningslaeser) {
    this.foerst = foerst;
    this.#laes = laes;
  }

  isFoerst(uuid: string | undefined): boolean {
    return this.foerst !== undefined && this.foerst.uuid === uuid;
  }

  /** The others of a stretch; nothing is before the first object, and everything is after it. */
  async andre({ efter, foer, antal, isBagfra }: Straekning): Promise<readonly Objekt[]> {
    if (this.isFoerst(foer)) return [];
    const straekning = { efter: this.isFoerst(efter) ? undefined : efter, foer, antal: antal + 1, isBagfra };
    const laest = await this.#laes(this.foerst ? straekning : { ...straekning, antal });
    const fundne = laest.filter(({ uuid }) => !this.isFoerst(uuid));
    return isBagfra ? fundne.slice(-antal) : fundne.slice(0, antal);
  }

  async isNogenFoer(objekt: Objekt | undefined, foer: string | undefined): Promise<boolean> {
    if (this.foerst) return !this.isFoerst(objekt?.uuid ?? foer);
    return (await this.andre({ foer: objekt?.uuid ?? foer, antal: 1, isBagfra: true })).length > 0;
  }

  async isNogenEfter(objekt: Objekt | undefined, efter: string | undefined): Promise<boolean> {
    if (this.foerst && objekt === undefined && efter === undefined) return true;
    return (await this.andre({ efter: objekt?.uuid ?? efter, antal: 1, isBagfra: false })).length > 0;
  }
}

/** Before every UUID that an object has. */
const FOER_ALLE = '00000000-0000-0000-0000-000000000000';

/**
 * @param spoergsmaal Its `foerst` has its place before all others also where it is no hit: a page can begin after one that was.
 * @param foerst The object that comes first, where it is a hit.
 * @param laes Gives hits; the first object may be among them.
 */
export async function sideOf(
  spoergsmaal: Pick<Sidespoergsmaal, 'antal' | 'retning' | 'efter' | 'foer' | 'foerst'>,
  foerst: Objekt | undefined,
  laes: Straekningslaeser,
): Promise<Side> {
  const { antal, retning } = spoergsmaal;
  const plads = (uuid: string | undefined) =>
    uuid !== undefined && foerst === undefined && uuid === spoergsmaal.foerst ? FOER_ALLE : uuid;
  const [efter, foer] = [plads(spoergsmaal.efter), plads(spoergsmaal.foer)];
  const raekke = new Raekke(foerst, laes);
  const isBagfra = retning === 'tilbage';
  const andre = await raekke.andre({ efter, foer, antal: antal + 1, isBagfra });
  const alle = foerst && efter === undefined && !raekke.isFoerst(foer) ? [foerst, ...andre] : andre;
  const objekter = isBagfra ? alle.slice(-antal) : alle.slice(0, antal);
  const isFlere = alle.length > antal;
  return {
    objekter,
    harFoer: (isBagfra && isFlere) || (efter !== undefined && (await raekke.isNogenFoer(objekter[0], foer))),
    harEfter: (!isBagfra && isFlere) || (foer !== undefined && (await raekke.isNogenEfter(objekter.at(-1), efter))),
  };
}
