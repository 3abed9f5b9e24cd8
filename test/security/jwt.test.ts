/** The REST addresses with a JWT: both schemes, the certificate that it is bound to, and everything that is refused (spec security §5.3). */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { after, test } from 'node:test';
import { udstedJwt } from '../../src/identity/jwt/udsted.ts';
import { privilegiumOf } from '../../src/identity/saml/roller.ts';
import type { Tokenindhold } from '../../src/identity/tokenindhold.ts';
import type { Noeglepar } from '../../src/identity/trust/certifikat.ts';
import { lavPar, lavProeve, parAf, proeveCa } from '../pki/noegler.ts';
import { KORSBAEK } from '../soap/verden.ts';
import { ORGANISATION, skrivBesked, UDSTEDER } from './klient.ts';
import { nySikkerVerden, ROLLER } from './verden.ts';

const serverens = await lavProeve({ art: 'tls', navn: 'localhost', vaerter: ['localhost', '127.0.0.1'] });
const tls = { cert: serverens.certifikat, key: serverens.noegle };
const verden = await nySikkerVerden();
const [match, demand, ignore] = await Promise.all(
  (['match', 'demand', 'ignore'] as const).map((klientcertifikat) => nySikkerVerden({ tls, klientcertifikat })),
);
after(() => Promise.all([verden, match, demand, ignore].map((en) => en![Symbol.asyncDispose]())));

const holder = await lavProeve({ cvr: KORSBAEK });
const fremmed = await lavProeve({ cvr: KORSBAEK });
const STI = '/aendringer';

function jwt(over: Partial<Tokenindhold> = {}, sts: Noeglepar = verden.sts): Promise<string> {
  const nu = verden.ur();
  return udstedJwt(
    {
      id: '5d8ff7a3-6d35-4d3a-8a5b-7c1a2f3b4c5d',
      udsteder: `${UDSTEDER}/`,
      entityId: ORGANISATION,
      cvr: KORSBAEK,
      certifikat: parAf(holder).certifikat,
      privilegier: ROLLER.map((rolle) => privilegiumOf(rolle, 'organisation.example')),
      fra: nu,
      til: nu + 3_600_000,
      ...over,
    },
    sts,
  );
}

async function status(authorization: string | undefined): Promise<number> {
  const response = await fetch(verden.url + STI, authorization === undefined ? {} : { headers: { authorization } });
  await response.text();
  return response.status;
}

test('a JWT lets in, by either scheme', async () => {
  for (const skema of ['Bearer', 'bearer', 'Holder-of-key']) assert.equal(await status(`${skema} ${await jwt()}`), 200);
});

test('a JWT without a role is let in and may read nothing', async () => {
  assert.equal(await status(`Bearer ${await jwt({ privilegier: [] })}`), 403);
});

const b64 = (vaerdi: unknown) => Buffer.from(JSON.stringify(vaerdi)).toString('base64url');
const HOUR = 3_600_000;

const AFVIST: Readonly<Record<string, () => Promise<string | undefined> | string | undefined>> = {
  'no header': () => undefined,
  'another scheme': async () => `Basic ${await jwt()}`,
  'no token after the scheme': () => 'Bearer ',
  'no JWT': () => 'Bearer a.b.c',
  'a SAML assertion': () => `Bearer ${Buffer.from(verden.klient.assertion).toString('base64')}`,
  'alg none': async () => {
    const [, krop] = (await jwt()).split('.');
    return `Bearer ${b64({ alg: 'none', typ: 'JWT' })}.${krop}.`;
  },
  'alg none with a signature': async () => {
    const [, krop, signatur] = (await jwt()).split('.');
    return `Bearer ${b64({ alg: 'none', typ: 'JWT' })}.${krop}.${signatur}`;
  },
  'key confusion: HS256 with the public key as the secret': async () => {
    const [hoved, krop] = (await jwt()).split('.') as [string, string];
    const { kid } = JSON.parse(Buffer.from(hoved, 'base64url').toString());
    const usigneret = `${b64({ alg: 'HS256', kid, x5t: kid, typ: 'JWT' })}.${krop}`;
    const hemmelighed = verden.sts.certifikat.noegle.export({ type: 'spki', format: 'pem' });
    return `Bearer ${usigneret}.${createHmac('sha256', hemmelighed).update(usigneret).digest('base64url')}`;
  },
  'another token service': async () => `Bearer ${await jwt({}, await lavPar())}`,
  'another key under the name of ours': async () =>
    `Bearer ${await jwt({}, { certifikat: verden.sts.certifikat, privat: (await lavPar()).privat })}`,
  'a claim changed': async () => {
    const [hoved, krop, signatur] = (await jwt()).split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(krop, 'base64url').toString());
    return `Bearer ${hoved}.${b64({ ...claims, cvr: '29189978' })}.${signatur}`;
  },
  'the signature stripped': async () => `Bearer ${(await jwt()).replace(/[^.]*$/, '')}`,
  expired: async () => `Bearer ${await jwt({ fra: verden.ur() - 2 * HOUR, til: verden.ur() - HOUR })}`,
  'of the future': async () => `Bearer ${await jwt({ fra: verden.ur() + HOUR })}`,
  'for another service': async () =>
    `Bearer ${await jwt({ entityId: 'http://entityid.kombit.dk/service/klassifikation/7' })}`,
  'another issuer': async () => `Bearer ${await jwt({ udsteder: 'https://andre.example/runtime/' })}`,
};
for (const [navn, lav] of Object.entries(AFVIST)) {
  test(`refused with 401: ${navn}`, async () => {
    assert.equal(await status(`Bearer ${await jwt()}`), 200);
    assert.equal(await status(await lav()), 401, JSON.stringify(verden.afvist.at(-1)));
  });
}

/** A call over TLS; `vist` is the client certificate that is shown. */
async function overTls(
  en: typeof verden,
  vist?: typeof holder,
  over: Partial<Tokenindhold> = {},
): Promise<number | undefined> {
  const sent = request(en.url + STI, {
    ca: (await proeveCa()).certifikat,
    agent: false,
    headers: { authorization: `Bearer ${await jwt({ fra: en.ur(), ...over }, en.sts)}` },
    ...(vist && { cert: vist.certifikat, key: vist.noegle }),
  });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

test('cnf: a certificate that is shown must be the one of the token; whether one must be shown is a setting', async () => {
  const svar = async (en: typeof verden | undefined) => [
    await overTls(en!),
    await overTls(en!, holder),
    await overTls(en!, fremmed),
  ];
  assert.deepEqual(await svar(match), [200, 200, 401]);
  assert.deepEqual(await svar(demand), [401, 200, 401]);
  assert.deepEqual(await svar(ignore), [200, 200, 200]);
});

test('cnf: a certificate that is shown must be in its time', async () => {
  const nu = Date.now();
  const gammel = await lavProeve({ cvr: KORSBAEK, fra: nu - 2 * HOUR, til: nu - HOUR });
  const { certifikat } = parAf(gammel);
  assert.equal(await overTls(match!, gammel, { certifikat }), 401);
  assert.match(match!.afvist.at(-1)?.kontrol ?? '', /not in its time/);
});

test('SOAP: a client certificate on the connection must be that of the token', async () => {
  const send = async (vist?: typeof holder) => {
    const klient = await match!.nyKlient({ par: parAf(holder) });
    const sent = request(`${match!.url}/organisation/organisationenhed/6`, {
      ca: (await proeveCa()).certifikat,
      agent: false,
      method: 'POST',
      headers: { 'content-type': 'application/soap+xml; charset=utf-8' },
      ...(vist && { cert: vist.certifikat, key: vist.noegle }),
    });
    sent.end(skrivBesked(klient, match!.kald()));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    return [response.statusCode, match!.afvist.at(-1)?.code];
  };
  assert.equal((await send())[0], 200);
  assert.equal((await send(holder))[0], 200);
  assert.deepEqual(await send(fremmed), [500, 'FailedAuthentication']);
});

test('a token service whose certificate has expired is not believed, in SAML and in JWT', async () => {
  const sts = await lavPar({ navn: 'STS', fra: Date.now() - 2 * HOUR, til: Date.now() - 60_000 });
  await using gammel = await nySikkerVerden({ sts });
  await gammel.send(skrivBesked(gammel.klient, gammel.kald()));
  assert.match(gammel.afvist.at(-1)?.kontrol ?? '', /certificate of the token service/);
  const svar = await fetch(gammel.url + STI, { headers: { authorization: `Bearer ${await jwt({}, sts)}` } });
  assert.equal(svar.status, 401);
});
