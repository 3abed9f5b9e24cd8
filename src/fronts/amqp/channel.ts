/**
 * One channel: what a client asks on it is done in its order, one thing at a time, while other channels go on. What is
 * published on it is in `publisher.ts`, what is read in `reading.ts`.
 */
import { AmqpBreach } from './breach.ts';
import type { Method } from './codec.ts';
import { Incoming, type Published } from './content.ts';
import { FRAME, type Frame } from './frames.ts';
import { METHODS } from './methods.ts';
import { Publisher } from './publisher.ts';
import { type ChannelOptions, Reading } from './reading.ts';

/** Methods that make or change exchanges and queues: those are fixed here (spec neighbours §1.4). */
const TOPOLOGY = /^(?:Exchange|Queue|Access)/;

export class Channel {
  readonly #options: ChannelOptions;
  readonly #publisher: Publisher;
  readonly #reading: Reading;
  #incoming: Incoming | undefined;
  #tail: Promise<void> = Promise.resolve();
  /** Nothing more is taken: the server has closed it and waits to hear that the client knows, or the client closes it. */
  isClosing = false;
  #ended: Promise<void> | undefined;
  /** What was asked for before the mistake and not begun is not done. */
  #isFailed = false;

  constructor(options: ChannelOptions) {
    this.#options = options;
    this.#reading = new Reading(options, (error) => this.#fail(error));
    this.#publisher = new Publisher({
      channel: options.nr,
      out: options.out,
      gaest: options.gaest,
      bodyBytesMax: options.limits.bodyBytesMax,
      nextTag: () => this.#reading.deliveries.nextTag(),
    });
    options.out.method(options.nr, 'ChannelOpenOk', { channelId: Buffer.alloc(0) });
  }

  /** Bytes of a message that has not come whole. */
  get kept(): number {
    return this.#incoming?.kept ?? 0;
  }

  /** When the message began that has not come whole; undefined where there is none. */
  get incomingSinceMs(): number | undefined {
    return this.#incoming?.startedMs;
  }

  /** A frame of a message. Throws AmqpBreach. */
  content({ type, payload }: Frame): void {
    if (this.isClosing) return;
    const incoming = this.#incoming;
    if (!incoming) throw new AmqpBreach('UNEXPECTED_FRAME', 'a message without its method');
    const isWhole = type === FRAME.header ? incoming.header(payload) : incoming.body(payload);
    if (!isWhole) return;
    this.#incoming = undefined;
    const published = incoming.whole();
    this.#next('BasicPublish', () => this.#publish(published), published);
  }

  /** A method of the channel. Throws AmqpBreach where the whole connection is to hear of it. */
  method(method: Method): void {
    if (this.isClosing) return;
    if (this.#incoming) throw new AmqpBreach('UNEXPECTED_FRAME', `${method.name} in the middle of a message`);
    if (method.name !== 'BasicPublish') {
      this.#next(method.name, () => this.#do(method));
      return;
    }
    this.#incoming = new Incoming(method.args, this.#options.limits.bodyBytesMax, this.#options.budget);
  }

  /** Does what was asked for, and ends: what is out goes back, and others may read. */
  end(): Promise<void> {
    this.#stop();
    this.#ended ??= this.#tail.then(() => this.#reading.end());
    return this.#ended;
  }

  #stop(): void {
    this.isClosing = true;
    this.#incoming?.giveBack();
    this.#incoming = undefined;
    this.#reading.stopWaiting();
  }

  /** Does something when all before it is done and the client has read what it was told. */
  #next(name: Method['name'], what: () => Promise<void> | void, published?: Published): void {
    const { load, out } = this.#options;
    const bytes = published?.body?.length ?? 0;
    load.begin(bytes);
    this.#tail = this.#tail
      .then(async () => {
        await out.drained();
        if (!this.#isFailed) await what();
      })
      .catch((error: unknown) => this.#fail(error, name))
      .finally(() => {
        published?.done();
        load.end(bytes);
      });
  }

  async #publish(published: Published): Promise<void> {
    this.#publisher.check(published.publish);
    await this.#publisher.publish(published);
  }

  /** A breach that is the channel's closes it; everything else is the connection's. */
  #fail(error: unknown, name?: Method['name']): void {
    const { nr, out, failed } = this.#options;
    if (!(error instanceof AmqpBreach) || !error.isSoft) {
      failed(error);
      return;
    }
    if (this.isClosing) return;
    const [classId, methodId] = name ? METHODS[name].id : [0, 0];
    out.method(nr, 'ChannelClose', { replyCode: error.replyCode, replyText: error.replyText, classId, methodId });
    this.#isFailed = true;
    this.end().catch(failed);
  }

  #do(method: Method): Promise<void> | void {
    const { nr, out } = this.#options;
    switch (method.name) {
      case 'ConfirmSelect':
        this.#publisher.confirm();
        if (!method.args.nowait) out.method(nr, 'ConfirmSelectOk', {});
        return;
      case 'ChannelFlow':
        if (!method.args.active) throw new AmqpBreach('NOT_IMPLEMENTED', 'a client stops what it consumes with cancel');
        out.method(nr, 'ChannelFlowOk', { active: true });
        return;
      case 'BasicConsume':
        return this.#reading.consume(method.args, this.#publisher);
      case 'BasicCancel':
        return this.#reading.cancel(method.args, this.#publisher);
      default:
        if (TOPOLOGY.test(method.name)) throw new AmqpBreach('ACCESS_REFUSED', 'exchanges and queues are fixed here');
        return this.#reading.do(method);
    }
  }
}
