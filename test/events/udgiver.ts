/** What tests of the broker have in common: a source of numbered messages, and a receiver that writes down what it gets. */
import { type Channel, connect, type GetMessage } from 'amqplib';
import type { Udgivelse, Udgivelseskilde } from '../../src/beskedfordeler/broker/udgivelse.ts';
import { KORSBAEK_CVR } from '../../src/standard/koder.ts';

export function udgivelse(position: number): Udgivelse {
  return {
    position,
    beskedId: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`,
    type: position % 2 === 0 ? 'ORG_OrgEnhed' : 'ORG_Bruger',
    beskedtype: '00000000-0000-4000-8000-0000000000bb',
    ejer: KORSBAEK_CVR,
    handling: 'Rettet',
    objekttype: position % 2 === 0 ? 'OrganisationEnhed' : 'Bruger',
    uuid: '00000000-0000-4000-8000-0000000000aa',
    tidspunkt: 1_700_000_000_000 + position,
    tekst: `<Haendelsesbesked>æ${position}</Haendelsesbesked>`,
  };
}

/** A feed of messages at positions 1, 2, 3 ..., of which more come. */
export class Talstroem implements Udgivelseskilde {
  sidste = 0;

  async efter(siden: number, antal: number) {
    const til = Math.min(this.sidste, siden + antal);
    const beskeder = Array.from({ length: Math.max(0, til - siden) }, (_, nr) => udgivelse(siden + nr + 1));
    return { beskeder, position: til, flere: til < this.sidste };
  }
}

/** Uses a channel of a connection of its own. */
export async function medKanal<T>(url: string, brug: (channel: Channel) => Promise<T>): Promise<T> {
  const model = await connect(url);
  model.on('error', () => undefined);
  try {
    return await brug(await model.createChannel());
  } finally {
    await model.close().catch(() => undefined);
  }
}

/** Takes everything out of a queue until a message with the position has come. */
export function tagTil(url: string, koe: string, position: number): Promise<GetMessage[]> {
  return medKanal(url, async (channel) => {
    const beskeder: GetMessage[] = [];
    await channel.prefetch(500);
    const { promise, resolve } = Promise.withResolvers<void>();
    await channel.consume(koe, (besked) => {
      if (!besked) return;
      beskeder.push(besked as unknown as GetMessage);
      channel.ack(besked);
      if (besked.properties.headers?.position === position) resolve();
    });
    await promise;
    return beskeder;
  });
}
