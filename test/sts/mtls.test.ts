/** Tokens over mutual TLS: JSON and OAuth in the forms that clients in production send and read (spec security §5.1). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { besvarOauth } from '../../src/fronts/sts/oauth.ts';
import { besvarRest, lifetime } from '../../src/fronts/sts/rest.ts';
import { verificerJwt } from '../../src/identity/jwt/verificer.ts';
import { laesAssertion } from '../../src/identity/saml/laes.ts';
import { Sikkerhedsfejl } from '../../src/identity/sikkerhedsfejl.ts';
import type { Certifikat } from '../../src/identity/trust/certifikat.ts';
import { parseXml } from '../../src/xml/parse.ts';
import { ORGANISATION } from './klienter.ts';
import { CVR, nySts, TILDELINGER, UDSTEDER } from './verden.ts';

const { sts, ur, noegle, klient, fremmed } = await nySts();
const WST = 'http://docs.oasis-open.org/ws-sx/ws-trust/200512';
const SAML2 = 'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0';

const kald = (over: { body?: string; query?: string; contentType?: string; certifikat?: Certifikat | undefined }) => ({
  contentType: over.contentType,
  query: over.query,
  body: Buffer.from(over.body ?? ''),
  klientcertifikat: () => ('certifikat' in over ? over.certifikat : klient.certifikat),
});

async function rest(anmodning: unknown, certifikat: Certifikat | undefined = klient.certifikat) {
  const body = typeof anmodning === 'string' ? anmodning : JSON.stringify(anmodning);
  const svar = await besvarRest(sts, kald({ body, certifikat }));
  return { ...svar, json: JSON.parse(svar.text) as Record<string, never> };
}

const ANMODNING = {
  AppliesTo: { EndpointReference: { Address: ORGANISATION } },
  KeyType: `${WST}/PublicKey`,
  RequestType: `${WST}/Issue`,
  TokenType: SAML2,
  UseKey: klient.certifikat.base64,
  AnvenderKontekst: { Cvr: CVR },
  OnBehalfOf: null,
};

test('JSON: an assertion in Base64, and Lifetime as a text in UTC', async () => {
  const { httpStatus, json } = await rest(ANMODNING);
  assert.equal(httpStatus, 200);
  const { RequestedSecurityToken, ...resten } = json as unknown as { RequestedSecurityToken: { Assertion: string } };
  assert.deepEqual(resten, {
    AppliesTo: ANMODNING.AppliesTo,
    KeyType: ANMODNING.KeyType,
    RequestType: ANMODNING.RequestType,
    TokenType: SAML2,
    Lifetime: lifetime(ur() + 8 * 3_600_000),
  });
  const xml = Buffer.from(RequestedSecurityToken.Assertion, 'base64');
  const { rod } = parseXml(xml, { depthMax: 20, elementsMax: 100, attributesMax: 20 }, { isRig: true });
  assert.deepEqual(laesAssertion(rod).identitet.tildelinger, TILDELINGER);
});

test('Lifetime has the month first', () => {
  assert.equal(lifetime(Date.UTC(2026, 2, 9, 7, 5, 3, 999)), '03/09/2026 07:05:03');
});

test('JSON: names in any case, and words of WIF, which are echoed', async () => {
  const keytype = 'http://schemas.microsoft.com/idfx/keytype/asymmetric';
  const { httpStatus, json } = await rest({
    APPLIESTO: { endpointReference: { address: ORGANISATION } },
    keyType: keytype,
    anvenderkontekst: { CVR },
  });
  assert.deepEqual([httpStatus, json.KeyType], [200, keytype]);
});

const REST_FEJL: readonly (readonly [navn: string, anmodning: unknown, httpStatus: number, code: number])[] = [
  ['no service', { ...ANMODNING, AppliesTo: { EndpointReference: { Address: 'urn:x' } } }, 400, 5002],
  ['no agreement', { ...ANMODNING, AnvenderKontekst: { Cvr: '33333333' } }, 400, 5015],
  ['no authority', { ...ANMODNING, AnvenderKontekst: {} }, 400, 5015],
  ['a CVR that is a number', { ...ANMODNING, AnvenderKontekst: { Cvr: 11111111 } }, 400, 103],
  ['no address', { ...ANMODNING, AppliesTo: {} }, 400, 103],
  ['a name twice', { ...ANMODNING, appliesto: {} }, 400, 103],
  ['another key type', { ...ANMODNING, KeyType: `${WST}/Bearer` }, 400, 103],
  ['on behalf of another', { ...ANMODNING, OnBehalfOf: 'x' }, 400, 110],
  ['the key of another', { ...ANMODNING, UseKey: fremmed.certifikat.base64 }, 401, 401],
  ['no JSON', 'hej', 400, 103],
  ['a list', [], 400, 103],
  ['null', 'null', 400, 103],
];

for (const [navn, anmodning, httpStatus, code] of REST_FEJL) {
  test(`JSON, refused: ${navn}`, async () => {
    const svar = await rest(anmodning);
    assert.deepEqual([svar.httpStatus, svar.json.code], [httpStatus, code], svar.text);
    assert.equal(typeof svar.json.message, 'string');
    assert.deepEqual(Object.keys(svar.json), ['code', 'message']);
  });
}

test('JSON, refused: a certificate of nobody, none, one out of its time', async () => {
  assert.deepEqual(
    [(await rest(ANMODNING, fremmed.certifikat)).json.code],
    [401].map(() => 401),
  );
  const uden = { ...ANMODNING, UseKey: undefined };
  const svar = await rest(uden, fremmed.certifikat);
  assert.deepEqual([svar.httpStatus, svar.json.code], [401, 5607]);
  const ingen = await besvarRest(sts, kald({ body: JSON.stringify(uden), certifikat: undefined }));
  assert.equal(ingen.httpStatus, 401);
  const udloebet = { ...klient.certifikat, gyldigTil: ur() - 1 };
  assert.equal((await rest(uden, udloebet)).httpStatus, 401);
});

const SCOPE = `entityid:${ORGANISATION},anvenderkontekst:${CVR}`;
const parametre = (over: Record<string, string> = {}) =>
  new URLSearchParams({ client_id: ORGANISATION, grant_type: 'client_credentials', scope: SCOPE, ...over }).toString();
const FORM = 'application/x-www-form-urlencoded; charset=utf-8';

async function oauth(over: Parameters<typeof kald>[0]) {
  const svar = await besvarOauth(sts, kald(over));
  return { ...svar, json: JSON.parse(svar.text) as Record<string, never> };
}

for (const [navn, over] of [
  ['in the query', { query: parametre() }],
  ['in a form', { body: parametre(), contentType: FORM }],
] as const) {
  test(`OAuth, ${navn}: a JWT for the service, the authority and the key`, async () => {
    const { httpStatus, json } = await oauth(over);
    assert.deepEqual([httpStatus, json.token_type, json.expires_in], [200, 'Holder-of-key', 28_800]);
    const identitet = await verificerJwt(json.access_token!, {
      certifikater: [noegle.certifikat],
      udstedere: [`${UDSTEDER}/`],
      audience: [ORGANISATION],
      now: ur(),
    });
    assert.equal(identitet.certifikatSha256, klient.certifikat.sha256);
    assert.deepEqual(identitet.tildelinger, TILDELINGER);
  });
}

const OAUTH_FEJL: readonly (readonly [navn: string, over: Parameters<typeof kald>[0], error: string])[] = [
  ['nothing', {}, 'invalid_request'],
  ['another grant', { query: parametre({ grant_type: 'password' }) }, 'unsupported_grant_type'],
  ['no scope', { query: parametre({ scope: '' }) }, 'invalid_scope'],
  ['a scope without a service', { query: parametre({ scope: `anvenderkontekst:${CVR}` }) }, 'invalid_scope'],
  ['a scope without an authority', { query: parametre({ scope: `entityid:${ORGANISATION}` }) }, 'invalid_scope'],
  [
    'a scope with two authorities',
    { query: parametre({ scope: `${SCOPE},anvenderkontekst:22222222` }) },
    'invalid_scope',
  ],
  ['on behalf of another', { query: parametre({ scope: `${SCOPE},onbehalfof:AB` }) }, 'invalid_scope'],
  ['no agreement', { query: parametre({ scope: SCOPE.replace(CVR, '33333333') }) }, 'invalid_scope'],
  [
    'no service',
    { query: parametre({ client_id: 'urn:x', scope: SCOPE.replace(ORGANISATION, 'urn:x') }) },
    'invalid_scope',
  ],
  ['another client_id', { query: parametre({ client_id: 'urn:x' }) }, 'invalid_request'],
  ['a parameter twice', { query: parametre(), body: 'scope=x', contentType: FORM }, 'invalid_request'],
  ['a form without end', { body: `a=${'x'.repeat(9000)}`, contentType: FORM }, 'invalid_request'],
  ['no certificate', { query: parametre(), certifikat: undefined }, 'invalid_client'],
  ['a certificate of nobody', { query: parametre(), certifikat: fremmed.certifikat }, 'invalid_client'],
];

for (const [navn, over, error] of OAUTH_FEJL) {
  test(`OAuth, refused: ${navn}`, async () => {
    const svar = await oauth(over);
    assert.deepEqual([svar.httpStatus, svar.json.error], [400, error], svar.text);
    assert.equal(typeof svar.json.error_description, 'string');
  });
}

test('a fault of ours says nothing of itself', async () => {
  const aftaler = { ...sts.aftaler, findSystem: () => Promise.reject(new Error('the password is')) };
  const svar = await besvarOauth({ ...sts, aftaler }, kald({ query: parametre() }));
  assert.deepEqual([svar.httpStatus, svar.text.includes('password')], [500, false]);
  const json = await besvarRest({ ...sts, aftaler }, kald({ body: JSON.stringify(ANMODNING) }));
  assert.deepEqual([json.httpStatus, json.text.includes('password')], [500, false]);
  assert.ok(!(json.spor.fejl instanceof Sikkerhedsfejl));
});
