/** amqplib as the client of tests: SASL EXTERNAL with a text of one's own, and an end that waits. */
import type { Duplex } from 'node:stream';
import amqp, { type Channel, type ChannelModel, type GetMessage, type Message } from 'amqplib';

/** Connects; rejects where it is not let in. */
export function forbind(port: number, svar: string, valg: Record<string, unknown> = {}): Promise<ChannelModel> {
  return amqp.connect(
    { protocol: 'amqp', hostname: '127.0.0.1', port, vhost: 'BF', ...valg },
    { noDelay: true, credentials: { mechanism: 'EXTERNAL', response: () => Buffer.from(svar) } },
  );
}

/** Breaks a connection off without a word. */
export function afbryd(forbindelse: ChannelModel): void {
  forbindelse.on('error', () => undefined);
  (forbindelse.connection as unknown as { stream: Duplex }).stream.destroy(new Error('gone'));
}

/** How a channel ends: the error that it was closed with. */
export function lukning(channel: Channel | ChannelModel): Promise<Error & { code?: number }> {
  return new Promise((resolve) => channel.once('error', resolve));
}

/** The next messages of a consumer, as they come. */
export class Modtagne {
  readonly alle: Message[] = [];
  #venter: (() => void) | undefined;

  readonly tag = (besked: Message | null): void => {
    if (besked) this.alle.push(besked);
    this.#venter?.();
  };

  /** Resolves when so many have come. */
  async antal(antal: number): Promise<readonly Message[]> {
    while (this.alle.length < antal) {
      await new Promise<void>((resolve) => {
        this.#venter = resolve;
      });
    }
    return this.alle;
  }
}

export const tekstAf = (besked: Message | GetMessage | false) => (besked ? besked.content.toString() : undefined);
