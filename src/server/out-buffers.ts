/**
 * Buffers that large answers are written into, used again and again: a new one of some megabytes for each answer costs the
 * garbage collector more than the writing, and text is written fastest in pieces that fit the processor's cache.
 */

/** What is kept for later: so many buffers, none larger than this. */
const KEPT_MAX = 8;
const KEPT_BYTES_MAX = 8 * 1024 * 1024;
/** The size of a new buffer; below it an answer is no concern of this file. */
const FIRST_BYTES = 256 * 1024;
/** UTF-8 takes at most this many bytes for a UTF-16 unit. */
const BYTES_PER_UNIT_MAX = 3;

export interface WrittenText {
  readonly body: Buffer;
  /** Lets the memory of the body be used for something else; the body is not to be read any more. */
  release(): void;
}

export class OutBuffers {
  readonly #kept: Buffer[] = [];

  /** The pieces one after the other, in UTF-8. */
  write(pieces: readonly string[]): WrittenText {
    let units = 0;
    for (const piece of pieces) units += piece.length;
    if (units * BYTES_PER_UNIT_MAX < FIRST_BYTES) {
      return { body: Buffer.from(pieces.join('')), release: () => undefined };
    }
    let buffer = this.#take(units);
    let bytes = 0;
    for (const piece of pieces) {
      if (buffer.length - bytes < piece.length * BYTES_PER_UNIT_MAX) {
        const larger = Buffer.allocUnsafeSlow(2 * buffer.length + piece.length * BYTES_PER_UNIT_MAX);
        buffer.copy(larger, 0, 0, bytes);
        buffer = larger;
      }
      bytes += buffer.write(piece, bytes);
    }
    return { body: buffer.subarray(0, bytes), release: () => this.#keep(buffer) };
  }

  #take(bytes: number): Buffer {
    const index = this.#kept.findIndex((buffer) => buffer.length >= bytes);
    if (index >= 0) return this.#kept.splice(index, 1)[0]!;
    return Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, Math.ceil(bytes * 1.25)));
  }

  #keep(buffer: Buffer): void {
    if (buffer.length > KEPT_BYTES_MAX) return;
    if (this.#kept.length === KEPT_MAX) this.#kept.shift();
    this.#kept.push(buffer);
  }
}
