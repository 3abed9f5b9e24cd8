/** Receivers over AMQP, each with a connection of its own: the same for fkorg and for RabbitMQ. */
import amqp, { type ChannelModel } from 'amqplib';

/** Messages on their way to a receiver that it has not acknowledged. */
const PREFETCH = 100;

export interface Modtagere extends AsyncDisposable {
  /** Resolves when each has had so many since it began; gives the bytes of the last message. */
  naaet(antal: number): Promise<number>;
}

/** Begins to receive from each queue and to acknowledge what comes. */
export async function modtagFra(url: string, koeer: readonly string[], klient: object): Promise<Modtagere> {
  const forbindelser: ChannelModel[] = [];
  let modtaget = 0;
  let bytes = 0;
  let ventet = Number.POSITIVE_INFINITY;
  let naaet: () => void = () => undefined;
  for (const koe of koeer) {
    const forbindelse = await amqp.connect(url, { noDelay: true, ...klient });
    forbindelser.push(forbindelse);
    const channel = await forbindelse.createChannel();
    await channel.prefetch(PREFETCH);
    await channel.consume(koe, (besked) => {
      if (!besked) return;
      channel.ack(besked);
      bytes = besked.content.length;
      if (++modtaget === ventet) naaet();
    });
  }
  return {
    async naaet(antal) {
      const { promise, resolve } = Promise.withResolvers<void>();
      [ventet, naaet] = [antal * koeer.length, resolve];
      if (modtaget < ventet) await promise;
      return bytes;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(forbindelser.map((forbindelse) => forbindelse.close()));
    },
  };
}
