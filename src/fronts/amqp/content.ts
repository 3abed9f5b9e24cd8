/** A message that a client publishes, from its method over its header to the last byte of its body, within limits. */
import { AmqpBreach } from './breach.ts';
import { type Args, type ContentHeader, decodeHeader, type Properties } from './codec.ts';
import type { Budget } from './limits.ts';

/** Bytes that a body is given room for at first; then twice as many, and so on, as they come. */
const FIRST_ROOM = 16_384;

export interface Published {
  readonly publish: Args<'BasicPublish'>;
  readonly properties: Properties;
  /** Absent where it was not kept: too large, or refused before it came. */
  readonly body?: Buffer;
  readonly bodySize: number;
  /** Why it was not kept. */
  readonly refused?: unknown;
  /** Gives back the room that it took. */
  done(): void;
}

export class Incoming {
  readonly #publish: Args<'BasicPublish'>;
  readonly #bytesMax: number;
  readonly #budget: Budget;
  /** When it began, by the clock that measures. */
  readonly startedMs = performance.now();
  #header: ContentHeader | undefined;
  #received = 0;
  #room = Buffer.alloc(0);
  #refused: unknown;

  constructor(publish: Args<'BasicPublish'>, bytesMax: number, budget: Budget) {
    this.#publish = publish;
    this.#bytesMax = bytesMax;
    this.#budget = budget;
  }

  /** Bytes that are kept. */
  get kept(): number {
    return this.#room.length;
  }

  /** Takes the content header; true where that was all. Throws AmqpBreach where there has been one. */
  header(payload: Buffer): boolean {
    if (this.#header) throw new AmqpBreach('UNEXPECTED_FRAME', 'a second content header');
    this.#header = decodeHeader(payload);
    return this.#header.bodySize === 0;
  }

  /** Takes a piece of the body; true where it was the last. Throws AmqpBreach where there is more than was said. */
  body(piece: Buffer): boolean {
    if (!this.#header) throw new AmqpBreach('UNEXPECTED_FRAME', 'a body without a content header');
    const { bodySize } = this.#header;
    if (this.#received + piece.length > bodySize) {
      throw new AmqpBreach('UNEXPECTED_FRAME', 'a body is longer than its header says');
    }
    if (bodySize <= this.#bytesMax && this.#refused === undefined) this.#keep(piece, bodySize);
    this.#received += piece.length;
    return this.#received === bodySize;
  }

  #keep(piece: Buffer, bodySize: number): void {
    const needed = this.#received + piece.length;
    if (needed > this.#room.length) {
      const length = Math.min(bodySize, Math.max(needed, FIRST_ROOM, this.#room.length * 2));
      try {
        this.#budget.take(length - this.#room.length);
      } catch (error) {
        this.#refused = error;
        this.giveBack();
        return;
      }
      const room = Buffer.allocUnsafeSlow(length);
      this.#room.copy(room);
      this.#room = room;
    }
    piece.copy(this.#room, this.#received);
  }

  giveBack(): void {
    this.#budget.giveBack(this.#room.length);
    this.#room = Buffer.alloc(0);
  }

  /** The whole message. */
  whole(): Published {
    const { bodySize, properties } = this.#header!;
    const isKept = bodySize <= this.#bytesMax && this.#refused === undefined;
    return {
      publish: this.#publish,
      properties,
      bodySize,
      ...(isKept && { body: this.#room }),
      ...(this.#refused !== undefined && { refused: this.#refused }),
      done: () => this.giveBack(),
    };
  }
}
