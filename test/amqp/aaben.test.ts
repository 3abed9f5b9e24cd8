/** Sending and receiving over AMQP where access is open, through the distributor and the store. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ALT, besked, dueslag } from '../../src/beskedfordeler/fordeling/verden.testing.ts';
import { eksempel } from '../../src/beskedfordeler/kuvert/eksempel.testing.ts';
import { Modtagne, tekstAf } from '../../src/fronts/amqp/klient.testing.ts';
import { A, type AmqpVerden, afsend, B, forbind, nyAmqpVerden } from './verden.ts';

let verden: AmqpVerden;
before(async () => {
  verden = await nyAmqpVerden({ isAaben: true });
});
after(() => verden[Symbol.asyncDispose]());

test('a message that is sent comes to a dueslag, as it was written, with who delivered it, and goes when it is acknowledged', async () => {
  const koe = await dueslag(verden.store, [ALT()]);
  const forbindelse = await forbind(verden.url, A);
  try {
    const channel = await forbindelse.createChannel();
    const modtagne = new Modtagne();
    await channel.consume(koe, modtagne.tag);
    const sendt = besked();
    assert.deepEqual(await afsend(channel, sendt.tekst), { kode: 20, tekst: '' });
    const [foerste] = await modtagne.antal(1);
    const tekst = tekstAf(foerste!)!;
    assert.match(tekst, /^<[^>]*Haendelsesbesked/);
    assert.ok(tekst.includes(sendt.beskedId) && tekst.includes('AntalLeveranceforsoeg>1<'));
    assert.match(tekst, /KildesystemIPAdresse[^>]*>[^<]*127\.0\.0\.1</);
    assert.match(tekst, /<besked:TransaktionsId[^>]*><sd:UUIDIdentifikator>/);
    assert.equal((await verden.store.beskeder.naeste(koe, 10)).length, 1);
    channel.ack(foerste!);
    await channel.close();
    assert.equal((await verden.store.beskeder.naeste(koe, 10)).length, 0);
  } finally {
    await forbindelse.close();
  }
});

test('a message that is sent again is accepted once; another with its id, a wrong one and a document type are 40', async () => {
  const koe = await dueslag(verden.store, [ALT()]);
  const forbindelse = await forbind(verden.url, '');
  try {
    const channel = await forbindelse.createChannel();
    const en = besked();
    assert.equal((await afsend(channel, en.tekst)).kode, 20);
    assert.equal((await afsend(channel, en.tekst)).kode, 20);
    assert.equal((await afsend(channel, besked({ beskedId: en.beskedId }).tekst)).kode, 40);
    const uden = await afsend(channel, eksempel().replace(/<k:Beskedtype>.*<\/k:Beskedtype>/, ''));
    assert.equal(uden.kode, 40);
    assert.match(uden.tekst, /Beskedtype/);
    assert.equal((await afsend(channel, `<!DOCTYPE a>${en.tekst}`)).kode, 40);
    assert.equal((await afsend(channel, '<a/>')).kode, 40);
    assert.equal((await afsend(channel, 'ikke XML')).kode, 40);
    assert.equal((await verden.store.beskeder.naeste(koe, 10)).length, 1);
  } finally {
    await forbindelse.close();
  }
});

test('a hundred messages come in their order, over two processes, with redelivery after the first has lost its connection', async () => {
  const koe = await dueslag(verden.store, [ALT()]);
  const sendte = Array.from({ length: 100 }, () => besked());
  for (const en of sendte) assert.equal((await verden.fordeler.modtag(en, undefined)).kode, 20);
  const nabo = await verden.nabo();
  const ids = (modtagne: Modtagne) =>
    modtagne.alle.map((en) => /UUIDIdentifikator[^>]*>([^<]+)</.exec(tekstAf(en)!)![1]);
  const foerste = await forbind(verden.url, A);
  const anden = await forbind(nabo.url, A);
  try {
    const [her, der] = [new Modtagne(), new Modtagne()];
    const [channel, nabochannel] = [await foerste.createChannel(), await anden.createChannel()];
    await channel.consume(koe, (en) => {
      her.tag(en);
      if (en && her.alle.length < 50) channel.ack(en);
    });
    await her.antal(50);
    await nabochannel.consume(koe, (en) => {
      der.tag(en);
      if (en) nabochannel.ack(en);
    });
    await foerste.close();
    await der.antal(51);
    assert.deepEqual(
      ids(her),
      sendte.slice(0, 50).map(({ beskedId }) => beskedId),
    );
    assert.deepEqual(
      ids(der),
      sendte.slice(49).map(({ beskedId }) => beskedId),
    );
    assert.deepEqual([der.alle[0]!.fields.redelivered, der.alle[50]!.fields.redelivered], [true, false]);
    assert.match(tekstAf(der.alle[0]!)!, /AntalLeveranceforsoeg>[2-9]/);
  } finally {
    await anden.close();
    await nabo.close();
  }
});

test('nack without requeue goes to the error queue; another authority does not see the dueslag; one that is pushed is no queue', async () => {
  const koe = await dueslag(verden.store, [ALT()]);
  const skubbet = await dueslag(verden.store, [], { maade: 'tilsendt', adresse: 'https://modtager.example/' });
  const { beskedId } = besked();
  await verden.fordeler.modtag(besked({ beskedId }), undefined);
  const forbindelse = await forbind(verden.url, A);
  const nabo = await forbind(verden.url, B);
  try {
    for (const [hvis, navn] of [
      [nabo, koe],
      [forbindelse, skubbet],
      [forbindelse, 'ingen-uuid'],
    ] as const) {
      const channel = await hvis.createChannel();
      channel.on('error', () => undefined);
      await assert.rejects(channel.get(navn), /404/);
    }
    const channel = await forbindelse.createChannel();
    const fundet = await channel.get(koe);
    assert.ok(fundet);
    channel.nack(fundet, false, false);
    assert.equal(await channel.get(koe), false);
    const [fejlet] = await verden.store.beskeder.fejlkoe(koe, 10);
    assert.equal(fejlet?.beskedId, beskedId);
  } finally {
    await Promise.all([forbindelse.close(), nabo.close()]);
  }
});

test('an authority that is not known, and what is no CVR, is not let in', async () => {
  for (const svar of ['99999999', 'x', '<Assertion/>']) await assert.rejects(forbind(verden.url, svar), /403|refused/i);
});
