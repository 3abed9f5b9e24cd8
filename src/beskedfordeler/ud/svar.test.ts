import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IntetSvar } from './forsendelse.ts';
import { skrivModtagBesked } from './modtagbesked.ts';
import { output as outputTekst } from './modtager.testing.ts';
import { udfaldAfPush, udfaldAfWebhook } from './svar.ts';
import { erTid, pauseMs } from './udfald.ts';

const NOW = Date.UTC(2026, 0, 1);

const output = (kode: string, tekst?: string) => Buffer.from(outputTekst(kode, tekst));
const push = (indhold: Buffer, status = 200) => udfaldAfPush({ status, hoveder: {}, indhold });

test('20 is taken, 40 is tried again, and every other code stops with a reason', () => {
  assert.deepEqual(push(output('20')), { art: 'taget', status: 20 });
  assert.deepEqual(push(output('40')), { art: 'senere', kode: 'StatusKode', status: 40, grund: 'StatusKode 40' });
  for (const kode of ['41', '44', '50', '51', '53', '55', '99']) {
    const udfald = push(output(kode));
    assert.ok(udfald.art === 'stop' && udfald.grund.startsWith(`StatusKode ${kode} (`), kode);
  }
});

test('what the receiver says is kept short, on one line, and without a CPR number', () => {
  const udfald = push(output('40', `Ukendt\nperson 010203-1234 og 0102031234 ${'x'.repeat(500)}`));
  assert.ok(udfald.art === 'senere');
  assert.match(udfald.grund, /^StatusKode 40: Ukendt person … og … x+$/);
  assert.ok(udfald.grund.length < 220);
});

test('what is no ModtagBeskedOutput stops', () => {
  const cases: readonly Buffer[] = [
    Buffer.from(''),
    Buffer.from('OK'),
    Buffer.from('{"StatusKode":20}'),
    Buffer.from('<html><body>20</body></html>'),
    Buffer.from(output('20').toString().replace('urn:oio:sts:1.0.0', 'urn:oio:sts:2.0.0')),
    Buffer.from(output('20').toString().replace('sagdok:3', 'sagdok:2')),
    Buffer.from(output('20').toString().slice(0, -1)),
    Buffer.from(output('20').toString().replace('?>', '?><!DOCTYPE a [<!ENTITY b "20">]>')),
    output('tyve'),
    output('20', '<a/>'.repeat(200)),
  ];
  for (const svar of cases) {
    const udfald = push(svar);
    assert.ok(udfald.art === 'stop' && udfald.grund.startsWith('Svaret er ikke ModtagBeskedOutput: '), String(svar));
  }
  assert.equal(push(output('20'), 202).art, 'stop');
  assert.equal(push(output('20'), 500).art, 'stop');
  for (const indhold of ['for-stort', 'for-sent', 'afbrudt'] as const) {
    assert.equal(udfaldAfPush({ status: 200, hoveder: {}, indhold }).art, 'stop');
    assert.equal(udfaldAfWebhook({ status: 200, hoveder: {}, indhold }, NOW).art, 'taget');
  }
});

test('a webhook is patient with everything but 410', () => {
  const webhook = (status: number, hoveder = {}) => udfaldAfWebhook({ status, hoveder, indhold: Buffer.of() }, NOW);
  for (const status of [200, 202, 204]) assert.equal(webhook(status).art, 'taget');
  for (const status of [301, 400, 404, 413, 429, 500, 503]) assert.equal(webhook(status).art, 'senere');
  assert.equal(webhook(410).art, 'stop');
  const tidligst = (retryAfter: string) => {
    const udfald = webhook(503, { 'retry-after': retryAfter });
    return udfald.art === 'senere' && udfald.tidligstMs;
  };
  assert.equal(tidligst('120'), 120_000);
  assert.equal(tidligst(new Date(NOW + 90_000).toUTCString()), 90_000);
  assert.equal(tidligst(new Date(NOW - 90_000).toUTCString()), 0);
  assert.equal(tidligst('snart'), 0);
  assert.equal(udfaldAfWebhook(new IntetSvar('tls', 'CERT_HAS_EXPIRED'), NOW).art, 'senere');
});

test('no answer stops a push, and leaves the message in doubt where it was we who stopped', () => {
  for (const art of ['tid', 'net', 'tls', 'forbindelse', 'svar'] as const) {
    const udfald = udfaldAfPush(new IntetSvar(art, 'KODE'));
    assert.ok(udfald.art === 'stop' && udfald.grund.endsWith('(KODE)'));
  }
  assert.equal(udfaldAfPush(new IntetSvar('slut', 'SLUT')).art, 'afbrudt');
  assert.equal(udfaldAfWebhook(new IntetSvar('slut', 'SLUT'), NOW).art, 'afbrudt');
});

test('pauses double up to the longest, and never pass it', () => {
  const pauser = { foersteMs: 60_000, laengsteMs: 900_000 };
  const efter = [1, 2, 3, 4, 5, 6, 5000].map((forsoeg) => pauseMs(pauser, forsoeg) / 60_000);
  assert.deepEqual(efter, [1, 2, 4, 8, 15, 15, 15]);
  assert.equal(pauseMs(pauser, 1, 100_000), 100_000);
  assert.equal(pauseMs(pauser, 1, 10_000_000), 900_000);
});

test('a clock that was set back does not keep a receiver waiting', () => {
  const pauser = { foersteMs: 60_000, laengsteMs: 900_000 };
  assert.equal(erTid(undefined, NOW, pauser), true);
  assert.equal(erTid(NOW + 60_000, NOW, pauser), false);
  assert.equal(erTid(NOW + 60_000, NOW + 60_000, pauser), true);
  assert.equal(erTid(NOW + 60_000, NOW - 86_400_000, pauser), true);
});

test('a message goes into ModtagBeskedInput without its own XML declaration', () => {
  const besked = '<Haendelsesbesked xmlns="urn:oio:besked:kuvert:1.0"/>';
  const skrevet = skrivModtagBesked(`<?xml version="1.0" encoding="utf-8"?>\n${besked}`).toString();
  assert.equal(skrevet.split('<?xml').length, 2);
  assert.ok(skrevet.endsWith(`<sts:ModtagBeskedInput xmlns:sts="urn:oio:sts:1.0.0">${besked}</sts:ModtagBeskedInput>`));
  assert.equal(skrivModtagBesked(besked).toString(), skrevet);
});
