/**
 * Events for all who listen to this process, read once: the newest are kept for a while, and one reader of the store looks for
 * more, at once when this process has written. Who is further behind reads for itself.
 */
import { Ventetid } from '../beskedfordeler/ventetid.ts';
import type { Registerhaendelse, Registerkilde, Registerside } from './lytterkilde.ts';

/** Changes in one read. */
const SIDE = 200;
/** Events that are kept. */
const HUSKEDE_MAX = 1000;
/** How often it is looked for what other processes have written. */
const SE_EFTER_MS = 250;

export class Haendelseskilde implements Registerkilde {
  readonly #hent: (siden: number, antal: number) => Promise<Registerside>;
  readonly #ventetid = new Ventetid();
  readonly #ventende = new Set<() => void>();
  /** Everything after `#fra` and up to `#til`. */
  #huskede: Registerhaendelse[] = [];
  #fra = 0;
  #til = 0;
  #erIGang = false;

  constructor(hent: (siden: number, antal: number) => Promise<Registerside>) {
    this.#hent = hent;
  }

  /** There may be something new. */
  vaek(): void {
    this.#ventetid.vaek();
  }

  async efter(siden: number): Promise<Registerside> {
    if (siden < this.#fra || siden > this.#til || !this.#erIGang) return this.#hent(siden, SIDE);
    const foerste = this.#huskede.findLastIndex(({ position }) => position <= siden) + 1;
    return { haendelser: this.#huskede.slice(foerste), position: this.#til, flere: false };
  }

  vent(position: number, hoejstMs: number, signal: AbortSignal): Promise<void> {
    if ((this.#erIGang && position < this.#til) || signal.aborted) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const faerdig = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', faerdig);
      this.#ventende.delete(faerdig);
      resolve();
    };
    const timer = setTimeout(faerdig, hoejstMs);
    signal.addEventListener('abort', faerdig);
    this.#ventende.add(faerdig);
    if (!this.#erIGang) this.#foelg(position).finally(() => this.#alle());
    return promise;
  }

  #alle(): void {
    for (const faerdig of [...this.#ventende]) faerdig();
  }

  /** Reads on from a position while anybody waits. Where that fails, those who wait find out for themselves. */
  async #foelg(position: number): Promise<void> {
    this.#erIGang = true;
    this.#huskede = [];
    this.#fra = this.#til = position;
    try {
      while (this.#ventende.size > 0) {
        const side = await this.#hent(this.#til, SIDE);
        this.#husk(side);
        if (!side.flere) await this.#ventetid.hoejst(SE_EFTER_MS);
      }
    } catch {
      // The same read fails for each of them, and its connection says so.
    } finally {
      this.#erIGang = false;
    }
  }

  #husk({ haendelser, position }: Registerside): void {
    if (position === this.#til) return;
    this.#huskede.push(...haendelser);
    this.#til = position;
    const overtallige = this.#huskede.length - HUSKEDE_MAX;
    if (overtallige > 0) this.#fra = this.#huskede.splice(0, overtallige).at(-1)!.position;
    this.#alle();
  }
}
