/** Messages of the register at a real RabbitMQ: what they are there, that none is lost, and who publishes. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BROKER, Udgiver, type UdgiverOptions } from '../../src/beskedfordeler/broker/udgiver.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { type RabbitmqServer, rabbitmqMissing, startRabbitmq } from './rabbitmq-server.ts';
import { medKanal, Talstroem, tagTil, udgivelse } from './udgiver.ts';

const skip = rabbitmqMissing();
let rabbitmq: RabbitmqServer;
let store: Store;
before(async () => {
  if (skip) return;
  store = await openStore({ database: ':memory:', clock: Date.now });
  rabbitmq = await startRabbitmq();
});
after(async () => {
  await rabbitmq?.[Symbol.asyncDispose]();
  await store?.close();
});

interface Sagt {
  readonly fields: object;
  readonly message: string;
}

/** A publisher of a feed, and what it tells the log; the feed is new to it. */
async function nyUdgiver(kilde: Talstroem, over: Partial<UdgiverOptions['adresse']> = {}, proces = 'a') {
  const sagt: Sagt[] = [];
  const log = { info: (fields: object, message: string) => sagt.push({ fields, message }) };
  const adresse = { url: rabbitmq.url, exchange: `x${Math.random()}`, ...over };
  const udgiver = new Udgiver({
    beskeder: store.beskeder,
    kilde,
    sidste: async () => kilde.sidste,
    adresse,
    proces,
    log: { ...log, error: log.info },
  });
  return { udgiver, sagt, adresse };
}

/** From the beginning of the feed. */
async function fraBegyndelsen(): Promise<void> {
  const position = await store.beskeder.position(BROKER);
  assert.ok(await store.beskeder.flyt(BROKER, position, 0));
}

/** Fails where it is not so in two minutes: then it never will be. */
async function venter(hvad: () => boolean | Promise<boolean>): Promise<void> {
  const frist = performance.now() + 120_000;
  while (!(await hvad())) {
    assert.ok(performance.now() < frist, String(hvad));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('the first time it begins where the feed is', { skip }, async () => {
  const kilde = new Talstroem();
  kilde.sidste = 7;
  const { udgiver, adresse } = await nyUdgiver(kilde, { koe: 'foerste' });
  udgiver.start();
  try {
    await venter(async () => (await store.beskeder.position(BROKER)) === 7);
    kilde.sidste = 8;
    udgiver.vaek();
    const [besked, ...andre] = await tagTil(adresse.url, 'foerste', 8);
    assert.deepEqual([besked!.properties.headers!.position, andre.length], [8, 0]);
  } finally {
    await udgiver.stop();
  }
});

test('a message has its routing key, its properties and its XML', { skip }, async () => {
  const kilde = new Talstroem();
  kilde.sidste = 3;
  await fraBegyndelsen();
  const { udgiver, adresse } = await nyUdgiver(kilde, { koe: 'egenskaber' });
  udgiver.start();
  try {
    const beskeder = await tagTil(adresse.url, 'egenskaber', 3);
    const { fields, properties, content } = beskeder[1]!;
    const ventet = udgivelse(2);
    assert.equal(content.toString(), ventet.tekst);
    assert.equal(fields.routingKey, 'ORG_OrgEnhed.11111111.Rettet');
    const { contentType, contentEncoding, deliveryMode, messageId, timestamp, type, appId, headers } = properties;
    assert.deepEqual(
      [contentType, contentEncoding, deliveryMode, messageId, timestamp, type, appId],
      ['application/xml', 'utf-8', 2, ventet.beskedId, 1_700_000_000, 'ORG_OrgEnhed', 'fkorg'],
    );
    assert.deepEqual(
      { ...headers },
      {
        position: 2,
        cvr: '11111111',
        objekttype: 'OrganisationEnhed',
        uuid: ventet.uuid,
        handling: 'Rettet',
        beskedtype: ventet.beskedtype,
      },
    );
  } finally {
    await udgiver.stop();
  }
});

test('receivers bind what they want; what no queue takes is counted and told', { skip }, async () => {
  const kilde = new Talstroem();
  kilde.sidste = 4;
  await fraBegyndelsen();
  const { udgiver, sagt, adresse } = await nyUdgiver(kilde);
  await medKanal(adresse.url, async (channel) => {
    await channel.assertExchange(adresse.exchange, 'topic', { durable: true });
    await channel.assertQueue('kun-brugere', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await channel.bindQueue('kun-brugere', adresse.exchange, 'ORG_Bruger.11111111.*');
  });
  udgiver.start();
  try {
    const beskeder = await tagTil(adresse.url, 'kun-brugere', 3);
    assert.deepEqual(
      beskeder.map(({ properties }) => properties.headers!.position),
      [1, 3],
    );
    await venter(() => udgiver.tal.udgivet === 4);
    assert.deepEqual([udgiver.tal.uroutet, udgiver.tal.isForbundet, udgiver.tal.forbindelser], [2, true, 1]);
    await venter(() => sagt.some(({ message }) => message.startsWith('no queue took')));
  } finally {
    await udgiver.stop();
  }
  assert.equal(udgiver.tal.isForbundet, false);
});

test('one at a time publishes, and another goes on when it ends', { skip }, async () => {
  const kilde = new Talstroem();
  await fraBegyndelsen();
  const foerste = await nyUdgiver(kilde, { exchange: 'delt', koe: 'delt' });
  const anden = await nyUdgiver(kilde, { exchange: 'delt', koe: 'delt' }, 'b');
  foerste.udgiver.start();
  try {
    await venter(() => foerste.udgiver.tal.isForbundet);
    anden.udgiver.start();
    kilde.sidste = 1000;
    await venter(() => foerste.udgiver.tal.udgivet === 1000);
    assert.equal(anden.udgiver.tal.forbindelser, 0);
    await foerste.udgiver.stop();
    await venter(() => anden.udgiver.tal.isForbundet);
    kilde.sidste = 1500;
    const beskeder = await tagTil(rabbitmq.url, 'delt', 1500);
    const positioner = beskeder.map(({ properties }) => properties.headers!.position as number);
    assert.deepEqual(
      positioner,
      Array.from({ length: 1500 }, (_, nr) => nr + 1),
    );
  } finally {
    await foerste.udgiver.stop();
    await anden.udgiver.stop();
  }
});

test('a publisher whose lease another process has taken lets go, and publishes no more', { skip }, async () => {
  const kilde = new Talstroem();
  await fraBegyndelsen();
  const { udgiver } = await nyUdgiver(kilde, { exchange: 'tabt', koe: 'tabt' });
  udgiver.start();
  try {
    await venter(() => udgiver.tal.isForbundet);
    await store.beskeder.slip(BROKER, 'a');
    assert.ok(await store.beskeder.laan(BROKER, 'b', 600_000));
    await venter(() => !udgiver.tal.isForbundet);
    kilde.sidste = 10;
    udgiver.vaek();
  } finally {
    await udgiver.stop();
    await store.beskeder.slip(BROKER, 'b');
  }
  assert.equal(await store.beskeder.position(BROKER), 0);
  assert.equal(udgiver.tal.udgivet, 0);
});

test('a broker that is away is waited for, without its password in the log', { skip }, async () => {
  const kilde = new Talstroem();
  kilde.sidste = 5;
  await fraBegyndelsen();
  const { port } = new URL(rabbitmq.url);
  const forkert = await nyUdgiver(kilde, { url: `amqp://guest:hemmelig@127.0.0.1:${port}` });
  forkert.udgiver.start();
  try {
    await venter(() => forkert.sagt.length > 0);
  } finally {
    await forkert.udgiver.stop();
  }
  const tekst = JSON.stringify(forkert.sagt);
  assert.match(tekst, /publishing to the broker failed.*|ACCESS_REFUSED/);
  assert.ok(!tekst.includes('hemmelig'), tekst);
  assert.equal(await store.beskeder.position(BROKER), 0);
});

test('an exchange of another kind is told of, and nothing is published', { skip }, async () => {
  const kilde = new Talstroem();
  kilde.sidste = 5;
  await fraBegyndelsen();
  await medKanal(rabbitmq.url, (channel) => channel.assertExchange('fanout', 'fanout', { durable: true }));
  const { udgiver, sagt } = await nyUdgiver(kilde, { exchange: 'fanout' });
  udgiver.start();
  try {
    await venter(() => sagt.length > 0);
    assert.match(JSON.stringify(sagt), /PRECONDITION_FAILED/);
  } finally {
    await udgiver.stop();
  }
  assert.equal(await store.beskeder.position(BROKER), 0);
});
