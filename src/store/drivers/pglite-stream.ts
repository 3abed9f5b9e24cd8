/**
 * The wire to PGlite: a stream that takes and gives the bytes of the PostgreSQL protocol, as a socket does. Whatever is
 * written while the worker is busy goes to it in one piece afterwards.
 */
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { FkorgError } from '../../base/error.ts';
import type { FromWorker, ToWorker } from './pglite-worker.ts';

type Done = (error?: Error | null) => void;

/** Milliseconds that a thread whose database is closed gets to end. */
const END_MS = 5000;

export class PgliteStream extends Duplex {
  readonly #worker: Worker;
  #written: Done | undefined;
  #closed: Done | undefined;
  /** The end of the thread, when its database is closed. */
  #ended: Promise<unknown> | undefined;

  /** @param folder Where the database is kept; absent: in memory. */
  constructor(folder: string | undefined) {
    super();
    this.#worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), { workerData: { folder } });
    this.#worker.on('message', (message: FromWorker) => this.#receive(message));
    this.#worker.on('error', (error) => this.destroy(error));
    this.#worker.on('exit', () => this.destroy(new FkorgError('store-unavailable', 'Registrets lager er stoppet')));
  }

  #receive(message: FromWorker): void {
    if (message === 'open') this.emit('connect');
    else if (message === 'closed') {
      this.#ended = once(this.#worker, 'exit', { signal: AbortSignal.timeout(END_MS) }).catch(() => undefined);
      this.#closed?.();
    } else if (message instanceof Uint8Array) {
      if (message.length > 0) this.push(Buffer.from(message.buffer, message.byteOffset, message.byteLength));
      const written = this.#written;
      this.#written = undefined;
      written?.();
    } else {
      this.destroy(new FkorgError('store-unavailable', 'Registrets lager er stoppet', { detail: message.error }));
    }
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message, message instanceof Uint8Array ? [message.buffer] : []);
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#written = done;
    this.#send(new Uint8Array(chunk));
  }

  override _writev(chunks: readonly { chunk: Buffer }[], done: Done): void {
    this.#written = done;
    this.#send(new Uint8Array(Buffer.concat(chunks.map(({ chunk }) => chunk))));
  }

  override _final(done: Done): void {
    this.#closed = (error) => {
      this.push(null);
      done(error);
    };
    this.#send('close');
  }

  override async _destroy(error: Error | null, done: Done): Promise<void> {
    // A thread of WebAssembly that is torn down by force has been seen to hang or to end its process (issues of nodejs/node).
    await this.#ended;
    this.#worker.terminate().then(() => done(error), done);
  }

  // What pg asks of a socket and a thread has no use for.
  connect(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    this.#worker.ref();
    return this;
  }
  unref(): this {
    this.#worker.unref();
    return this;
  }
}
