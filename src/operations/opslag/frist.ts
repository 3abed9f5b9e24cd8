/** How long a request may go on: until it has taken too long, has read too much, or nobody waits for it any more. */
import { FkorgError } from '../../base/error.ts';

export interface Opslagsfrist {
  /** Aborted when the one who asked has gone. */
  readonly signal?: AbortSignal;
  /** Milliseconds that the request may take. */
  readonly timeoutMs: number;
}

export class Frist {
  readonly #signal: AbortSignal | undefined;
  readonly #timeoutMs: number;
  readonly #slutMs: number;
  readonly #objekterMax: number;
  #objekter = 0;
  #spoergsmaal = 0;

  constructor({ signal, timeoutMs }: Opslagsfrist, objekterMax: number) {
    this.#signal = signal;
    this.#timeoutMs = timeoutMs;
    this.#slutMs = performance.now() + timeoutMs;
    this.#objekterMax = objekterMax;
  }

  /** Asks the store, where there is still time before and after. */
  async spoerg<T>(work: () => Promise<T>): Promise<T> {
    this.#assertTid();
    this.#spoergsmaal += 1;
    const svar = await work();
    this.#assertTid();
    return svar;
  }

  /** Takes it down that so many objects are read. Throws `limit-passed` where they are too many in all. */
  tael(antal: number): void {
    this.#objekter += antal;
    if (this.#objekter > this.#objekterMax) throw this.forMange();
  }

  /** How many more may be read. */
  get rest(): number {
    return this.#objekterMax - this.#objekter;
  }

  forMange(): FkorgError {
    const raad = 'spørg om færre objekter eller mindre sider';
    return new FkorgError('limit-passed', `Kaldet læser flere end ${this.#objekterMax} objekter; ${raad}`);
  }

  get tal(): { readonly objekter: number; readonly spoergsmaal: number } {
    return { objekter: this.#objekter, spoergsmaal: this.#spoergsmaal };
  }

  #assertTid(): void {
    if (this.#signal?.aborted) throw new FkorgError('aborted', 'Den, der spurgte, er gået');
    if (performance.now() < this.#slutMs) return;
    const raad = 'spørg om færre objekter, eller enklere';
    throw new FkorgError('answer-timeout', `Svaret var ikke klar efter ${this.#timeoutMs} ms; ${raad}`);
  }
}
