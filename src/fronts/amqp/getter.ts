/**
 * `basic.get` of one dueslag on a channel. It is held for a moment after each, because clients ask until it is empty; then
 * others may read.
 */
import { AmqpBreach } from './breach.ts';
import { contentOf } from './consumer.ts';
import type { Deliveries } from './deliveries.ts';
import type { Out } from './out.ts';
import type { Koe } from './post.ts';

/** Milliseconds that a dueslag is held after a question, while nothing of it is out. */
const HELD_MS = 250;

export interface GetterOptions {
  readonly channel: number;
  readonly queue: string;
  readonly koe: Koe;
  readonly out: Out;
  readonly deliveries: Deliveries;
  /** How long to wait where somebody else reads. */
  readonly waitMs: number;
}

export class Getter {
  readonly #options: GetterOptions;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: GetterOptions) {
    this.#options = options;
  }

  /** Hands over the next message, or says that there is none. Throws AmqpBreach where another reads, for as long as it may wait. */
  async get(noAck: boolean, signal: AbortSignal): Promise<void> {
    const { channel, queue, koe, out, deliveries, waitMs } = this.#options;
    clearTimeout(this.#timer);
    try {
      if (!koe.erTaget && !(await koe.tag(AbortSignal.any([signal, AbortSignal.timeout(waitMs)])))) {
        if (signal.aborted) return;
        throw new AmqpBreach('RESOURCE_LOCKED', `another client reads the queue '${queue}'`);
      }
      if (out.isGone) return;
      const leveret = await koe.naeste();
      if (!leveret) {
        out.method(channel, 'BasicGetEmpty', { clusterId: '' });
        return;
      }
      const deliveryTag = deliveries.nextTag();
      if (!noAck) deliveries.keep(deliveryTag, { koe, nr: leveret.nr });
      const messageCount = await koe.antal();
      const args = { deliveryTag, redelivered: leveret.isGenleveret, exchange: '', routingKey: queue, messageCount };
      out.content(channel, 'BasicGetOk', args, contentOf(leveret));
      await out.drained();
      if (noAck) await koe[out.isGone ? 'tilbage' : 'kvitter'](leveret.nr);
    } finally {
      this.letGoSoon();
    }
  }

  /** Lets others read when nothing more is asked for; to be told anew whenever something of it was answered for. */
  letGoSoon(): void {
    const { koe, deliveries } = this.#options;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (koe.erTaget && !deliveries.isOut(koe)) koe.slip().catch(() => undefined);
    }, HELD_MS);
  }

  async end(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#options.koe.slip();
  }
}
