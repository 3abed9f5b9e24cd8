/**
 * One `basic.consume` of a dueslag: a message at a time, the next one when the last was answered for (spec neighbours §1.4),
 * until it is cancelled or its channel ends. While somebody else reads the dueslag it waits.
 */
import type { Deliveries } from './deliveries.ts';
import type { Out } from './out.ts';
import type { Koe, Leveret } from './post.ts';

export interface ConsumerOptions {
  readonly channel: number;
  readonly consumerTag: string;
  readonly queue: string;
  readonly koe: Koe;
  readonly noAck: boolean;
  readonly out: Out;
  readonly deliveries: Deliveries;
}

/** What stands with every message that is handed over. */
export function contentOf({ messageId, indhold }: Leveret) {
  const properties = { contentType: 'text/xml', deliveryMode: 2, messageId };
  return { properties, body: Buffer.from(indhold.buffer, indhold.byteOffset, indhold.byteLength) };
}

export class Consumer {
  readonly #options: ConsumerOptions;
  readonly #ending = new AbortController();

  constructor(options: ConsumerOptions) {
    this.#options = options;
  }

  /** No more is handed over; what is out may still be answered for. */
  cancel(): void {
    this.#ending.abort();
  }

  /** Hands over until it is cancelled, and lets others read then. */
  async run(): Promise<void> {
    const { koe } = this.#options;
    const { signal } = this.#ending;
    try {
      while (!signal.aborted && (koe.erTaget || (await koe.tag(signal)))) {
        const leveret = await koe.naeste();
        if (!leveret) await koe.vent(signal);
        else if (signal.aborted) await koe.tilbage(leveret.nr);
        else await this.#handOver(leveret);
      }
    } finally {
      await koe.slip();
    }
  }

  async #handOver(leveret: Leveret): Promise<void> {
    const { channel, consumerTag, queue, koe, noAck, out, deliveries } = this.#options;
    const deliveryTag = deliveries.nextTag();
    const answered = noAck ? undefined : deliveries.keep(deliveryTag, { koe, nr: leveret.nr });
    const args = { consumerTag, deliveryTag, redelivered: leveret.isGenleveret, exchange: '', routingKey: queue };
    out.content(channel, 'BasicDeliver', args, contentOf(leveret));
    await out.drained();
    await (answered ?? koe[out.isGone ? 'tilbage' : 'kvitter'](leveret.nr));
  }
}
