/** The messages of a channel that have been handed over and not been answered for. */
import { AmqpBreach } from './breach.ts';
import type { Koe } from './post.ts';

export interface Handed {
  readonly koe: Koe;
  readonly nr: number;
}

interface Open extends Handed {
  readonly answered: () => void;
}

/** What became of a message: it was received, it will not be, or it is to come again. */
export type Answer = 'kvitter' | 'tilFejlkoe' | 'tilbage';

export class Deliveries {
  readonly #open = new Map<number, Open>();
  #last = 0;

  /** The next number that messages of the channel are known by. */
  nextTag(): number {
    this.#last += 1;
    return this.#last;
  }

  /** Keeps a message until it is answered for; resolves then. */
  keep(tag: number, handed: Handed): Promise<void> {
    return new Promise((resolve) => this.#open.set(tag, { ...handed, answered: resolve }));
  }

  /** True while a message of this queue is out. */
  isOut(koe: Koe): boolean {
    return [...this.#open.values()].some((open) => open.koe === koe);
  }

  /**
   * Answers for a message, or for all up to it; tag 0 is all that there are. Throws AmqpBreach where it is none that is out:
   * two answers for one message are a mistake that the client must hear of.
   */
  async answer(tag: number, isMultiple: boolean, answer: Answer): Promise<void> {
    const tags = isMultiple ? [...this.#open.keys()].filter((open) => tag === 0 || open <= tag) : [tag];
    if (!this.#open.has(tag) && !(isMultiple && (tag === 0 || tags.length > 0))) {
      throw new AmqpBreach('PRECONDITION_FAILED', `unknown delivery tag ${tag}`);
    }
    await this.#settle(tags, answer);
  }

  /** All that are out go back. */
  async giveBack(): Promise<void> {
    await this.#settle([...this.#open.keys()], 'tilbage');
  }

  async #settle(tags: readonly number[], answer: Answer): Promise<void> {
    const settled = tags.map((tag) => {
      const open = this.#open.get(tag)!;
      this.#open.delete(tag);
      return open;
    });
    try {
      await Promise.all(settled.map(({ koe, nr }) => koe[answer](nr)));
    } finally {
      for (const { answered } of settled) answered();
    }
  }
}
