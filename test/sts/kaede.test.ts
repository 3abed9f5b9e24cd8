/**
 * The whole way, against `fkorg serve` as a process: keys and an agreement are made, a client gets its token and reads with it, over
 * SOAP with an assertion and over REST with a JWT; and nobody else does.
 */
import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { after, test } from 'node:test';
import { laesCertifikat, type Noeglepar } from '../../src/identity/trust/certifikat.ts';
import { fkorg, type Running, startFkorg, temporaryFolder } from '../cli/process.ts';
import { skrivBesked } from '../security/klient.ts';
import { laesSvar } from '../soap/verden.ts';
import { FAMILIER, type Familie, ORGANISATION, skrivRst } from './klienter.ts';

const folder = temporaryFolder();
const data = folder.path('data');
const pki = (navn: string) => readFileSync(`${data}/pki/${navn}`, 'utf8');
let server: Running | undefined;
after(async () => {
  server?.child.kill('SIGKILL');
  await server?.ended;
  folder.remove();
});

for (const args of [['init'], ['client', 'loen', '--cvr', '11111111'], ['client', 'andre', '--cvr', '11111111']]) {
  const { exitCode, err } = await fkorg(['pki', ...args, '--data', data]);
  assert.equal(exitCode, 0, err);
}
writeFileSync(
  folder.path('aftaler.yaml'),
  `systemer:
  - uuid: 0b8a2f7c-3f0e-4b55-9f6f-6f0f5b1f1c01
    navn: Løn
    certifikater: [data/pki/klienter/loen.pem]
aftaler:
  - system: Løn
    myndigheder: [11111111]
    navn: Løn
    begrundelse: Løn følger ansættelser.
    services:
      - service: organisation
        roller: [udstil]
    godkendt-af: alle
`,
);
const NAVNE = ['--sts-issuer', 'https://sts.example/runtime', '--role-host', 'roller.example'];
const STRICT = ['--access', 'strict', '--tls', 'on', '--agreements', folder.path('aftaler.yaml'), ...NAVNE];
server = startFkorg([
  'serve',
  '--port',
  '0',
  '--data',
  data,
  '--demo',
  'korsbaek',
  '--demo-size',
  'units=20',
  ...STRICT,
]);
const url = /answers at (https:\/\/\S+) /.exec(await server.seen('Stop with Ctrl+C.'))![1]!;

function par(navn: string): Noeglepar {
  return {
    certifikat: laesCertifikat(pki(`klienter/${navn}.pem`)),
    privat: createPrivateKey(pki(`klienter/${navn}.key`)),
  };
}

interface Kald {
  readonly body?: string;
  readonly som?: string;
  readonly headers?: Record<string, string>;
}

function kald(sti: string, { body, som, headers }: Kald): Promise<{ status: number; tekst: string }> {
  return new Promise((resolve, reject) => {
    const tls = som === undefined ? {} : { cert: pki(`klienter/${som}.pem`), key: pki(`klienter/${som}.key`) };
    const method = body === undefined ? 'GET' : 'POST';
    const anmodning = request(url + sti, {
      ca: pki('ca.pem'),
      agent: false,
      method,
      ...tls,
      ...(headers && { headers }),
    });
    anmodning.on('error', reject).on('response', (svar) => {
      let tekst = '';
      svar.setEncoding('utf8').on('data', (del: string) => {
        tekst += del;
      });
      svar.on('end', () => resolve({ status: svar.statusCode!, tekst }));
    });
    anmodning.end(body);
  });
}

const SOAP = { 'content-type': 'application/soap+xml; charset=utf-8' };
const RST_STI = '/runtime/services/kombittrust/14/certificatemixed';
const HIERARKI = '/organisation/organisationsystem/6';
const HENT = `<FremsoegObjekthierarkiInput xmlns="http://stoettesystemerne.dk/organisation/organisationsystem/6/" xmlns:sd="urn:oio:sagdok:3.0.0"><sd:MaksimalAntalKvantitet>3</sd:MaksimalAntalKvantitet></FremsoegObjekthierarkiInput>`;

async function token(familie: Familie, navn: string): Promise<{ status: number; tekst: string }> {
  const body = skrivRst(familie, { klient: par(navn), now: Date.now() });
  return kald(RST_STI, {
    body,
    headers: { 'content-type': familie.soap.includes('2003') ? SOAP['content-type'] : 'text/xml' },
  });
}

const VEJE = [
  ['.NET', 'net'],
  ['PHP, To is the entity id', 'php'],
  ['Java, SOAP 1.1', 'java'],
] as const;

for (const [familie, stil] of VEJE) {
  test(`a token by way of ${familie}, and a signed call with it`, async () => {
    const { status, tekst } = await token(FAMILIER[familie]!, 'loen');
    assert.equal(status, 200, tekst);
    const [assertion] = /<Assertion .*<\/Assertion>/s.exec(tekst)!;
    const klient = { par: par('loen'), assertion, assertionId: /ID="([^"]+)"/.exec(assertion)![1]! };
    const action = 'http://kombit.dk/sts/organisation/organisationsystem/fremsoegobjekthierarki';
    const body = skrivBesked(klient, { body: HENT, to: url + HIERARKI, nu: Date.now(), action }, stil);
    const svar = await kald(HIERARKI, { body, headers: SOAP });
    const laest = laesSvar(svar.status, svar.tekst);
    assert.deepEqual([svar.status, laest.kode], [200, 20], svar.tekst.slice(0, 2000));
  });
}

test('a JWT by way of OAuth opens the change feed', async () => {
  const query = new URLSearchParams({
    client_id: ORGANISATION,
    grant_type: 'client_credentials',
    scope: `entityid:${ORGANISATION},anvenderkontekst:11111111`,
  });
  const svar = await kald(`/runtime/api/rest/oauth/v1/issue?${query}`, { som: 'loen', body: '' });
  assert.equal(svar.status, 200, svar.tekst);
  const { access_token } = JSON.parse(svar.tekst) as { access_token: string };
  const feed = await kald('/aendringer?antal=3', { som: 'loen', headers: { authorization: `Bearer ${access_token}` } });
  assert.equal(feed.status, 200, feed.tekst);
  const tyv = await kald('/aendringer?antal=3', { som: 'andre', headers: { authorization: `Bearer ${access_token}` } });
  assert.notEqual(tyv.status, 200);
});

test('the token service calls itself and its roles what the settings say', async () => {
  const { tekst } = await token(FAMILIER['.NET']!, 'loen');
  assert.match(tekst, /<Issuer [^>]*>https:\/\/sts\.example\/runtime</);
  const [, liste] = /Privileges_intermediate"[^>]*><AttributeValue>([^<]+)</.exec(tekst)!;
  const rolle = 'http://roller.example/roles/servicesystemrole/udstil/1';
  assert.ok(Buffer.from(liste!, 'base64').toString().includes(`<Privilege>${rolle}</Privilege>`));
});

test('a system without an agreement gets no token, and nobody is let in without one', async () => {
  const { status, tekst } = await token(FAMILIER['.NET']!, 'andre');
  assert.equal(status, 500);
  assert.match(tekst, /s:5607/);
  const uden = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${HENT}</s:Body></s:Envelope>`;
  assert.equal((await kald(HIERARKI, { body: uden, headers: SOAP })).status, 500);
  assert.notEqual((await kald('/aendringer', {})).status, 200);
});

test('what the server said on the way holds no token and no key', async () => {
  server!.child.kill('SIGTERM');
  const { exitCode, out, err } = await server!.ended;
  assert.equal(exitCode, 0, err);
  assert.match(err, /token issued/);
  assert.doesNotMatch(out + err, /PRIVATE KEY|Assertion|eyJ[A-Za-z0-9_-]{20}|MII[A-Za-z0-9+/]{20}/);
});
