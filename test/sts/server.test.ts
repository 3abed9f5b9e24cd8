/** The token service on a listener: its addresses, TLS with and without a client certificate, limits, and what the log is told. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { request } from 'node:https';
import { after, test } from 'node:test';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { STS_BODY_BYTES_MAX } from '../../src/fronts/sts/ruter.ts';
import { laesAssertion } from '../../src/identity/saml/laes.ts';
import { laesCertifikat, type Noeglepar } from '../../src/identity/trust/certifikat.ts';
import { aabenAdgang } from '../../src/server/adgang.ts';
import { startServer } from '../../src/server/server.ts';
import { openStore } from '../../src/store/open.ts';
import type { PlaceretRaekke } from '../../src/store/revision/raekke.ts';
import { parseXml } from '../../src/xml/parse.ts';
import type { RigtElement } from '../../src/xml/rig.ts';
import { lavProeve, proeveCa } from '../pki/noegler.ts';
import { find } from '../soap/verden.ts';
import { FAMILIER, ORGANISATION, skrivRst } from './klienter.ts';
import { CVR, nySts, SYSTEM } from './verden.ts';

const verden = await nySts();
const { sts, ur, klient, fremmed } = verden;
const ca = (await proeveCa()).certifikat;
const tls = await lavProeve({ art: 'tls', navn: 'localhost', vaerter: ['127.0.0.1'] });
const store = await openStore({ database: ':memory:', clock: ur });
const linjer: object[] = [];
let isTlsKlientens = true;
const server = await startServer({
  store,
  adgang: aabenAdgang(store),
  sts: {
    ...sts,
    gensyn: store.gensyn,
    get isTlsKlientens() {
      return isTlsKlientens;
    },
  },
  revision: store.revision,
  clock: ur,
  limits: DEFAULT_LIMITS,
  udeladte: 'fjernes',
  environment: 'test',
  host: '127.0.0.1',
  port: 0,
  tls: { cert: tls.certifikat, key: tls.noegle },
  log: { info: (felter, tekst) => linjer.push({ ...felter, tekst }), error: (felter) => linjer.push(felter) },
});
after(async () => {
  await server.close();
  await store.close();
});

interface Svar {
  readonly status: number;
  readonly tekst: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

const pemAf = ({ privat, certifikat }: Noeglepar) => ({
  key: privat.export({ type: 'pkcs8', format: 'pem' }),
  cert: `-----BEGIN CERTIFICATE-----\n${certifikat.base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
});

/** Answers that brought a token. */
let udstedte = 0;

function hent(
  sti: string,
  {
    som,
    body,
    contentType,
  }: { som?: Noeglepar | { key: string; cert: string }; body?: string; contentType?: string } = {},
): Promise<Svar> {
  return new Promise((resolve, reject) => {
    const kald = request(server.url + sti, {
      ca,
      agent: false,
      method: body === undefined ? 'GET' : 'POST',
      ...(contentType !== undefined && { headers: { 'content-type': contentType } }),
      ...(som && ('privat' in som ? pemAf(som) : som)),
    });
    kald.on('error', reject).on('response', (svar) => {
      const dele: Buffer[] = [];
      svar
        .on('data', (del: Buffer) => dele.push(del))
        .on('end', () => {
          const tekst = Buffer.concat(dele).toString();
          if (/:Assertion>|<\/Assertion>|"Assertion"|"access_token"/.test(tekst)) udstedte += 1;
          resolve({ status: svar.statusCode!, tekst, headers: svar.headers });
        });
    });
    kald.end(body);
  });
}

const EC = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=ec'];
const skip = spawnSync('openssl', ['version']).status === 0 ? false : 'no openssl is installed';

/** A client with a key on an elliptic curve. */
function ecPar(): { key: string; cert: string } {
  const pem = spawnSync('openssl', [...EC, '-keyout', '-', '-out', '-'], { encoding: 'utf8' }).stdout;
  const [key, cert] = [/-+BEGIN PRIVATE KEY[\s\S]*END PRIVATE KEY-+/, /-+BEGIN CERTIFICATE[\s\S]*END CERTIFICATE-+/];
  return { key: key.exec(pem)![0], cert: cert.exec(pem)![0] };
}

const STI = '/runtime/services/kombittrust/14/certificatemixed';
const SOAP = 'application/soap+xml; charset=utf-8';
const rodOf = (xml: string) =>
  parseXml(Buffer.from(xml), { depthMax: 32, elementsMax: 1000, attributesMax: 32 }, { isRig: true }).rod;

test('SOAP without a client certificate, at the address in any case; a second time is refused', async () => {
  const body = skrivRst(FAMILIER['.NET']!, { klient, now: ur() });
  const svar = await hent(STI.replace('kombittrust', 'KombitTrust'), { body, contentType: SOAP });
  assert.equal(svar.status, 200, svar.tekst);
  assert.equal(svar.headers['content-type'], SOAP);
  assert.equal(laesAssertion(find(rodOf(svar.tekst), 'Assertion') as RigtElement).identitet.cvr, CVR);
  const igen = await hent(STI, { body, contentType: SOAP });
  assert.equal(igen.status, 500);
  assert.equal(igen.headers['content-type'], SOAP);
});

test('JSON and OAuth know the caller by its TLS connection', async () => {
  const anmodning = JSON.stringify({
    AppliesTo: { EndpointReference: { Address: ORGANISATION } },
    Anvenderkontekst: { Cvr: CVR },
  });
  const json = '/runtime/api/rest/wstrust/v1/issue';
  assert.equal((await hent(json, { som: klient, body: anmodning })).status, 200);
  assert.equal((await hent(json, { som: fremmed, body: anmodning })).status, 401);
  assert.equal((await hent(json, { body: anmodning })).status, 401);
  isTlsKlientens = false;
  assert.equal((await hent(json, { som: klient, body: anmodning })).status, 401, 'a proxy is nobody');
  isTlsKlientens = true;
  const query = new URLSearchParams({
    client_id: ORGANISATION,
    grant_type: 'client_credentials',
    scope: `entityid:${ORGANISATION},anvenderkontekst:${CVR}`,
  });
  const oauth = '/runtime/api/rest/oauth/v1/issue';
  const svar = await hent(`${oauth}?${query}`, { som: klient, body: '' });
  assert.deepEqual([svar.status, svar.headers['cache-control']], [200, 'no-store']);
  const form = { body: query.toString(), contentType: 'application/x-www-form-urlencoded' };
  assert.equal((await hent(oauth, { ...form, som: klient })).status, 200);
  assert.equal((await hent(oauth, form)).status, 400);
});

test('a client certificate of a kind that is not taken hinders nobody who does not need one', { skip }, async () => {
  const som = ecPar();
  const body = skrivRst(FAMILIER['.NET']!, { klient, now: ur() });
  assert.equal((await hent(STI, { som, body, contentType: SOAP })).status, 200);
  assert.equal((await hent('/runtime/oauth2/certs.idp', { som })).status, 200);
  assert.equal((await hent('/runtime/api/rest/wstrust/v1/issue', { som, body: '{}' })).status, 401);
});

test('the WSDL has the address of this server; the certificates are there as keys and in PEM', async () => {
  const wsdl = await hent('/runtime/services/kombittrust/mex?singleWsdl');
  assert.match(wsdl.headers['content-type'] as string, /^text\/xml/);
  const steder = [...wsdl.tekst.matchAll(/location="([^"]+)"/g)].map((match) => match[1]);
  assert.deepEqual(steder, [server.url + STI, server.url + STI]);
  rodOf(wsdl.tekst);
  const { keys } = JSON.parse((await hent('/runtime/oauth2/certs.idp')).tekst) as {
    keys: { x5c: string[]; kid: string }[];
  };
  assert.equal(keys.length, 1);
  assert.equal(laesCertifikat(keys[0]!.x5c[0]!), verden.noegle.certifikat);
  assert.equal(Buffer.from(keys[0]!.kid, 'base64url').toString('hex'), verden.noegle.certifikat.sha1);
  const pem = await hent('/runtime/oauth2/certs.idp?format=pem');
  assert.equal(laesCertifikat(pem.tekst), verden.noegle.certifikat);
});

test('another method, and a body beyond the limit, are refused', async () => {
  assert.equal((await hent(STI)).status, 405);
  assert.equal((await hent('/runtime/oauth2/certs.idp', { body: 'x' })).status, 405);
  const stor = await hent(STI, { body: 'x'.repeat(STS_BODY_BYTES_MAX + 1), contentType: SOAP });
  assert.equal(stor.status, 413);
  assert.equal((await hent('/runtime/andet', { body: 'x' })).status, 404);
});

test('the log says who got what and why others did not, and holds no token', async () => {
  linjer.length = 0;
  await hent(STI, { body: skrivRst(FAMILIER['.NET']!, { klient, now: ur() }), contentType: SOAP });
  await hent(STI, { body: skrivRst(FAMILIER['.NET']!, { klient: fremmed, now: ur() }), contentType: SOAP });
  await hent(STI, {
    body: skrivRst(FAMILIER['.NET']!, { klient, now: ur() }).replace('>11111111<', '>1<'),
    contentType: SOAP,
  });
  const uden = linjer.map((linje) => ({ ...linje, ms: 0 }));
  const faelles = { sts: 'wstrust', httpStatus: 500, ms: 0 };
  const til = new Date(ur() + 7_200_000).toISOString();
  assert.deepEqual(uden, [
    { ...faelles, httpStatus: 200, system: SYSTEM.uuid, cvr: CVR, entityId: ORGANISATION, til, tekst: 'token issued' },
    { ...faelles, code: 5607, tekst: 'refused' },
    { ...faelles, code: 'FailedCheck', kontrol: 'the digest of reference 2 of the message', tekst: 'refused' },
  ]);
});

test('what a caller asks for wrongly is refused by name in the log, and is no failure of the server', async () => {
  linjer.length = 0;
  await hent('/runtime/api/rest/oauth/v1/issue?grant_type=password', { som: klient, body: '' });
  const foer = (xml: string) => xml.replace('<soap:Header>', '$&<x:Ny xmlns:x="urn:x" soap:mustUnderstand="true"/>');
  await hent(STI, { body: skrivRst(FAMILIER['.NET']!, { klient, now: ur(), foer }), contentType: SOAP });
  const faelles = { ms: 0, tekst: 'refused' };
  assert.deepEqual(
    linjer.map((linje) => ({ ...linje, ms: 0 })),
    [
      { ...faelles, sts: 'oauth', httpStatus: 400, code: 'unsupported_grant_type' },
      { ...faelles, sts: 'wstrust', httpStatus: 500, code: 'MustUnderstand' },
    ],
  );
  const koder: (string | null)[] = [];
  for await (const { kode } of store.revision.laes({ handling: 'token-udsted' })) koder.push(kode);
  assert.deepEqual(koder.slice(-2), ['unsupported_grant_type', 'MustUnderstand']);
});

test('the audit log has a row for every token that was issued or refused', async () => {
  const raekker: PlaceretRaekke[] = [];
  for await (const raekke of store.revision.laes({ handling: 'token-udsted' })) raekker.push(raekke);
  const { sha256 } = klient.certifikat;
  const [foerste] = raekker;
  assert.deepEqual(
    [foerste!.art, foerste!.front, foerste!.system, foerste!.cvr, foerste!.certifikat, foerste!.status, foerste!.kode],
    ['token', 'sts', SYSTEM.uuid, CVR, sha256, 200, null],
  );
  assert.equal(raekker.filter(({ kode }) => kode === null).length, udstedte);
  assert.ok(raekker.some(({ kode, certifikat }) => kode === '5607' && certifikat === fremmed.certifikat.sha256));
});
