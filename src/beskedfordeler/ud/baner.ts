/**
 * How many deliver at once: a lane for receivers that answer at once, and one for those that are known not to, so that any
 * number of slow receivers waits for one another and not in front of the others.
 */

/** A receiver that has not answered for so long gives its place in the quick lane away. */
const LANGSOM_MS = 1000;

/** Places of the slow lane for each of the quick one: who is there mostly waits. */
const LANGSOMME = 4;

export class Baner {
  readonly #hurtige: number;
  #hurtigt = 0;
  #langsomt = 0;
  readonly #kendt = new Set<string>();
  readonly #ledigt: () => void;

  /**
   * @param hurtige Places of the quick lane.
   * @param ledigt Told when a place has become free.
   */
  constructor(hurtige: number, ledigt: () => void) {
    this.#hurtige = hurtige;
    this.#ledigt = ledigt;
  }

  /** A place for a receiver; undefined where its lane is full. */
  plads(uuid: string): Plads | undefined {
    const isLangsom = this.#kendt.has(uuid);
    if (isLangsom ? this.#langsomt >= this.#hurtige * LANGSOMME : this.#hurtigt >= this.#hurtige) return undefined;
    if (isLangsom) this.#langsomt++;
    else this.#hurtigt++;
    let iLangsom = isLangsom;
    let ur: NodeJS.Timeout | undefined;
    const flyt = () => {
      this.#kendt.add(uuid);
      if (iLangsom || this.#langsomt >= this.#hurtige * LANGSOMME) return;
      iLangsom = true;
      this.#hurtigt--;
      this.#langsomt++;
      this.#ledigt();
    };
    return {
      begynd: () => {
        ur = setTimeout(flyt, LANGSOM_MS);
      },
      slut: (isHurtig) => {
        clearTimeout(ur);
        if (isHurtig) this.#kendt.delete(uuid);
        else this.#kendt.add(uuid);
      },
      forlad: () => {
        clearTimeout(ur);
        if (iLangsom) this.#langsomt--;
        else this.#hurtigt--;
        this.#ledigt();
      },
    };
  }
}

export interface Plads {
  /** A message sets out. */
  begynd(): void;
  /** It is answered; whether as it should be, and soon. */
  slut(isHurtig: boolean): void;
  /** Gives the place away; once. */
  forlad(): void;
}
