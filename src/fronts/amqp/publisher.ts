/**
 * What a channel publishes: confirms, returns, and the answer to each message over direct reply-to (spec neighbours §1.4).
 * A confirm says that the message was looked at, the answer what became of it.
 */
import { FkorgError } from '../../base/error.ts';
import { BESKED_NS } from '../../standard/besked-namespaces.ts';
import { escapeText } from '../../xml/write.ts';
import { AmqpBreach } from './breach.ts';
import type { Args } from './codec.ts';
import type { Published } from './content.ts';
import { REPLY_CODES } from './methods.ts';
import type { Out } from './out.ts';
import type { Afsendelsessvar, Gaest } from './post.ts';

const EXCHANGE = 'AFSEND_BESKED_EXCHANGE';
/** The queue that answers are consumed from. */
export const REPLY_TO = 'amq.rabbitmq.reply-to';
const ACCEPTED = 20;
const INVALID = 40;
const BUSY = 50;

export interface PublisherOptions {
  readonly channel: number;
  readonly out: Out;
  readonly gaest: Gaest;
  readonly bodyBytesMax: number;
  /** The next number that a message to the client is known by. */
  readonly nextTag: () => number;
}

function replyXml({ kode, tekst }: Afsendelsessvar): Buffer {
  const fejl = kode === ACCEPTED ? '' : `<FejlbeskedTekst>${escapeText(tekst)}</FejlbeskedTekst>`;
  return Buffer.from(`<StandardRetur xmlns="${BESKED_NS.sd}"><StatusKode>${kode}</StatusKode>${fejl}</StandardRetur>`);
}

export class Publisher {
  readonly #options: PublisherOptions;
  #confirmed: number | undefined;
  /** Who consumes the answers. */
  #replyConsumer: string | undefined;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  /** Confirms what is published from now on. */
  confirm(): void {
    this.#confirmed ??= 0;
  }

  /** Answers go to this consumer. Throws AmqpBreach where there is one, or where answers were to be acknowledged. */
  consumeReplies(consumerTag: string, noAck: boolean): void {
    if (!noAck) throw new AmqpBreach('PRECONDITION_FAILED', 'reply consumer cannot acknowledge');
    if (this.#replyConsumer !== undefined) throw new AmqpBreach('PRECONDITION_FAILED', 'reply consumer already set');
    this.#replyConsumer = consumerTag;
  }

  /** True where it was the consumer of answers. */
  cancel(consumerTag: string): boolean {
    if (this.#replyConsumer !== consumerTag) return false;
    this.#replyConsumer = undefined;
    return true;
  }

  /** Whether this may be published at all, before its body is there. Throws AmqpBreach. */
  check({ exchange, immediate }: Args<'BasicPublish'>): void {
    if (immediate) throw new AmqpBreach('NOT_IMPLEMENTED', 'immediate=true');
    if (exchange !== EXCHANGE && exchange !== '')
      throw new AmqpBreach('NOT_FOUND', `no exchange '${exchange}' in vhost 'BF'`);
    if (exchange === '') throw new AmqpBreach('ACCESS_REFUSED', 'nobody publishes to the default exchange');
    if (!this.#options.gaest.maaSende) throw new AmqpBreach('ACCESS_REFUSED', 'the token is not one to send with');
  }

  /** Takes a message; resolves when everything is said that is to be said of it. */
  async publish(published: Published): Promise<void> {
    const { publish, properties } = published;
    if (publish.routingKey !== '') return this.#unroutable(published);
    const { replyTo } = properties;
    if (replyTo !== undefined && replyTo !== REPLY_TO) {
      throw new AmqpBreach('PRECONDITION_FAILED', `answers are sent to ${REPLY_TO} alone`);
    }
    if (replyTo !== undefined && this.#replyConsumer === undefined) {
      throw new AmqpBreach('PRECONDITION_FAILED', 'fast reply consumer does not exist');
    }
    const svar = await this.#send(published);
    // Who has no place for an answer is told by the confirm, so that no message is lost in silence.
    this.#sayConfirm(replyTo !== undefined || svar.kode === ACCEPTED);
    if (replyTo !== undefined) this.#reply(svar, properties.correlationId);
  }

  #unroutable({ publish, properties, body = Buffer.alloc(0) }: Published): void {
    const { channel, out } = this.#options;
    if (publish.mandatory) {
      const { exchange, routingKey } = publish;
      const args = { replyCode: REPLY_CODES.NO_ROUTE, replyText: 'NO_ROUTE', exchange, routingKey };
      out.content(channel, 'BasicReturn', args, { properties, body });
    }
    this.#sayConfirm(true);
  }

  async #send({ properties, body, bodySize, refused }: Published): Promise<Afsendelsessvar> {
    const { gaest, bodyBytesMax } = this.#options;
    if (refused instanceof FkorgError) return { kode: BUSY, tekst: refused.message };
    if (!body) {
      return { kode: INVALID, tekst: `Beskeden er på ${bodySize} bytes; grænsen er ${bodyBytesMax}` };
    }
    const token = properties.headers?.get('token');
    return gaest.send({
      indhold: body,
      token: Buffer.isBuffer(token) ? token.toString() : typeof token === 'string' ? token : undefined,
      messageId: properties.messageId,
    });
  }

  #sayConfirm(isTaken: boolean): void {
    if (this.#confirmed === undefined) return;
    const { channel, out } = this.#options;
    this.#confirmed += 1;
    const deliveryTag = this.#confirmed;
    if (isTaken) out.method(channel, 'BasicAck', { deliveryTag, multiple: false });
    else out.method(channel, 'BasicNack', { deliveryTag, multiple: false, requeue: false });
  }

  #reply(svar: Afsendelsessvar, correlationId: string | undefined): void {
    const consumerTag = this.#replyConsumer;
    if (consumerTag === undefined) return;
    const { channel, out, nextTag } = this.#options;
    const args = { consumerTag, deliveryTag: nextTag(), redelivered: false, exchange: '', routingKey: REPLY_TO };
    const properties = { contentType: 'text/xml', ...(correlationId !== undefined && { correlationId }) };
    out.content(channel, 'BasicDeliver', args, { properties, body: replyXml(svar) });
  }
}
