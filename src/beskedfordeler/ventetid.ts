/** Waiting that can be cut short: by something to do, or by the end. */
export class Ventetid {
  #erVaekket = false;
  #isStoppet = false;
  #afbryd = () => {};

  /** There is something to do: whoever waits, or waits next, does not wait longer. */
  vaek(): void {
    this.#erVaekket = true;
    this.#afbryd();
  }

  /** From now on nobody waits. */
  stop(): void {
    this.#isStoppet = true;
    this.#afbryd();
  }

  /** Waits until there is something to do, at most for so long. */
  async hoejst(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#afbryd = resolve;
    if (!this.#erVaekket && !this.#isStoppet) await promise;
    clearTimeout(timer);
    this.#erVaekket = false;
  }

  /** Waits for the whole time, whatever there is to do, unless it is stopped. */
  async hele(ms: number): Promise<void> {
    const tilMs = performance.now() + ms;
    for (let restMs = ms; restMs > 0 && !this.#isStoppet; restMs = tilMs - performance.now()) await this.hoejst(restMs);
  }
}
