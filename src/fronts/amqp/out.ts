/** What the server says on a connection: whole frames, and a way to wait until the client has read what it was told. */
import type { Duplex } from 'node:stream';
import { type Args, encodeHeader, encodeMethod, type Method, type MethodName, type Properties } from './codec.ts';
import { encodeFrame, FRAME, FRAME_OVERHEAD } from './frames.ts';

export interface Content {
  readonly properties: Properties;
  readonly body: Buffer;
}

export class Out {
  /** Bytes of a whole frame, as agreed. */
  frameMax: number;
  /** When something was last said, by the clock that measures. */
  lastMs = performance.now();
  readonly #socket: Duplex;
  readonly #timeoutMs: number;

  /** @param timeoutMs How long a client may leave unread what it was told; then the connection is cut. */
  constructor(socket: Duplex, frameMax: number, timeoutMs: number) {
    this.#socket = socket;
    this.frameMax = frameMax;
    this.#timeoutMs = timeoutMs;
  }

  /** True where nobody hears any more: what nobody will have is not to be taken from a queue. */
  get isGone(): boolean {
    return !this.#socket.writable;
  }

  raw(bytes: Buffer): void {
    if (this.isGone) return;
    this.#socket.write(bytes);
    this.lastMs = performance.now();
  }

  heartbeat(): void {
    this.raw(encodeFrame(FRAME.heartbeat, 0, Buffer.alloc(0)));
  }

  method<Name extends MethodName>(channel: number, name: Name, args: Args<Name>): void {
    this.raw(encodeFrame(FRAME.method, channel, encodeMethod({ name, args } as unknown as Method)));
  }

  /** A method that carries a message. */
  content<Name extends MethodName>(channel: number, name: Name, args: Args<Name>, { properties, body }: Content): void {
    const method = encodeFrame(FRAME.method, channel, encodeMethod({ name, args } as unknown as Method));
    const header = encodeFrame(FRAME.header, channel, encodeHeader({ bodySize: body.length, properties }));
    const frames = [method, header];
    const most = this.frameMax - FRAME_OVERHEAD;
    for (let at = 0; at < body.length; at += most) {
      frames.push(encodeFrame(FRAME.body, channel, body.subarray(at, at + most)));
    }
    this.raw(Buffer.concat(frames));
  }

  /** Resolves when there is room for more, or nobody who would read it. */
  drained(): Promise<void> {
    const socket = this.#socket;
    if (!socket.writableNeedDrain || socket.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => socket.destroy(), this.#timeoutMs);
      const done = () => {
        clearTimeout(timer);
        socket.off('drain', done).off('close', done);
        resolve();
      };
      socket.on('drain', done).on('close', done);
    });
  }
}
