/** Scenarios 1 to 13 and 26 of neighbours §8 that are about tokens and agreements, and connections over TLS. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { aendr } from '../../src/administration/aendring.ts';
import { SET_INDEN_MS } from '../../src/administration/husket.ts';
import { ophoer } from '../../src/administration/livsforloeb.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { ALT, besked, dueslag } from '../../src/beskedfordeler/fordeling/verden.testing.ts';
import { cvrUrn } from '../../src/beskedfordeler/kuvert/haendelsesbesked.ts';
import { lukning, tekstAf } from '../../src/fronts/amqp/klient.testing.ts';
import type { PlaceretRaekke } from '../../src/store/revision/raekke.ts';
import { A, AFSEND, type AmqpVerden, afsend, B, forbind, MODTAG, nyAmqpVerden } from './verden.ts';

const EN = '0b8a2f7c-3f0e-4b55-9f6f-6f0f5b1f1c01';
const TO = '0b8a2f7c-3f0e-4b55-9f6f-6f0f5b1f1c02';
const AFTALER = `
systemer:
  - { uuid: ${EN}, navn: En, certifikater: [en] }
  - { uuid: ${TO}, navn: To, certifikater: [to] }
aftaler:
  - system: En
    myndigheder: ['${A}']
    navn: Sender og henter
    begrundelse: Proeve
    services:
      - { service: beskedafsend, roller: [afsend], dataafgraensninger: { tilladt-myndighed: ['${A}'] } }
      - { service: beskedmodtag, roller: [modtag], dataafgraensninger: { beskedtype: '*', foelsomhed: '*' } }
  - system: To
    myndigheder: ['${B}']
    navn: Henter
    begrundelse: Proeve
    services:
      - { service: beskedmodtag, roller: [modtag], dataafgraensninger: { beskedtype: '*', foelsomhed: '*' } }
`;

let verden: AmqpVerden;
before(async () => {
  verden = await nyAmqpVerden({ aftaler: AFTALER });
});
after(() => verden[Symbol.asyncDispose]());

const en = () => ({ systemUuid: EN, cvr: undefined as never });

test('a message is sent with a token of its own, trimmed to the receivers of the agreement, and fetched with a token to receive', async () => {
  const koe = await dueslag(verden.store, [ALT(A)], en());
  const afsender = await forbind(verden.url, await verden.token());
  const modtager = await forbind(verden.url, await verden.token({ audience: MODTAG }));
  try {
    const sendt = besked({ modtagere: [A, B] });
    const channel = await afsender.createChannel();
    assert.deepEqual(await afsend(channel, sendt.tekst, await verden.token()), { kode: 20, tekst: '' });
    const hentet = await (await modtager.createChannel()).get(koe, { noAck: true });
    const tekst = tekstAf(hentet)!;
    assert.ok(tekst.includes(sendt.beskedId) && tekst.includes(cvrUrn(A)) && !tekst.includes(cvrUrn(B)), tekst);
    assert.ok(tekst.includes(EN), 'who sent it');
  } finally {
    await Promise.all([afsender.close(), modtager.close()]);
  }
});

test('the token of a message: expired is 41 and the same message is taken with a new one; missing, foreign or wrong is 43', async () => {
  const afsender = await forbind(verden.url, await verden.token());
  try {
    const channel = await afsender.createChannel();
    const { tekst } = besked();
    const nu = verden.ur();
    const foraeldet = await verden.token({ fra: nu - 7_200_000, til: nu - 3_600_000 });
    const [, to] = verden.systemer;
    const kode = async (token?: string) => (await afsend(channel, tekst, token)).kode;
    assert.equal(await kode(foraeldet), 41);
    assert.equal(await kode(), 43);
    assert.equal(await kode(await verden.token({ audience: MODTAG })), 43);
    assert.equal(await kode(await verden.token({ par: to, cvr: B })), 43);
    assert.equal(await kode((await verden.token()).replace(A, B)), 43);
    assert.equal(await kode('ikke et token'), 43);
    assert.equal(await kode(await verden.token()), 20);
    assert.equal((await afsend(channel, besked({ ejer: B, modtagere: [A] }).tekst, await verden.token())).kode, 43);
    const uden = await afsend(channel, besked({ ejer: B }).tekst, await verden.token({ cvr: B }));
    assert.equal(uden.kode, 43, 'no agreement for the authority');
  } finally {
    await afsender.close();
  }
});

test('who brings no assertion, one that is expired, foreign, for another service or of an unknown system is not let in', async () => {
  const nu = verden.ur();
  const fremmed = await nyAmqpVerden();
  try {
    for (const svar of [
      '',
      A,
      '<Assertion/>',
      await verden.token({ fra: nu - 7_200_000, til: nu - 3_600_000 }),
      await verden.token({ audience: 'http://stoettesystemerne.dk/service/organisation/3' }),
      await fremmed.token(),
    ]) {
      await assert.rejects(forbind(verden.url, svar), /403|refused/i);
    }
  } finally {
    await fremmed[Symbol.asyncDispose]();
  }
  const plain = { credentials: { mechanism: 'PLAIN', response: () => Buffer.from('\0guest\0guest') } };
  await assert.rejects(forbind(verden.url, '', plain), /PLAIN is not provided/);
});

test('a token to receive does not send, a token to send does not receive, and nobody has the dueslag of others', async () => {
  const koe = await dueslag(verden.store, [ALT(A)], en());
  const [, to] = verden.systemer;
  const modtager = await forbind(verden.url, await verden.token({ audience: MODTAG }));
  const afsender = await forbind(verden.url, await verden.token({ audience: AFSEND }));
  const anden = await forbind(verden.url, await verden.token({ audience: MODTAG, par: to, cvr: B }));
  const udenAftale = await forbind(verden.url, await verden.token({ audience: MODTAG, cvr: B }));
  try {
    const channel = await modtager.createChannel();
    const lukket = lukning(channel);
    channel.publish('AFSEND_BESKED_EXCHANGE', '', Buffer.from('<a/>'));
    assert.equal((await lukket).code, 403);
    for (const [hvis, kode] of [
      [afsender, 403],
      [anden, 404],
      [udenAftale, 404],
    ] as const) {
      const laeser = await hvis.createChannel();
      const afvist = lukning(laeser);
      await assert.rejects(laeser.get(koe));
      assert.equal((await afvist).code, kode);
    }
  } finally {
    await Promise.all([modtager, afsender, anden, udenAftale].map((hver) => hver.close()));
  }
});

test('a connection ends with 320 when its token expires', async () => {
  const udloeber = verden.ur() + 60_000;
  const forbindelse = await forbind(verden.url, await verden.token({ til: udloeber }));
  // amqplib takes a connection that is forced to close as no error.
  const slut = once(forbindelse, 'close');
  const foer = verden.ur();
  verden.ur.set(udloeber);
  try {
    const [grund] = await slut;
    assert.match(String(grund), /320|token has expired/);
  } finally {
    verden.ur.set(foer);
  }
});

test('the audit log has who came in and who did not, each message that was sent, and which were handed over', async () => {
  const raekker: PlaceretRaekke[] = [];
  for await (const raekke of verden.store.revision.laes({})) if (raekke.front === 'amqp') raekker.push(raekke);
  const af = (handling: string) => raekker.filter((raekke) => raekke.handling === handling);
  assert.ok(af('besked-login').some(({ art, system }) => art === 'kald' && system === EN));
  assert.ok(af('besked-login').some(({ art }) => art === 'afvisning'));
  assert.deepEqual([...new Set(af('besked-afsend').map(({ status }) => status))].sort(), [20, 41, 43]);
  assert.ok(af('besked-hent').some(({ antal, system }) => antal === 1 && system === EN));
});

test('a copy for an authority that none of the agreements is for any more is not handed over; the next one is', async () => {
  const { beskeder } = verden.store;
  const koe = await dueslag(verden.store, [ALT(A)], en());
  const [tilB, tilA] = [besked({ modtagere: [B] }), besked()];
  for (const [{ beskedId, tekst }, modtager] of [
    [tilB, B],
    [tilA, A],
  ] as const) {
    const levering = { dueslagUuid: koe, abonnementUuid: newUuid(), tilladteModtagere: [cvrUrn(modtager)] };
    const ny = { beskedId, indhold: tekst, sha256: 'ab'.repeat(32), modtaget: verden.ur(), leveringer: [levering] };
    await beskeder.fordel([ny], await beskeder.version());
  }
  const modtager = await forbind(verden.url, await verden.token({ audience: MODTAG }));
  try {
    const channel = await modtager.createChannel();
    assert.ok(tekstAf(await channel.get(koe, { noAck: true }))!.includes(tilA.beskedId));
    assert.equal(await channel.get(koe, { noAck: true }), false);
  } finally {
    await modtager.close();
  }
  const fejl = await beskeder.fejlkoe(koe, 10);
  assert.deepEqual(
    fejl.map(({ beskedId, grund }) => [beskedId, grund]),
    [[tilB.beskedId, 'Ingen aftale gælder mere for dem, som beskeden er til']],
  );
});

test('a reader whose agreement ends gets no more than it had', async () => {
  const koe = await dueslag(verden.store, [ALT(A)], en());
  const modtager = await forbind(verden.url, await verden.token({ audience: MODTAG }));
  try {
    const channel = await modtager.createChannel();
    await verden.fordeler.modtag(besked(), undefined);
    assert.ok(await channel.get(koe, { noAck: true }));
    await verden.fordeler.modtag(besked(), undefined);
    await aendr(verden.store.administration, ({ aftaler }) =>
      ophoer(aftaler.find(({ systemUuid }) => systemUuid === EN)!, 'slut', { tidspunkt: verden.ur(), af: 'test' }),
    );
    verden.ur.advance(SET_INDEN_MS);
    const lukket = lukning(channel);
    await assert.rejects(channel.get(koe));
    assert.equal((await lukket).code, 403);
    assert.equal((await verden.store.beskeder.naeste(koe, 10)).length, 1);
  } finally {
    await modtager.close();
  }
});
