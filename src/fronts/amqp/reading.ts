/** What a channel reads: its consumers, its `basic.get`, and what it says of the messages that it has been handed. */
import { newUuid } from '../../base/uuid.ts';
import { AmqpBreach } from './breach.ts';
import type { Args, Method } from './codec.ts';
import { Consumer } from './consumer.ts';
import { Deliveries } from './deliveries.ts';
import { Getter } from './getter.ts';
import type { AmqpLimits, Budget } from './limits.ts';
import type { Load } from './load.ts';
import type { Out } from './out.ts';
import type { Gaest, Koe } from './post.ts';
import { type Publisher, REPLY_TO } from './publisher.ts';

export interface ChannelOptions {
  readonly nr: number;
  readonly out: Out;
  readonly gaest: Gaest;
  readonly limits: AmqpLimits;
  readonly budget: Budget;
  readonly load: Load;
  /** Told of what ends the connection. */
  readonly failed: (error: unknown) => void;
}

/** Consumers of one channel, and queues that it gets from. */
const CONSUMERS_MAX = 20;

export class Reading {
  readonly deliveries = new Deliveries();
  readonly #options: ChannelOptions;
  readonly #fail: (error: unknown) => void;
  readonly #consumers = new Map<string, Consumer>();
  readonly #getters = new Map<string, Getter>();
  /** Consumers that run; those that were cancelled, too, while something of theirs is out. */
  readonly #running = new Set<Promise<void>>();
  readonly #ending = new AbortController();

  constructor(options: ChannelOptions, fail: (error: unknown) => void) {
    this.#options = options;
    this.#fail = fail;
  }

  stopWaiting(): void {
    this.#ending.abort();
    for (const consumer of this.#consumers.values()) consumer.cancel();
  }

  /** What is out goes back, and others may read. */
  async end(): Promise<void> {
    await this.deliveries.giveBack();
    await Promise.all(this.#running);
    await Promise.all([...this.#getters.values()].map((getter) => getter.end()));
  }

  async consume(args: Args<'BasicConsume'>, publisher: Publisher): Promise<void> {
    const { nr, out } = this.#options;
    const { queue, noAck, nowait } = args;
    const consumerTag = args.consumerTag === '' ? `ctag-${newUuid()}` : args.consumerTag;
    if (this.#consumers.has(consumerTag)) {
      throw new AmqpBreach('NOT_ALLOWED', `attempt to reuse consumer tag '${consumerTag}'`);
    }
    const isReplies = queue === REPLY_TO;
    const koe = isReplies ? undefined : await this.#queue(queue);
    if (isReplies) publisher.consumeReplies(consumerTag, noAck);
    if (!nowait) out.method(nr, 'BasicConsumeOk', { consumerTag });
    if (!koe) return;
    if (this.#consumers.size >= CONSUMERS_MAX)
      throw new AmqpBreach('NOT_ALLOWED', `more than ${CONSUMERS_MAX} consumers`);
    const consumer = new Consumer({ channel: nr, consumerTag, queue, koe, noAck, out, deliveries: this.deliveries });
    this.#consumers.set(consumerTag, consumer);
    // Asked for before the channel was closed, and begun after it.
    if (this.#ending.signal.aborted) consumer.cancel();
    const running = consumer.run().catch(this.#fail);
    this.#running.add(running);
    running.finally(() => this.#running.delete(running));
  }

  cancel({ consumerTag, nowait }: Args<'BasicCancel'>, publisher: Publisher): void {
    const { nr, out } = this.#options;
    if (!publisher.cancel(consumerTag)) {
      this.#consumers.get(consumerTag)?.cancel();
      this.#consumers.delete(consumerTag);
    }
    if (!nowait) out.method(nr, 'BasicCancelOk', { consumerTag });
  }

  async do(method: Method): Promise<void> {
    const { nr, out } = this.#options;
    switch (method.name) {
      case 'BasicQos':
        // One message is out at a time whatever is asked for, so that a dueslag keeps its order.
        if (method.args.prefetchSize !== 0) throw new AmqpBreach('NOT_IMPLEMENTED', 'prefetch_size!=0');
        out.method(nr, 'BasicQosOk', {});
        return;
      case 'BasicGet':
        return this.#get(method.args);
      case 'BasicAck':
        return this.#answer(method.args.deliveryTag, method.args.multiple, 'kvitter');
      case 'BasicNack':
        return this.#answer(method.args.deliveryTag, method.args.multiple, unwanted(method.args.requeue));
      case 'BasicReject':
        return this.#answer(method.args.deliveryTag, false, unwanted(method.args.requeue));
      case 'BasicRecover':
      case 'BasicRecoverAsync':
        if (!method.args.requeue) throw new AmqpBreach('NOT_IMPLEMENTED', 'requeue=false');
        await this.deliveries.giveBack();
        if (method.name === 'BasicRecover') out.method(nr, 'BasicRecoverOk', {});
        return;
      default:
        throw new AmqpBreach(method.name.startsWith('Tx') ? 'NOT_IMPLEMENTED' : 'COMMAND_INVALID', method.name);
    }
  }

  async #answer(tag: number, isMultiple: boolean, answer: 'kvitter' | 'tilFejlkoe' | 'tilbage'): Promise<void> {
    await this.deliveries.answer(tag, isMultiple, answer);
    for (const getter of this.#getters.values()) getter.letGoSoon();
  }

  async #get({ queue, noAck }: Args<'BasicGet'>): Promise<void> {
    const { nr, out, limits } = this.#options;
    let getter = this.#getters.get(queue);
    if (!getter) {
      const koe = await this.#queue(queue);
      if (this.#getters.size >= CONSUMERS_MAX) throw new AmqpBreach('NOT_ALLOWED', `more than ${CONSUMERS_MAX} queues`);
      getter = new Getter({ channel: nr, queue, koe, out, deliveries: this.deliveries, waitMs: limits.waitMs });
      this.#getters.set(queue, getter);
    }
    await getter.get(noAck, this.#ending.signal);
  }

  /** Throws AmqpBreach: `NOT_FOUND` for a queue that is not there, and for one of others. */
  async #queue(queue: string): Promise<Koe> {
    const { gaest } = this.#options;
    if (!gaest.maaHente) throw new AmqpBreach('ACCESS_REFUSED', 'the token is not one to receive with');
    const koe = await gaest.dueslag(queue);
    if (!koe) throw new AmqpBreach('NOT_FOUND', `no queue '${queue}' in vhost 'BF'`);
    return koe;
  }
}

function unwanted(requeue: boolean): 'tilFejlkoe' | 'tilbage' {
  return requeue ? 'tilbage' : 'tilFejlkoe';
}
