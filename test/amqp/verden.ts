/** A register with a distributor and an AMQP server, for one test file: with open access, or with tokens and agreements. */
import assert from 'node:assert/strict';
import amqp, { type Channel, type ChannelModel } from 'amqplib';
import { aendr } from '../../src/administration/aendring.ts';
import { laesAftalefil } from '../../src/administration/aftalefil.ts';
import { anvendFil } from '../../src/administration/anvend-fil.ts';
import { HuskedeAftaler } from '../../src/administration/huskede-aftaler.ts';
import { fixedClock } from '../../src/base/clock.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { aabenModtageraftale } from '../../src/beskedfordeler/adgang/aftale.ts';
import { Beskedaftaler } from '../../src/beskedfordeler/adgang/beskedaftaler.ts';
import type { Fordeler } from '../../src/beskedfordeler/fordeling/fordeler.ts';
import { fordelerPaa } from '../../src/beskedfordeler/fordeling/verden.testing.ts';
import { ORGVALG_STANDARD } from '../../src/beskedfordeler/org/valg.ts';
import { indlaesSuperOrg } from '../../src/data/indlaes.ts';
import { GRAENSER } from '../../src/fronts/amqp/proeve.testing.ts';
import type { Noeglepar } from '../../src/identity/trust/certifikat.ts';
import { beskedpost } from '../../src/server/amqp/post.ts';
import { type RunningAmqp, startAmqp } from '../../src/server/amqp.ts';
import { BufferedBytes } from '../../src/server/body.ts';
import type { TlsKeys } from '../../src/server/listen.ts';
import { Revisor } from '../../src/server/revisor.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { lavKlient, lavPar } from '../pki/noegler.ts';
import { nyKlient, type Tokenvalg, UDSTEDER } from '../security/klient.ts';

export const AFSEND = 'http://entityid.kombit.dk/service/bfo_afsend/2';
export const MODTAG = 'http://entityid.kombit.dk/service/bfo_modtag/2';
export const EXCHANGE = 'AFSEND_BESKED_EXCHANGE';
export const REPLY_TO = 'amq.rabbitmq.reply-to';
export const A = '11111111';
export const B = '29189978';

export interface Valg {
  readonly isAaben?: boolean;
  readonly database?: string;
  readonly tls?: TlsKeys;
  /** YAML of systems and agreements; the certificates of `systemer` are called `en` and `to`. */
  readonly aftaler?: string;
  readonly klientcertifikat?: 'match' | 'demand' | 'ignore';
}

export interface AmqpVerden extends AsyncDisposable {
  readonly store: Store;
  readonly fordeler: Fordeler;
  readonly url: string;
  readonly ur: ReturnType<typeof fixedClock>;
  /** What the log was told of those who were refused. */
  readonly afvist: { readonly code?: string; readonly kontrol?: string }[];
  readonly systemer: readonly [en: Noeglepar, to: Noeglepar];
  /** An assertion; of the first system for its authority, to send with, where nothing else is said. */
  token(valg?: Partial<Tokenvalg>): Promise<string>;
  /** Another process on the same store; it answers at `url` until it is closed. */
  nabo(): Promise<RunningAmqp>;
}

const INGEN_AFTALER = 'systemer: []\naftaler: []\n';

/** Brings systems and agreements to what a file says, as `serve --agreements` does. */
async function laegAftaler(store: Store, tekst: string, certifikater: Readonly<Record<string, Noeglepar>>, nu: number) {
  const fil = laesAftalefil(tekst, 'aftaler.yaml');
  const kendte = new Set((await store.myndigheder()).map(({ cvr }) => cvr));
  await aendr(store.administration, (_, poster) => {
    const { nye } = anvendFil(poster, fil, {
      ...{ miljoe: 'test', kendte, hvem: { tidspunkt: nu, af: 'test' }, nytUuid: newUuid },
      laesCertifikat: (navn) => certifikater[navn]!.certifikat,
    });
    return nye;
  });
}

export async function nyAmqpVerden(valg: Valg = {}): Promise<AmqpVerden> {
  const ur = fixedClock(Date.now());
  const store = await openStore({ database: valg.database ?? ':memory:', clock: ur });
  await indlaesSuperOrg(store, ur());
  const [sts, en, to] = await Promise.all([lavPar({ navn: 'STS' }), lavKlient(A, 'En'), lavKlient(B, 'To')]);
  await laegAftaler(store, valg.aftaler ?? INGEN_AFTALER, { en, to }, ur());
  const afvist: { readonly code?: string; readonly kontrol?: string }[] = [];
  const log = {
    info: (fields: object, text: string) => text === 'refused' && afvist.push({ ...fields }),
    error: (fields: object) => assert.fail(`the server failed: ${(fields as { err?: Error }).err?.stack}`),
  };
  const aftaler = new HuskedeAftaler(store.administration, 'test', ur);
  const beskedaftaler = new Beskedaftaler(store.administration, 'test', ur);
  const fordeler = fordelerPaa(store, {
    aftaler: async ({ systemUuid, cvr }) =>
      systemUuid === undefined ? [aabenModtageraftale(cvr!)] : beskedaftaler.modtager(systemUuid),
  });
  const start = () =>
    startAmqp({
      post: beskedpost({
        ...{ store, fordeler, limits: DEFAULT_LIMITS, proces: newUuid(), clock: ur },
        fordelingssystem: ORGVALG_STANDARD.anvendersystem,
        revision: new Revisor({ revision: store.revision, aftaler, log }),
        ...(!valg.isAaben && {
          adgang: {
            tillid: { certifikater: [sts.certifikat], udstedere: () => [UDSTEDER] },
            ...{ aftaler, beskedaftaler, klientcertifikat: valg.klientcertifikat ?? 'match' },
          },
        }),
      }),
      ...{ limits: GRAENSER, budget: new BufferedBytes(DEFAULT_LIMITS.bufferedBytesMax), clock: ur, log },
      ...{ host: '127.0.0.1', port: 0 },
      ...(valg.tls && { tls: valg.tls }),
    });
  const server = await start();
  const naboer: RunningAmqp[] = [];
  return {
    ...{ store, fordeler, url: server.url, ur, afvist, systemer: [en, to] },
    token: async (over = {}) =>
      (await nyKlient({ sts, par: en, cvr: A, tildelinger: [], audience: AFSEND, nu: ur(), ...over })).assertion,
    async nabo() {
      const nabo = await start();
      naboer.push(nabo);
      return nabo;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([server, ...naboer].map((hver) => hver.close()));
      await fordeler.luk();
      await store.close();
    },
  };
}

/** Connects; rejects where it is not let in. */
export function forbind(url: string, svar: string, tls: object = {}): Promise<ChannelModel> {
  const credentials = { mechanism: 'EXTERNAL', response: () => Buffer.from(svar) };
  return amqp.connect(url, { noDelay: true, credentials, ...tls });
}

/** A message's XML, sent as the public sample does: with a token, and an answer that is waited for. Gives its code and text. */
export async function afsend(
  channel: Channel,
  indhold: string,
  token?: string,
): Promise<{ kode: number; tekst: string }> {
  const correlationId = newUuid();
  const { promise, resolve } = Promise.withResolvers<string>();
  const { consumerTag } = await channel.consume(
    REPLY_TO,
    (svar) => svar?.properties.correlationId === correlationId && resolve(svar.content.toString()),
    { noAck: true },
  );
  const headers = token === undefined ? {} : { token };
  const egenskaber = { replyTo: REPLY_TO, correlationId, messageId: newUuid(), mandatory: true, headers };
  channel.publish(EXCHANGE, '', Buffer.from(indhold), egenskaber);
  const svar = await promise;
  await channel.cancel(consumerTag);
  return { kode: Number(/<StatusKode>(\d+)</.exec(svar)![1]), tekst: /<FejlbeskedTekst>(.*)</s.exec(svar)?.[1] ?? '' };
}
