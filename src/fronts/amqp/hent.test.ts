import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Channel } from 'amqplib';
import { afbryd, forbind, lukning, Modtagne, tekstAf } from './klient.testing.ts';
import { type Lager, ProevePost, type Proeveserver, proeveserver } from './proeve.testing.ts';

const post = new ProevePost();
let server: Proeveserver;
before(async () => {
  server = await proeveserver(post);
});
after(() => server.luk());

let nr = 0;
/** A queue with these messages and a channel on a connection of its own. */
async function med(
  tekster: readonly string[],
  goer: (channel: Channel, koe: string, lager: Lager) => Promise<void>,
): Promise<Lager> {
  const koe = `koe-${++nr}`;
  const lager = post.lager(koe);
  lager.laeg(...tekster);
  const forbindelse = await forbind(server.port, 'ok');
  try {
    const channel = await forbindelse.createChannel();
    await goer(channel, koe, lager);
    // amqplib holds acknowledgements back, so that they come after a close of the connection.
    await channel.close().catch(() => undefined);
  } finally {
    await forbindelse.close();
  }
  return lager;
}

const tekster = (lager: Lager) => lager.beskeder.map(({ tekst }) => tekst);
const hundrede = Array.from({ length: 100 }, (_, i) => `besked ${i + 1}`);

test('a hundred messages come in their order, each after the one before was acknowledged', async () => {
  const lager = await med(hundrede, async (channel, koe, lager) => {
    const modtagne = new Modtagne();
    await channel.prefetch(50);
    await channel.consume(koe, modtagne.tag);
    for (let i = 1; i <= 100; i++) {
      const alle = await modtagne.antal(i);
      assert.equal(alle.length, i);
      assert.equal(tekster(lager).length, 101 - i);
      channel.ack(alle[i - 1]!);
    }
    assert.deepEqual(modtagne.alle.map(tekstAf), hundrede);
    assert.ok(modtagne.alle.every(({ fields }) => !fields.redelivered && fields.routingKey === koe));
    assert.equal(modtagne.alle[0]!.properties.messageId, 'm1');
  });
  assert.deepEqual(tekster(lager), []);
});

test('a consumer without acknowledgements gets all, and what comes later as it comes', async () => {
  const lager = await med(hundrede, async (channel, koe, lager) => {
    const modtagne = new Modtagne();
    await channel.consume(koe, modtagne.tag, { noAck: true });
    await modtagne.antal(100);
    lager.laeg('senere');
    assert.equal(tekstAf((await modtagne.antal(101))[100]!), 'senere');
  });
  assert.deepEqual(tekster(lager), []);
});

test('what was not acknowledged when the connection was lost comes again, marked', async () => {
  const koe = 'tabt';
  post.lager(koe).laeg('a', 'b');
  const foerste = await forbind(server.port, 'ok');
  foerste.on('error', () => undefined);
  const modtagne = new Modtagne();
  await (await foerste.createChannel()).consume(koe, modtagne.tag);
  await modtagne.antal(1);
  const anden = await forbind(server.port, 'ok');
  try {
    const igen = new Modtagne();
    const channel = await anden.createChannel();
    await channel.consume(koe, igen.tag);
    assert.equal(igen.alle.length, 0, 'one reads at a time');
    afbryd(foerste);
    const [besked] = await igen.antal(1);
    assert.deepEqual([tekstAf(besked!), besked!.fields.redelivered], ['a', true]);
    channel.ack(besked!);
    const [, naeste] = await igen.antal(2);
    assert.deepEqual([tekstAf(naeste!), naeste!.fields.redelivered], ['b', false]);
  } finally {
    await anden.close();
  }
});

test('reject and nack put back or into the error queue, recover brings back', async () => {
  const lager = await med(['a', 'b', 'c'], async (channel, koe, lager) => {
    const modtagne = new Modtagne();
    await channel.consume(koe, modtagne.tag);
    channel.nack((await modtagne.antal(1))[0]!, false, true);
    channel.nack((await modtagne.antal(2))[1]!, false, false);
    channel.reject((await modtagne.antal(3))[2]!, false);
    await modtagne.antal(4);
    await channel.recover();
    const alle = await modtagne.antal(5);
    assert.deepEqual(alle.map(tekstAf), ['a', 'a', 'b', 'c', 'c']);
    assert.deepEqual(
      alle.map(({ fields }) => fields.redelivered),
      [false, true, false, false, true],
    );
    assert.deepEqual(lager.fejlkoe, ['a', 'b']);
  });
  assert.deepEqual(tekster(lager), ['c']);
});

test('basic.get: with and without acknowledgement, how many are left, empty at the end', async () => {
  const lager = await med(['a', 'b', 'c', 'd'], async (channel, koe, lager) => {
    const a = await channel.get(koe, { noAck: true });
    assert.ok(a && tekstAf(a) === 'a' && a.fields.messageCount === 3);
    assert.deepEqual(tekster(lager), ['b', 'c', 'd']);
    const [b, c] = [await channel.get(koe), await channel.get(koe)];
    assert.deepEqual([tekstAf(b), tekstAf(c)], ['b', 'c']);
    if (c) channel.ack(c, true);
    assert.equal(tekstAf(await channel.get(koe, { noAck: true })), 'd');
    assert.equal(await channel.get(koe), false);
    assert.deepEqual(tekster(lager), []);
    lager.laeg('e');
    assert.equal(tekstAf(await channel.get(koe)), 'e');
  });
  assert.deepEqual(tekster(lager), ['e']);
});

test('a get waits for whoever reads, and is told when it takes too long; a get that is done lets others read', async () => {
  await med(['a', 'b'], async (channel, koe) => {
    const anden = await forbind(server.port, 'ok');
    try {
      const get = await anden.createChannel();
      assert.equal(tekstAf(await get.get(koe, { noAck: true })), 'a');
      const modtagne = new Modtagne();
      await channel.consume(koe, modtagne.tag);
      await modtagne.antal(1);
      const lukket = lukning(get);
      await assert.rejects(get.get(koe));
      assert.equal((await lukket).code, 405);
    } finally {
      await anden.close();
    }
  });
});

test('after cancel nothing more comes, what is out can still be acknowledged, and others may read then', async () => {
  const lager = await med(['a', 'b'], async (channel, koe) => {
    const modtagne = new Modtagne();
    const { consumerTag } = await channel.consume(koe, modtagne.tag);
    const [a] = await modtagne.antal(1);
    await channel.cancel(consumerTag);
    channel.ack(a!);
    assert.equal(tekstAf(await channel.get(koe)), 'b');
    assert.equal(modtagne.alle.length, 1);
  });
  assert.deepEqual(tekster(lager), ['b']);
});

test('a queue that is not there is 404, a connection that may only send is 403, a second ack is 406', async () => {
  await med(['a'], async (channel, koe) => {
    const besked = await channel.get(koe);
    assert.ok(besked);
    channel.ack(besked);
    const lukket = lukning(channel);
    channel.ack(besked);
    assert.equal((await lukket).code, 406);
  });
  const kunSende = await forbind(server.port, 'ok send');
  const begge = await forbind(server.port, 'ok');
  try {
    for (const [forbindelse, koe, kode] of [
      [begge, 'findes-ikke', 404],
      [kunSende, 'koe-1', 403],
    ] as const) {
      const channel = await forbindelse.createChannel();
      const lukket = lukning(channel);
      await assert.rejects(channel.get(koe));
      assert.equal((await lukket).code, kode);
    }
  } finally {
    await Promise.all([kunSende.close(), begge.close()]);
  }
});
