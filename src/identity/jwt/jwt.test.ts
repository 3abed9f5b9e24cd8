import assert from 'node:assert/strict';
import { createHmac, createSign } from 'node:crypto';
import { test } from 'node:test';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { lavKlient, lavPar } from '../../../test/pki/noegler.ts';
import { privilegiumOf } from '../saml/roller.ts';
import { Sikkerhedsfejl, type Sikkerhedsfejlart } from '../sikkerhedsfejl.ts';
import type { Tokenindhold } from '../tokenindhold.ts';
import { aftryk, udstedJwt } from './udsted.ts';
import { type JwtKrav, verificerJwt } from './verificer.ts';

const [sts, sts2, fremmed, klient] = await Promise.all([lavPar(), lavPar(), lavPar(), lavKlient('11111111')]);
const now = Date.UTC(2026, 10, 24, 12, 0, 0, 750);
const HOUR_MS = 3_600_000;
const ORGANISATION = 'http://stoettesystemerne.dk/service/organisation/3';
const afgraensninger = { seNavn: true, seCpr: false, anonymiser: false, fysiskslet: false };
const tildeling = { scopeCvr: '11111111', rolle: 'udstil', afgraensninger } as const;

const nyt: Tokenindhold = {
  id: '5d8ff7a3-6d35-4d3a-8a5b-7c1a2f3b4c5d',
  udsteder: 'http://sts.example/runtime/',
  entityId: ORGANISATION,
  cvr: '11111111',
  certifikat: klient.certifikat,
  privilegier: [privilegiumOf(tildeling, 'organisation.example')],
  fra: now,
  til: now + 8 * HOUR_MS,
};
const krav: JwtKrav = {
  certifikater: [sts.certifikat, sts2.certifikat],
  udstedere: [nyt.udsteder],
  audience: [ORGANISATION],
  now,
};
const token = await udstedJwt(nyt, sts);
const [hoved, krop] = token.split('.') as [string, string];
const b64 = (vaerdi: unknown) => Buffer.from(JSON.stringify(vaerdi)).toString('base64url');

test('a token says what the profile says', () => {
  const kid = aftryk(sts.certifikat.sha1);
  assert.deepEqual(decodeProtectedHeader(token), { alg: 'PS256', kid, x5t: kid, typ: 'JWT' });
  const { priv, ...resten } = decodeJwt(token);
  const fra = Math.floor(now / 1000);
  assert.deepEqual(resten, {
    cvr: '11111111',
    spec_ver: '1.0',
    cnf: { 'x5t#S256': aftryk(klient.certifikat.sha256) },
    jti: nyt.id,
    sub: ORGANISATION,
    aud: ORGANISATION,
    iss: 'http://sts.example/runtime/',
    nbf: fra,
    iat: fra,
    exp: fra + 28_800,
  });
  assert.deepEqual(JSON.parse(Buffer.from(priv as string, 'base64').toString()), {
    privilegegroups: [
      {
        privilege: 'http://organisation.example/roles/servicesystemrole/udstil/1',
        scope: 'urn:dk:gov:saml:cvrNumberIdentifier:11111111',
        constraints: [{ name: 'http://organisation.example/constraints/senavn/1', value: 'Ja' }],
      },
    ],
  });
});

test('a good token tells who calls, signed by either certificate', async () => {
  for (const par of [sts, sts2]) {
    assert.deepEqual(await verificerJwt(await udstedJwt(nyt, par), krav), {
      cvr: '11111111',
      certifikatSha256: klient.certifikat.sha256,
      systemNavn: ORGANISATION,
      tildelinger: [tildeling],
      udloeber: (Math.floor(now / 1000) + 28_800) * 1000,
    });
  }
});

async function afvises(jwt: string, art: Sikkerhedsfejlart, over: Partial<JwtKrav> = {}): Promise<void> {
  await assert.rejects(
    verificerJwt(jwt, { ...krav, ...over }),
    (fejl: unknown) => fejl instanceof Sikkerhedsfejl && fejl.art === art,
  );
}

test('the algorithm none, a symmetric one by the public key, and PKCS#1 padding are refused', async () => {
  const med = (alg: string) => b64({ alg, kid: aftryk(sts.certifikat.sha1), typ: 'JWT' });
  await afvises(`${med('none')}.${krop}.`, 'UnsupportedAlgorithm');
  const noegle = sts.certifikat.noegle.export({ type: 'spki', format: 'pem' });
  const hs = `${med('HS256')}.${krop}`;
  await afvises(`${hs}.${createHmac('sha256', noegle).update(hs).digest('base64url')}`, 'UnsupportedAlgorithm');
  const rs = `${med('RS256')}.${krop}`;
  await afvises(`${rs}.${createSign('RSA-SHA256').update(rs).sign(sts.privat, 'base64url')}`, 'UnsupportedAlgorithm');
});

test('a signature by another key, or of another token, is refused', async () => {
  await afvises(await udstedJwt(nyt, fremmed), 'InvalidSecurityToken');
  const underFalskNavn = await udstedJwt(nyt, { certifikat: sts.certifikat, privat: fremmed.privat });
  await afvises(underFalskNavn, 'FailedCheck');
  const andet = b64({ ...decodeJwt(token), cvr: '22222222' });
  await afvises(`${hoved}.${andet}.${token.split('.')[2]}`, 'FailedCheck');
});

test('a key that the token brings itself is not looked at', async () => {
  const jwk = fremmed.certifikat.noegle.export({ format: 'jwk' });
  const jwt = await new SignJWT(decodeJwt(token))
    .setProtectedHeader({ alg: 'PS256', typ: 'JWT', jwk, x5c: [fremmed.certifikat.base64] })
    .sign(fremmed.privat);
  await afvises(jwt, 'InvalidSecurityToken');
});

test('a token outside its time is refused, with five minutes for clocks that differ', async () => {
  await afvises(token, 'InvalidSecurityToken', { now: now + 8 * HOUR_MS + 301_000 });
  await afvises(token, 'InvalidSecurityToken', { now: now - 302_000 });
  await verificerJwt(token, { ...krav, now: now + 8 * HOUR_MS + 290_000 });
});

test('a token for another service, or from another issuer, is refused', async () => {
  await afvises(token, 'InvalidSecurityToken', { audience: ['http://entityid.kombit.dk/service/klassifikation/7'] });
  await afvises(token, 'InvalidSecurityToken', { udstedere: ['http://sts.example/runtime'] });
});

const header = { alg: 'PS256', kid: aftryk(sts.certifikat.sha1), typ: 'JWT' };
const privAf = (privilegegroups: unknown) => Buffer.from(JSON.stringify({ privilegegroups })).toString('base64');
const UDEN: Readonly<Record<string, [claims: object, hoved?: object]>> = {
  'another type': [{}, { ...header, typ: 'at+jwt' }],
  'kid and x5t that differ': [{}, { ...header, x5t: aftryk(sts2.certifikat.sha1) }],
  'no key named': [{}, { alg: 'PS256', typ: 'JWT' }],
  'no expiry': [{ exp: undefined }],
  'no holder': [{ cnf: undefined }],
  'a holder of another form': [{ cnf: { 'x5t#S256': 'kort' } }],
  'a holder that is null': [{ cnf: null }],
  'no CVR': [{ cvr: undefined }],
  'a CVR of another form': [{ cvr: '1111111' }],
  'a subject that is no text': [{ sub: 7 }],
  'privileges that are no text': [{ priv: {} }],
  'privileges that are no JSON': [{ priv: 'hej' }],
  'privileges without a list': [{ priv: Buffer.from('{}').toString('base64') }],
  'more groups than the limit': [{ priv: privAf(Array(501).fill({ privilege: '', scope: '' })) }],
  'more characters than the limit': [{ andet: 'x'.repeat(65_536) }],
  'a group without a scope': [{ priv: Buffer.from('{"privilegegroups":[{"privilege":"a"}]}').toString('base64') }],
};

for (const [navn, [claims, andetHoved]] of Object.entries(UDEN)) {
  test(`refused, though signed: ${navn}`, async () => {
    const jwt = await new SignJWT({ ...decodeJwt(token), ...claims })
      .setProtectedHeader((andetHoved ?? header) as typeof header)
      .sign(sts.privat);
    await afvises(jwt, 'InvalidSecurityToken');
  });
}

test('what is no token, or too long, is refused', async () => {
  for (const jwt of ['', 'a.b.c', '...', token.slice(0, -400), `${token}${'A'.repeat(65_536)}`]) {
    await assert.rejects(verificerJwt(jwt, krav), Sikkerhedsfejl);
  }
});

test('constraints of an unknown form allow nothing, and no privileges is no role', async () => {
  const priv = Buffer.from(
    JSON.stringify({
      privilegegroups: [
        {
          privilege: 'http://h/roles/servicesystemrole/udstil/1',
          scope: 'urn:dk:gov:saml:cvrNumberIdentifier:11111111',
          constraints: ['senavn', null],
        },
      ],
    }),
  ).toString('base64');
  const claims = decodeJwt(token);
  const med = await new SignJWT({ ...claims, priv }).setProtectedHeader(header).sign(sts.privat);
  assert.equal((await verificerJwt(med, krav)).tildelinger[0]?.afgraensninger.seNavn, false);
  const uden = await new SignJWT({ ...claims, priv: undefined }).setProtectedHeader(header).sign(sts.privat);
  assert.deepEqual((await verificerJwt(uden, krav)).tildelinger, []);
});
