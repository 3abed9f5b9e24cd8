/** What a connection has asked for and not been given. With enough of that, the rest is left with the client. */

/** Things at once. */
const COUNT_MAX = 32;

export class Load {
  readonly #bytesMax: number;
  #count = 0;
  #bytes = 0;
  #roomAgain: (() => void) | undefined;

  /** @param bytesMax Of messages that wait to be taken; one is always let in. */
  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  begin(bytes: number): void {
    this.#count += 1;
    this.#bytes += bytes;
  }

  end(bytes: number): void {
    this.#count -= 1;
    this.#bytes -= bytes;
    if (this.#hasRoom()) this.letGo();
  }

  /** Resolves when there is room for more. One waits at a time. */
  room(): Promise<void> {
    if (this.#hasRoom()) return Promise.resolve();
    return new Promise((resolve) => {
      this.#roomAgain = resolve;
    });
  }

  /** Whoever waits for room goes on without. */
  letGo(): void {
    this.#roomAgain?.();
    this.#roomAgain = undefined;
  }

  #hasRoom(): boolean {
    return this.#count < COUNT_MAX && this.#bytes < this.#bytesMax;
  }
}
