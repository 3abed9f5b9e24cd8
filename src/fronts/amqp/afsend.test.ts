import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import type { ConfirmChannel } from 'amqplib';
import { FkorgError } from '../../base/error.ts';
import { forbind, lukning, Modtagne, tekstAf } from './klient.testing.ts';
import { GRAENSER, ProevePost, type Proeveserver, proeveserver } from './proeve.testing.ts';

const post = new ProevePost();
let server: Proeveserver;
before(async () => {
  server = await proeveserver(post);
});
after(() => server.luk());

const EXCHANGE = 'AFSEND_BESKED_EXCHANGE';
const REPLY_TO = 'amq.rabbitmq.reply-to';

/** A connection with a channel that confirms, and a consumer of answers. */
async function sender(goer: (channel: ConfirmChannel, svar: Modtagne) => Promise<void>): Promise<void> {
  const forbindelse = await forbind(server.port, 'ok');
  try {
    const channel = await forbindelse.createConfirmChannel();
    const svar = new Modtagne();
    await channel.consume(REPLY_TO, svar.tag, { noAck: true });
    await goer(channel, svar);
  } finally {
    await forbindelse.close();
  }
}

test('a message is answered over reply-to with its correlation id, and confirmed besides', async () => {
  await sender(async (channel, svar) => {
    const headers = { token: '<Assertion/>' };
    const egenskaber = { replyTo: REPLY_TO, correlationId: 'c1', messageId: 't1', headers, mandatory: true };
    channel.publish(EXCHANGE, '', Buffer.from('<a/>'), egenskaber);
    await channel.waitForConfirms();
    const [besked] = await svar.antal(1);
    assert.equal(besked!.properties.correlationId, 'c1');
    assert.match(tekstAf(besked!)!, /^<StandardRetur xmlns="urn:oio:sagdok:3.0.0"><StatusKode>20</);
    const sendt = post.sendte.at(-1)!;
    assert.deepEqual(
      [Buffer.from(sendt.indhold).toString(), sendt.token, sendt.messageId],
      ['<a/>', '<Assertion/>', 't1'],
    );
  });
});

test('a large message in many frames comes whole, an empty one too, in the order in which they were sent', async () => {
  await sender(async (channel, svar) => {
    const stor = Buffer.alloc(1_000_000, 'x');
    for (const [nr, indhold] of [stor, Buffer.alloc(0), Buffer.from('c')].entries()) {
      channel.publish(EXCHANGE, '', indhold, { replyTo: REPLY_TO, correlationId: String(nr) });
    }
    const svarene = await svar.antal(3);
    assert.deepEqual(
      svarene.map(({ properties }) => properties.correlationId),
      ['0', '1', '2'],
    );
    assert.deepEqual(
      post.sendte.slice(-3).map(({ indhold }) => indhold.length),
      [1_000_000, 0, 1],
    );
    assert.ok(Buffer.from(post.sendte.at(-3)!.indhold).equals(stor));
  });
  assert.equal(server.brugt(), 0);
});

test('a refusal is an answer with its code and text, and without reply-to it is a nack', async () => {
  post.svar = async () => ({ kode: 40, tekst: 'nej & <nix>' });
  await sender(async (channel, svar) => {
    channel.publish(EXCHANGE, '', Buffer.from('<a/>'), { replyTo: REPLY_TO, correlationId: 'c' });
    const [besked] = await svar.antal(1);
    assert.match(tekstAf(besked!)!, /<StatusKode>40<\/StatusKode><FejlbeskedTekst>nej &amp; &lt;nix&gt;</);
    channel.publish(EXCHANGE, '', Buffer.from('<a/>'));
    await assert.rejects(channel.waitForConfirms());
  });
  post.svar = async () => ({ kode: 20, tekst: 'OK' });
});

test('a message over the limit is answered 40 and not kept, and the channel goes on', async () => {
  const foer = post.sendte.length;
  await sender(async (channel, svar) => {
    channel.publish(EXCHANGE, '', Buffer.alloc(GRAENSER.bodyBytesMax + 1), { replyTo: REPLY_TO, correlationId: 'c' });
    channel.publish(EXCHANGE, '', Buffer.from('b'), { replyTo: REPLY_TO, correlationId: 'd' });
    const [foerste, anden] = await svar.antal(2);
    assert.match(tekstAf(foerste!)!, /<StatusKode>40<.*1048577 bytes; grænsen er 1048576/);
    assert.match(tekstAf(anden!)!, /<StatusKode>20</);
  });
  assert.equal(post.sendte.length, foer + 1);
});

test('another routing key is returned where that is asked for, and confirmed', async () => {
  await sender(async (channel) => {
    const returneret = once(channel, 'return');
    channel.publish(EXCHANGE, 'et sted', Buffer.from('tilbage'), { mandatory: true, messageId: 'm' });
    await channel.waitForConfirms();
    const [besked] = await returneret;
    assert.equal(besked.fields.replyCode, 312);
    assert.deepEqual([besked.content.toString(), besked.properties.messageId], ['tilbage', 'm']);
  });
});

const FEJL: readonly [navn: string, kode: number, hvad: (channel: ConfirmChannel) => unknown][] = [
  ['an unknown exchange', 404, (channel) => channel.publish('findes-ikke', '', Buffer.from('a'))],
  ['the default exchange', 403, (channel) => channel.publish('', 'x', Buffer.from('a'))],
  ['another reply-to', 406, (channel) => channel.publish(EXCHANGE, '', Buffer.from('a'), { replyTo: 'andet' })],
  ['a second consumer of answers', 406, (channel) => channel.consume(REPLY_TO, () => undefined, { noAck: true })],
  ['a queue', 403, (channel) => channel.assertQueue('q')],
  ['an exchange', 403, (channel) => channel.assertExchange('e', 'topic')],
  ['a binding', 403, (channel) => channel.bindQueue('q', 'e', '')],
  ['a question whether a queue is there', 403, (channel) => channel.checkQueue('q')],
];

for (const [navn, kode, hvad] of FEJL) {
  test(`${navn} closes the channel with ${kode}, and the connection goes on`, async () => {
    const forbindelse = await forbind(server.port, 'ok');
    try {
      const channel = await forbindelse.createConfirmChannel();
      await channel.consume(REPLY_TO, () => undefined, { noAck: true });
      const lukket = lukning(channel);
      const svar = hvad(channel);
      if (svar instanceof Promise) svar.catch(() => undefined);
      assert.equal((await lukket).code, kode);
      await (await forbindelse.createChannel()).close();
    } finally {
      await forbindelse.close();
    }
  });
}

test('answers that were to be acknowledged, and answers without a consumer, are refused with 406', async () => {
  const forbindelse = await forbind(server.port, 'ok');
  try {
    const channel = await forbindelse.createChannel();
    channel.on('error', () => undefined);
    await assert.rejects(
      channel.consume(REPLY_TO, () => undefined, { noAck: false }),
      { code: 406 },
    );
    const anden = await forbindelse.createChannel();
    const lukket = lukning(anden);
    anden.publish(EXCHANGE, '', Buffer.from('a'), { replyTo: REPLY_TO });
    assert.equal((await lukket).code, 406);
  } finally {
    await forbindelse.close();
  }
});

test('a connection that may only receive cannot send, and a store that is gone ends the connection without a confirm', async () => {
  const forbindelse = await forbind(server.port, 'ok hent');
  try {
    const channel = await forbindelse.createChannel();
    const lukket = lukning(channel);
    channel.publish(EXCHANGE, '', Buffer.from('a'));
    assert.equal((await lukket).code, 403);
  } finally {
    await forbindelse.close();
  }
  post.svar = async () => {
    throw new FkorgError('store-unavailable', 'væk');
  };
  const anden = await forbind(server.port, 'ok');
  const slut = lukning(anden);
  const channel = await anden.createConfirmChannel();
  channel.on('error', () => undefined);
  channel.publish(EXCHANGE, '', Buffer.from('a'));
  const [fejl] = await Promise.all([slut, assert.rejects(channel.waitForConfirms())]);
  assert.equal(fejl.code, 541);
  assert.equal((server.fejl.at(-1) as FkorgError).code, 'store-unavailable');
  post.svar = async () => ({ kode: 20, tekst: 'OK' });
});
