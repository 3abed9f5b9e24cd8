import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { fixedClock } from '../../base/clock.ts';
import { FkorgError } from '../../base/error.ts';
import type { Modtager } from './modtager.testing.ts';
import { laesWebhooknoegle, nyWebhooknoegle, signaturhoveder } from './signatur.ts';
import { lavVerden, nrI } from './verden.testing.ts';

const MINUT = 60_000;
const clock = fixedClock(Date.UTC(2026, 5, 2, 12));
const verden = await lavVerden(clock);
const noegle = nyWebhooknoegle();
const numre = ({ modtagne }: Modtager) => modtagne.map(({ tekst }) => nrI(tekst));

test('the signature is that of Standard Webhooks', () => {
  // The example of the specification.
  const kendt = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const indhold = Buffer.from('{"test": 2432232314}');
  const hoveder = signaturhoveder(kendt, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_999, indhold);
  assert.deepEqual(hoveder, {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('an id that no header can carry goes by its hash', () => {
  const id = (beskedId: string) => signaturhoveder(noegle, beskedId, 0, Buffer.of())['webhook-id'];
  for (const beskedId of ['urn:oio:cpr:personhaendelse:17', 'a.b']) assert.equal(id(beskedId), beskedId);
  for (const beskedId of ['', 'a\r\nx: y', 'æ', 'a b', 'x'.repeat(201)]) assert.match(id(beskedId)!, /^[0-9a-f]{64}$/);
});

test('a key is whsec_ and 24 to 64 bytes, and a refusal does not show it', () => {
  assert.equal(laesWebhooknoegle(noegle).length, 32);
  const bytes = (antal: number) => `whsec_${Buffer.alloc(antal, 7).toString('base64')}`;
  for (const antal of [24, 64]) assert.equal(laesWebhooknoegle(bytes(antal)).length, antal);
  for (const forkert of ['', 'whsec_', bytes(23), bytes(65), bytes(32).slice(6), `${bytes(32)}hemmeligt!`]) {
    assert.throws(
      () => laesWebhooknoegle(forkert),
      (fejl) => fejl instanceof FkorgError && (forkert === '' || !fejl.message.includes(forkert.slice(6, 40) || '?')),
    );
  }
});

test('an event is posted with a signature that its receiver can verify', async () => {
  const modtager = await verden.modtager((_, svar) => svar.writeHead(204).end());
  const dueslag = await verden.dueslag(modtager, { maade: 'webhook', noegle });
  const [beskedId] = await verden.laeg([dueslag], [17]);
  const udbringer = verden.udbringer();
  await verden.indtil(dueslag, (d) => d.beskeder === 0);
  await udbringer.luk();
  const { hoveder, tekst } = modtager.modtagne[0]!;
  assert.equal(hoveder['content-type'], 'application/cloudevents+json; charset=utf-8');
  assert.deepEqual(JSON.parse(tekst), { id: beskedId, nr: 17 });
  const { 'webhook-id': id, 'webhook-timestamp': tid, 'webhook-signature': signatur } = hoveder;
  assert.deepEqual([id, tid], [beskedId, String(clock() / 1000)]);
  const hmac = createHmac('sha256', Buffer.from(noegle.slice(6), 'base64')).update(`${id}.${tid}.${tekst}`);
  assert.equal(signatur, `v1,${hmac.digest('base64')}`);
});

test('503 waits as long as it says, other answers as long as they have before, and 410 is the end', async () => {
  const svar: [number, Record<string, string>][] = [
    [503, { 'retry-after': '300' }],
    [404, {}],
    [200, {}],
    [410, {}],
  ];
  const modtager = await verden.modtager((_, ud) => ud.writeHead(...svar[modtager.modtagne.length - 1]!).end());
  const dueslag = await verden.dueslag(modtager, { maade: 'webhook', noegle });
  await verden.laeg([dueslag], [1, 2]);
  const udbringer = verden.udbringer({ forsoegMax: 9 });
  const { naesteForsoeg } = await verden.indtil(dueslag, (d) => d.naesteForsoeg !== undefined);
  assert.equal(naesteForsoeg, clock() + 5 * MINUT);
  clock.set(naesteForsoeg!);
  const igen = await verden.indtil(dueslag, (d) => d.naesteForsoeg !== naesteForsoeg);
  assert.equal(igen.naesteForsoeg, clock() + 2 * MINUT);
  clock.set(igen.naesteForsoeg!);
  const { tilstand, grund, beskeder } = await verden.indtil(dueslag, (d) => d.tilstand !== 'aktiv');
  await udbringer.luk();
  assert.deepEqual([tilstand, beskeder], ['stoppet', 1]);
  assert.match(grund!, /HTTP 410/);
  assert.deepEqual(numre(modtager), [1, 1, 1, 2]);
});

test('a webhook that cannot be reached is tried again, and so is one whose clock was set back far', async () => {
  const modtager = await verden.modtager((_, svar) =>
    modtager.modtagne.length < 2 ? svar.socket!.destroy() : svar.end(),
  );
  const dueslag = await verden.dueslag(modtager, { maade: 'webhook', noegle });
  await verden.laeg([dueslag], [1]);
  const udbringer = verden.udbringer();
  await verden.indtil(dueslag, (d) => d.naesteForsoeg !== undefined);
  clock.advance(-365 * 86_400_000);
  const { naesteForsoeg } = await verden.indtil(dueslag, (d) => d.beskeder === 0);
  await udbringer.luk();
  clock.advance(365 * 86_400_000);
  assert.equal(naesteForsoeg, undefined);
  assert.deepEqual(numre(modtager), [1, 1]);
});

test('a webhook without a key is stopped and not called', async () => {
  const modtager = await verden.modtager((_, svar) => svar.end());
  const dueslag = await verden.dueslag(modtager, { maade: 'webhook' });
  const { noegle: _, ...uden } = await verden.find(dueslag);
  await verden.beskeder.gemDueslag(uden, clock());
  await verden.laeg([dueslag], [1]);
  const udbringer = verden.udbringer();
  const { grund } = await verden.indtil(dueslag, (d) => d.tilstand === 'stoppet');
  await udbringer.luk();
  assert.deepEqual([grund, modtager.modtagne.length], ['Dueslaget har ingen nøgle at signere med', 0]);
});
