/** Frames as a connection reads them, one after the other; what is not asked for yet stays with the client. */
import type { Duplex } from 'node:stream';
import { type Frame, FrameReader } from './frames.ts';

export class Inbox {
  /** When the client was last heard of, or was last listened to anew, by the clock that measures. */
  lastMs = performance.now();
  /** True while more is awaited: only then is a silent client at fault. */
  isWaiting = false;
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #reader: FrameReader;

  constructor(socket: Duplex, frameMax: number) {
    this.#chunks = socket[Symbol.asyncIterator]();
    this.#reader = new FrameReader(frameMax);
  }

  set frameMax(bytes: number) {
    this.#reader.frameMax = bytes;
  }

  /** False where the client speaks something else, or ends before it has said what. */
  async protocolHeader(): Promise<boolean> {
    for (;;) {
      const isOurs = this.#reader.protocolHeader();
      if (isOurs !== undefined) return isOurs;
      if (!(await this.#more())) return false;
    }
  }

  /** The next frame; undefined when there will be none. Throws AmqpBreach. */
  async next(): Promise<Frame | undefined> {
    for (;;) {
      const frame = this.#reader.next();
      if (frame) return frame;
      if (!(await this.#more())) return undefined;
    }
  }

  /** False where the client has gone. */
  async #more(): Promise<boolean> {
    this.isWaiting = true;
    this.lastMs = performance.now();
    try {
      const { done, value } = await this.#chunks.next();
      if (done) return false;
      this.#reader.push(value);
      this.lastMs = performance.now();
      return true;
    } catch {
      // The connection broke: whoever reads on finds nothing.
      return false;
    } finally {
      this.isWaiting = false;
    }
  }
}
