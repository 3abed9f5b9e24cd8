/**
 * Messages from end to end: from changes that are registered to receivers that have acknowledged them over AMQP, beside
 * a RabbitMQ that is given the same bytes by a publisher and passes them on to as many queues. Rounds of both alternate.
 */
import amqp from 'amqplib';
import { newUuid } from '../../src/base/uuid.ts';
import { rabbitmqMissing, startRabbitmq } from '../../test/events/rabbitmq-server.ts';
import { startPostgres } from '../../test/store/postgres-server.ts';
import { startChild } from '../child.ts';
import { median } from '../cpu.ts';
import { modtagFra } from './modtagere.ts';
import { ALT, EJER, lavDueslag, nytRegister, registrerBrugere } from './register.ts';

export interface Endevalg {
  readonly rounds: number;
  /** Messages by number of receivers. */
  readonly beskeder: readonly (readonly [modtagere: number, beskeder: number])[];
}

export interface Ende {
  readonly modtagere: number;
  readonly beskeder: number;
  readonly bytes: number;
  /** Deliveries that were acknowledged each second, of all receivers. */
  readonly fkorg: number;
  /** Undefined where there is no RabbitMQ. */
  readonly rabbitmq: number | undefined;
}

/** Messages before anything counts: what is compiled and what is remembered is then as it stays. */
const VARME = 300;

const OPEN = { credentials: { mechanism: 'EXTERNAL', response: () => Buffer.from(EJER) } };

interface Maalt {
  readonly perSekund: number;
  readonly bytes: number;
}

async function fkorg(database: string, modtagere: number, beskeder: number): Promise<Maalt> {
  const store = await nytRegister(database);
  try {
    const dueslag = await lavDueslag(store, modtagere, () => ALT);
    const child = await startChild('events/server.ts', [database]);
    try {
      await using fra = await modtagFra(child.url, dueslag, OPEN);
      await registrerBrugere(store, VARME);
      await child.ask();
      await fra.naaet(VARME);
      await registrerBrugere(store, beskeder);
      await store.opdaterStatistik();
      const startedMs = performance.now();
      await child.ask();
      const bytes = await fra.naaet(VARME + beskeder);
      return { perSekund: (modtagere * beskeder * 1000) / (performance.now() - startedMs), bytes };
    } finally {
      child.stop();
    }
  } finally {
    await store.close();
  }
}

/** Quorum queues, persistent messages and confirms: what is passed on is as safe as in the register. */
async function rabbitmq(url: string, modtagere: number, beskeder: number, bytes: number): Promise<number> {
  const forbindelse = await amqp.connect(url, { noDelay: true });
  const exchange = newUuid();
  const koeer = Array.from({ length: modtagere }, () => newUuid());
  try {
    const channel = await forbindelse.createConfirmChannel();
    await channel.assertExchange(exchange, 'topic', { durable: true });
    for (const koe of koeer) {
      await channel.assertQueue(koe, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
      await channel.bindQueue(koe, exchange, '#');
    }
    const indhold = Buffer.alloc(bytes, 'x');
    await using fra = await modtagFra(url, koeer, {});
    const udgiv = async (antal: number) => {
      for (let nr = 0; nr < antal; nr++) channel.publish(exchange, 'ORG_Bruger', indhold, { persistent: true });
      await channel.waitForConfirms();
    };
    await udgiv(VARME);
    await fra.naaet(VARME);
    const startedMs = performance.now();
    await udgiv(beskeder);
    await fra.naaet(VARME + beskeder);
    const perSekund = (modtagere * beskeder * 1000) / (performance.now() - startedMs);
    for (const koe of koeer) await channel.deleteQueue(koe);
    await channel.deleteExchange(exchange);
    return perSekund;
  } finally {
    await forbindelse.close();
  }
}

async function maal(broker: string | undefined, modtagere: number, beskeder: number, rounds: number): Promise<Ende> {
  const egne: Maalt[] = [];
  const deres: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await using server = await startPostgres();
    const maalt = await fkorg(server.url, modtagere, beskeder);
    egne.push(maalt);
    if (broker !== undefined) deres.push(await rabbitmq(broker, modtagere, beskeder, maalt.bytes));
  }
  return {
    ...{ modtagere, beskeder, bytes: egne[0]!.bytes },
    fkorg: median(egne.map(({ perSekund }) => perSekund)),
    rabbitmq: deres.length === 0 ? undefined : median(deres),
  };
}

export async function benchEnde({ rounds, beskeder }: Endevalg): Promise<readonly Ende[]> {
  const mangler = rabbitmqMissing();
  if (mangler !== false) console.error(`RabbitMQ is not measured: ${mangler}`);
  await using broker = mangler === false ? await startRabbitmq() : undefined;
  const maalte: Ende[] = [];
  for (const [modtagere, antal] of beskeder) {
    console.error(`measuring ${modtagere} receivers ...`);
    maalte.push(await maal(broker?.url, modtagere, antal, rounds));
  }
  return maalte;
}
