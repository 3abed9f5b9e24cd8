/** The gate of an authority: who only wants a look at everything waits until no write is under way, and writes wait for them. */

/** Many may pass together, or one alone: a look at everything of an authority waits until no write is under way. */
export class Gate {
  #inside = 0;
  #isClosed = false;
  #waiting: (() => void)[] = [];

  #turn(): Promise<void> {
    return new Promise((goOn) => this.#waiting.push(goOn));
  }

  #wake(): void {
    for (const goOn of this.#waiting.splice(0)) goOn();
  }

  // Nothing may be awaited between the last look at the gate and going through it.
  async together<T>(work: () => Promise<T>): Promise<T> {
    while (this.#isClosed) await this.#turn();
    this.#inside += 1;
    try {
      return await work();
    } finally {
      this.#inside -= 1;
      this.#wake();
    }
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    while (this.#isClosed) await this.#turn();
    this.#isClosed = true;
    while (this.#inside > 0) await this.#turn();
    try {
      return await work();
    } finally {
      this.#isClosed = false;
      this.#wake();
    }
  }
}
