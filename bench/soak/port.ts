/** The gate of an authority: who only wants a look at everything waits until no write is under way, and writes wait for them. */

/** Many may pass together, or one alone: a look at everything of an authority waits until no write is under way. */
export class Port {
  #inde = 0;
  #isLukket = false;
  #venter: (() => void)[] = [];

  #tur(): Promise<void> {
    return new Promise((fortsaet) => this.#venter.push(fortsaet));
  }

  #vaek(): void {
    for (const fortsaet of this.#venter.splice(0)) fortsaet();
  }

  // Nothing may be awaited between the last look at the gate and going through it.
  async sammen<T>(work: () => Promise<T>): Promise<T> {
    while (this.#isLukket) await this.#tur();
    this.#inde += 1;
    try {
      return await work();
    } finally {
      this.#inde -= 1;
      this.#vaek();
    }
  }

  async alene<T>(work: () => Promise<T>): Promise<T> {
    while (this.#isLukket) await this.#tur();
    this.#isLukket = true;
    while (this.#inde > 0) await this.#tur();
    try {
      return await work();
    } finally {
      this.#isLukket = false;
      this.#vaek();
    }
  }
}
