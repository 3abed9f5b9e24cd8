/** Messages that were received: removed from the store while the next ones are handed over, many in one transaction. */

/** Received and not removed yet; a reader that is further ahead than this waits. */
const VENTENDE_MAX = 200;

export class Kvitteringer {
  readonly #fjern: (numre: readonly number[]) => Promise<void>;
  #ventende: number[] = [];
  #iGang: Promise<void> | undefined;
  /** What went wrong in the background, until somebody hears of it. */
  #fejl: { readonly grund: unknown } | undefined;

  constructor(fjern: (numre: readonly number[]) => Promise<void>) {
    this.#fjern = fjern;
  }

  /** Resolves when there is room for more. Rejects where those before it could not be removed: they come again. */
  async tilfoej(nr: number): Promise<void> {
    this.#ventende.push(nr);
    this.#iGang ??= this.#skriv();
    if (this.#ventende.length >= VENTENDE_MAX) await this.#iGang;
    this.#kast();
  }

  /** Resolves when all are removed. */
  async skrevet(): Promise<void> {
    await this.#iGang;
    this.#kast();
  }

  #kast(): void {
    const fejl = this.#fejl;
    this.#fejl = undefined;
    if (fejl) throw fejl.grund;
  }

  async #skriv(): Promise<void> {
    // Those that are answered for in the same moment go together.
    await Promise.resolve();
    try {
      while (this.#ventende.length > 0) {
        const numre = this.#ventende;
        this.#ventende = [];
        await this.#fjern(numre);
      }
    } catch (grund) {
      this.#fejl = { grund };
    } finally {
      this.#iGang = undefined;
    }
  }
}
