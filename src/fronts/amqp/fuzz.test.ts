/** What a client can send that no client should: the process goes on, holds on to nothing, and serves the others meanwhile. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { Sikkerhedsfejl } from '../../identity/sikkerhedsfejl.ts';
import { encodeHeader, encodeMethod, type Method } from './codec.ts';
import { encodeFrame, FRAME, PROTOCOL_HEADER } from './frames.ts';
import { forbind, Modtagne } from './klient.testing.ts';
import { ProevePost, type Proeveserver, proeveserver } from './proeve.testing.ts';

const post = new ProevePost();
let server: Proeveserver;
before(async () => {
  server = await proeveserver(post, { timeoutMs: 2000, connectionsMax: 500, connectionsPerSystemMax: 500, waitMs: 50 });
});
after(() => server.luk());

const metode = (channel: number, name: Method['name'], args: object) =>
  encodeFrame(FRAME.method, channel, encodeMethod({ name, args } as unknown as Method));
const EXCHANGE = 'AFSEND_BESKED_EXCHANGE';
const REPLY_TO = 'amq.rabbitmq.reply-to';
const KOE = 'fuzz';
const faelles = { ticket: 0, nowait: false };
const forbrug = (queue: string, consumerTag: string, noAck: boolean) =>
  metode(1, 'BasicConsume', {
    ...faelles,
    queue,
    consumerTag,
    noLocal: false,
    noAck,
    exclusive: false,
    arguments: new Map(),
  });
const besked = Buffer.from('<a>et indhold</a>');

/** Everything that a good client says, in pieces; each piece can be spoiled. */
const FORLOEB: readonly Buffer[] = [
  PROTOCOL_HEADER,
  metode(0, 'ConnectionStartOk', {
    clientProperties: new Map<string, unknown>([
      ['product', 'fuzz'],
      ['capabilities', new Map([['authentication_failure_close', true]])],
    ]),
    mechanism: 'EXTERNAL',
    response: Buffer.from('ok'),
    locale: 'en_US',
  }),
  metode(0, 'ConnectionTuneOk', { channelMax: 8, frameMax: 131_072, heartbeat: 0 }),
  metode(0, 'ConnectionOpen', { virtualHost: 'BF', capabilities: '', insist: false }),
  metode(1, 'ChannelOpen', { outOfBand: '' }),
  metode(1, 'ConfirmSelect', { nowait: false }),
  forbrug(REPLY_TO, 'svar', true),
  metode(1, 'BasicPublish', { ticket: 0, exchange: EXCHANGE, routingKey: '', mandatory: true, immediate: false }),
  encodeFrame(
    FRAME.header,
    1,
    encodeHeader({
      bodySize: besked.length,
      properties: { replyTo: REPLY_TO, correlationId: 'c', headers: new Map([['token', 't']]), messageId: 'm' },
    }),
  ),
  encodeFrame(FRAME.body, 1, besked),
  metode(1, 'BasicQos', { prefetchSize: 0, prefetchCount: 1, global: false }),
  forbrug(KOE, 'forbruger', false),
  metode(1, 'BasicAck', { deliveryTag: 1, multiple: false }),
  metode(1, 'BasicNack', { deliveryTag: 2, multiple: true, requeue: true }),
  metode(1, 'BasicCancel', { consumerTag: 'forbruger', nowait: false }),
  metode(1, 'BasicGet', { ticket: 0, queue: KOE, noAck: true }),
  metode(1, 'BasicRecover', { requeue: true }),
  encodeFrame(FRAME.heartbeat, 0, Buffer.alloc(0)),
  metode(1, 'ChannelClose', { replyCode: 200, replyText: '', classId: 0, methodId: 0 }),
  metode(0, 'ConnectionClose', { replyCode: 200, replyText: '', classId: 0, methodId: 0 }),
];

/** Sends, reads whatever comes and goes when the server has ended it, or after a moment. */
async function angrib(bytes: Buffer, stykke: number): Promise<void> {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined).on('data', () => undefined);
  const lukket = once(socket, 'close');
  for (let at = 0; at < bytes.length; at += stykke) {
    if (!socket.writable) break;
    socket.write(bytes.subarray(at, at + stykke));
    if (stykke < 100) await new Promise((resolve) => setImmediate(resolve));
  }
  const timer = setTimeout(() => socket.destroy(), 100);
  await lukket;
  clearTimeout(timer);
}

/** Somebody else, whose message is answered. */
async function erBetjent(): Promise<void> {
  const forbindelse = await forbind(server.port, 'ok');
  try {
    const channel = await forbindelse.createChannel();
    const svar = new Modtagne();
    await channel.consume(REPLY_TO, svar.tag, { noAck: true });
    channel.publish(EXCHANGE, '', besked, { replyTo: REPLY_TO });
    await svar.antal(1);
  } finally {
    await forbindelse.close();
  }
}

/** Everything that was held is let go of when all have gone, and nothing went wrong that is our own mistake. */
async function assertFrit(): Promise<void> {
  await erBetjent();
  const lager = post.lager(KOE);
  while (server.brugt() > 0 || server.front.antal > 0 || lager.holder) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.ok(lager.beskeder.every(({ taget }) => !taget));
  const andre = server.fejl.filter((fejl) => !(fejl instanceof Sikkerhedsfejl) && String(fejl) !== 'Error: not let in');
  assert.deepEqual(andre, []);
}

const nul = fc.nat({ max: 1_000_000 });
/** What is done to the bytes: a bit turned, some taken out, some put in, some said twice. */
const skade = fc.oneof(
  fc.record({ art: fc.constant('vend' as const), hvor: nul, hvad: fc.nat({ max: 255 }) }),
  fc.record({ art: fc.constant('fjern' as const), hvor: nul, hvad: fc.nat({ max: 40 }) }),
  fc.record({ art: fc.constant('indsaet' as const), hvor: nul, hvad: fc.nat({ max: 255 }) }),
  fc.record({ art: fc.constant('gentag' as const), hvor: nul, hvad: fc.nat({ max: 200 }) }),
);

function skadet(bytes: Buffer, skader: readonly { art: string; hvor: number; hvad: number }[]): Buffer {
  return skader.reduce((nu, { art, hvor, hvad }) => {
    const at = hvor % nu.length;
    const [foer, efter] = [nu.subarray(0, at), nu.subarray(at)];
    if (art === 'vend') return Buffer.concat([foer, Buffer.from([hvad]), efter.subarray(1)]);
    if (art === 'fjern') return Buffer.concat([foer, efter.subarray(hvad + 1), Buffer.from([0])]);
    if (art === 'indsaet') return Buffer.concat([foer, Buffer.alloc(hvad, hvad), efter]);
    return Buffer.concat([foer, efter.subarray(0, hvad), efter]);
  }, bytes);
}

test('spoiled conversations, pieces out of order and bytes at random', async () => {
  post.lager(KOE).laeg('a', 'b', 'c');
  const forsoeg = fc.oneof(
    fc.array(skade, { minLength: 1, maxLength: 4 }).map((skader) => skadet(Buffer.concat(FORLOEB), skader)),
    fc
      .array(fc.nat({ max: FORLOEB.length - 1 }), { maxLength: 30 })
      .map((numre) => Buffer.concat([...FORLOEB.slice(0, 5), ...numre.map((nr) => FORLOEB[nr]!)])),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.concat([...FORLOEB.slice(0, 4), bytes])),
    fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
    fc.nat({ max: Buffer.concat(FORLOEB).length }).map((til) => Buffer.concat(FORLOEB).subarray(0, til)),
  );
  const stykke = fc.constantFrom(1, 7, 1000, 1_000_000);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(forsoeg, stykke), { minLength: 20, maxLength: 20 }), async (alle) => {
      await Promise.all([...alle.map(([bytes, hver]) => angrib(bytes, hver)), erBetjent()]);
    }),
    { numRuns: 30, endOnFailure: true },
  );
  await assertFrit();
});

test('what is announced and never sent costs nothing: large bodies, large frames, many channels', async () => {
  const start = Buffer.concat(FORLOEB.slice(0, 4));
  const kanaler = Array.from({ length: 8 }, (_, nr) =>
    Buffer.concat([
      metode(nr + 1, 'ChannelOpen', { outOfBand: '' }),
      metode(nr + 1, 'BasicPublish', {
        ticket: 0,
        exchange: EXCHANGE,
        routingKey: '',
        mandatory: true,
        immediate: false,
      }),
      encodeFrame(FRAME.header, nr + 1, encodeHeader({ bodySize: 1_000_000, properties: {} })),
      encodeFrame(FRAME.body, nr + 1, Buffer.alloc(1)),
    ]),
  );
  const lovet = Buffer.concat([start, ...kanaler]);
  const enorm = Buffer.concat([
    start,
    metode(1, 'ChannelOpen', { outOfBand: '' }),
    metode(1, 'BasicPublish', { ticket: 0, exchange: EXCHANGE, routingKey: '', mandatory: true, immediate: false }),
    encodeFrame(FRAME.header, 1, encodeHeader({ bodySize: Number.MAX_SAFE_INTEGER, properties: {} })),
    ...Array.from({ length: 100 }, () => encodeFrame(FRAME.body, 1, Buffer.alloc(100_000))),
  ]);
  const [, , , , aabn] = FORLOEB;
  const ramme = Buffer.concat([start, aabn!, Buffer.from([1, 0, 1, 0x7f, 0xff, 0xff, 0xff])]);
  const klienter = Array.from({ length: 50 }, () => angrib(lovet, 1_000_000));
  await Promise.all([...klienter, ...Array.from({ length: 10 }, () => angrib(enorm, 1_000_000)), angrib(ramme, 100)]);
  assert.ok(server.brugt() <= 50 * 8 * 16_384, `${server.brugt()} bytes`);
  await assertFrit();
});

test('a client that asks and never reads is left with its questions, and cut off', async () => {
  post.lager('stor').laeg(...Array.from({ length: 200 }, () => 'x'.repeat(200_000)));
  const socket = connect(server.port, '127.0.0.1').pause();
  socket.on('error', () => undefined);
  socket.write(Buffer.concat(FORLOEB.slice(0, 5)));
  const spoergsmaal = metode(1, 'BasicGet', { ticket: 0, queue: 'stor', noAck: true });
  socket.write(Buffer.concat(Array.from({ length: 20_000 }, () => spoergsmaal)));
  while (post.lager('stor').holder === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  await erBetjent();
  // The server gives up on it by itself; it is not we who go.
  while (server.front.antal > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(post.lager('stor').beskeder.length > 100, `${post.lager('stor').beskeder.length} are left`);
  socket.destroy();
  await assertFrit();
});
