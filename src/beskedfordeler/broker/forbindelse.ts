/**
 * A connection to a RabbitMQ that publishes: the exchange is there, what is published is confirmed, and messages that no
 * queue took are counted. When anything goes wrong the whole connection is at its end, and another is made.
 */
import { type ConfirmChannel, connect } from 'amqplib';
import { egenskaberOf, routingKeyOf, type Udgivelse } from './udgivelse.ts';

export interface Brokeradresse {
  /** `amqp(s)://user:password@host:port/vhost`; never logged. */
  readonly url: string;
  /** The topic exchange. */
  readonly exchange: string;
  /** A queue to be there before anything is published, which takes everything; absent: receivers make theirs. */
  readonly koe?: string;
  /** PEM of the authorities that are trusted over TLS; absent: those that Node brings. */
  readonly ca?: string;
}

/** What the connection tells of while it is open. */
export interface Brokerlytter {
  /** A message that no queue took. */
  onUroutet(): void;
  /** The broker takes nothing for now, for it lacks memory or room on its disk; or it does again. */
  onBlokeret(grund: string | undefined): void;
}

export interface Brokerforbindelse {
  /** Publishes in order; resolves when the broker has confirmed all. Rejects where it has not, or the connection is gone. */
  udgiv(beskeder: readonly Udgivelse[]): Promise<void>;
  /** Ends it, whatever is under way. */
  luk(): Promise<void>;
}

const CONNECT_MS = 10_000;
const HEARTBEAT_S = 10;

/** A confirm that has not come in this time, from a broker that does not say that it is blocked, does not come. */
const CONFIRM_MS = 60_000;

/** An own heartbeat and `noDelay`: with Nagle's algorithm a confirm takes 44 ms. */
function forbind({ url, ca }: Brokeradresse) {
  const adresse = new URL(url);
  if (!adresse.searchParams.has('heartbeat')) adresse.searchParams.set('heartbeat', String(HEARTBEAT_S));
  return connect(adresse.href, { noDelay: true, timeout: CONNECT_MS, ...(ca !== undefined && { ca }) });
}

async function klargjort(channel: ConfirmChannel, { exchange, koe }: Brokeradresse): Promise<void> {
  await channel.assertExchange(exchange, 'topic', { durable: true });
  if (koe === undefined) return;
  await channel.assertQueue(koe, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue(koe, exchange, '#');
}

/** Throws where the broker cannot be reached, lets nobody in, or has something else under the name of the exchange. */
export async function aabnForbindelse(adresse: Brokeradresse, lytter: Brokerlytter): Promise<Brokerforbindelse> {
  const model = await forbind(adresse);
  const slut = Promise.withResolvers<never>();
  slut.promise.catch(() => undefined);
  let isBlokeret = false;
  let isLukket = false;
  const tabt = (error?: Error) => slut.reject(error ?? new Error('the connection was closed'));
  model.on('error', tabt);
  model.on('close', (error) => {
    isLukket = true;
    tabt(error);
  });
  model.on('blocked', (grund) => {
    isBlokeret = true;
    lytter.onBlokeret(grund);
  });
  model.on('unblocked', () => {
    isBlokeret = false;
    lytter.onBlokeret(undefined);
  });

  async function luk(): Promise<void> {
    if (isLukket) return;
    isLukket = true;
    // A broker that hangs does not answer to being closed; its socket goes with the heartbeat.
    await Promise.race([model.close(), new Promise((resolve) => setTimeout(resolve, 1000).unref())]).catch(
      () => undefined,
    );
    tabt();
  }

  let channel: ConfirmChannel;
  try {
    channel = await model.createConfirmChannel();
    channel.on('error', tabt);
    channel.on('close', () => tabt());
    channel.on('return', () => lytter.onUroutet());
    await klargjort(channel, adresse);
  } catch (error) {
    await luk();
    throw error;
  }

  function bekraeftet(udgivelse: Udgivelse): Promise<void> {
    return new Promise((resolve, reject) => {
      const indhold = Buffer.from(udgivelse.tekst);
      const done = (error: unknown) =>
        error ? reject(new Error(`the broker has not taken the message at position ${udgivelse.position}`)) : resolve();
      channel.publish(adresse.exchange, routingKeyOf(udgivelse), indhold, egenskaberOf(udgivelse), done);
    });
  }

  /** Rejects when confirms stay away from a broker that takes messages. */
  function frist(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      const timer = setInterval(() => {
        if (!isBlokeret) reject(new Error(`no confirm in ${CONFIRM_MS / 1000} seconds`));
      }, CONFIRM_MS);
      signal.addEventListener('abort', () => clearInterval(timer));
    });
  }

  return {
    async udgiv(beskeder) {
      const faerdig = new AbortController();
      const alle = Promise.all(beskeder.map(bekraeftet));
      alle.catch(() => undefined);
      try {
        // First of all whether it is gone: where there is nothing to publish, that is how it is found out.
        await Promise.race([slut.promise, alle, frist(faerdig.signal)]);
      } finally {
        faerdig.abort();
      }
    },
    luk,
  };
}
