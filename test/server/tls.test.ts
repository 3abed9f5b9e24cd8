/** The listener over TLS: what it speaks, whose certificate it is shown, and that it ends as cleanly as over HTTP. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type RequestListener } from 'node:http';
import { Agent, request as httpsRequest, type RequestOptions } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { laesCertifikat } from '../../src/identity/trust/certifikat.ts';
import { klientcertifikat } from '../../src/server/klientcertifikat.ts';
import { endServer, listen, serverWithin } from '../../src/server/listen.ts';
import { lavProeve, proeveCa } from '../pki/noegler.ts';
import * as b from '../soap/beskeder.ts';
import { konvolut, nyVerden } from '../soap/verden.ts';

const ca = (await proeveCa()).certifikat;
const serverens = await lavProeve({ art: 'tls', navn: 'localhost', vaerter: ['localhost', '127.0.0.1'] });
const tls = { cert: serverens.certifikat, key: serverens.noegle };
const LIMITS = { ...DEFAULT_LIMITS, requestTimeoutMs: 1000 };

async function kald(
  url: string,
  options: RequestOptions = {},
  body?: string,
): Promise<{ status: number; text: string }> {
  const sent = httpsRequest(url, { ca, agent: false, method: body === undefined ? 'GET' : 'POST', ...options });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode!, text: await text(response) };
}

/** A listener that answers with the thumbprint of who calls, or with what became of the question. */
const hvem: RequestListener = (request, response) => {
  try {
    response.end(klientcertifikat(request)?.sha256 ?? 'nobody');
  } catch (error) {
    response.end((error as { detail: string }).detail);
  }
};
const server = serverWithin(LIMITS, hvem, tls);
const url = await listen(server, { host: '127.0.0.1', port: 0 });
const port = Number(new URL(url).port);
after(() => endServer(server));

test('a call is answered over TLS 1.2 and 1.3, and the WSDL names the address as https', async () => {
  await using verden = await nyVerden({ tls });
  assert.match(verden.url, /^https:\/\/127\.0\.0\.1:\d+$/);
  const sti = verden.url + b.STI('Bruger');
  const headers = { 'content-type': 'application/soap+xml; charset=utf-8' };
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const options = { headers, minVersion: version, maxVersion: version };
    const { status, text } = await kald(sti, options, konvolut(b.laes('Bruger', newUuid())));
    assert.equal(status, 200);
    assert.match(text, /StatusKode>44</);
  }
  assert.ok((await kald(`${sti}?wsdl`)).text.includes(`location="${sti}"`));
});

test('older versions of TLS are refused', async () => {
  const options = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  await assert.rejects(kald(url, options), /EPROTO|protocol version|unsupported protocol/i);
});

test('who shows a certificate is known by it, whoever issued it and whenever; nobody has to', async () => {
  assert.equal((await kald(url)).text, 'nobody');
  const outOfTime = { fra: Date.UTC(2020, 0), til: Date.UTC(2021, 0) };
  for (const over of [{ cvr: '11111111' }, outOfTime]) {
    const { certifikat: cert, noegle: key } = await lavProeve(over);
    assert.equal((await kald(url, { cert, key })).text, laesCertifikat(cert).sha256);
  }
});

test('a certificate that is not taken is refused when it is asked for, and harms nobody else', async () => {
  const { certifikat: cert, noegle: key } = await lavProeve({ bits: 1024 });
  assert.equal((await kald(url, { cert, key, ciphers: 'DEFAULT@SECLEVEL=0' })).text, 'certificate: RSA of 1024 bits');
  assert.equal((await kald(url)).text, 'nobody');
});

test('a caller that goes on with an earlier session is still known', async () => {
  const { certifikat: cert, noegle: key } = await lavProeve();
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    const options = { host: '127.0.0.1', port, ca, cert, key, maxVersion };
    const first = await ask(connect(options));
    const again = await ask(connect({ ...options, session: first.session }));
    assert.deepEqual([first.isReused, again.isReused], [false, true], maxVersion);
    assert.equal(again.said, laesCertifikat(cert).sha256, maxVersion);
  }
});

async function ask(socket: TLSSocket): Promise<{ said: string; session: Buffer; isReused: boolean }> {
  const sessions: Buffer[] = [];
  socket.on('session', (session) => sessions.push(session));
  await once(socket, 'secureConnect');
  const isReused = socket.isSessionReused();
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  const answer = await text(socket);
  return { said: answer.trimEnd().split('\r\n').at(-1)!, session: sessions.at(-1)!, isReused };
}

test('without its key a certificate is worth nothing', async () => {
  const [fremmed, egen] = [await lavProeve(), await lavProeve()];
  assert.throws(() => connect({ port, cert: fremmed.certifikat, key: egen.noegle } satisfies ConnectionOptions));
});

test('plain HTTP, junk and silence get no answer, and go when their time is up', async () => {
  let asHttp = 0;
  server.on('clientError', () => asHttp++);
  const sent = httpRequest(url.replace('https', 'http'), { agent: false });
  sent.end();
  await assert.rejects(once(sent, 'response'), { code: 'ECONNRESET' });
  const junk = connectTcp(port, '127.0.0.1').on('error', () => undefined);
  junk.end(Buffer.alloc(100, 0x2a));
  assert.equal(await text(junk).catch(() => ''), '');
  const silent = connectTcp(port, '127.0.0.1');
  const startedMs = performance.now();
  await once(silent.resume(), 'close');
  const ms = performance.now() - startedMs;
  assert.ok(ms > 900 && ms < 5000, `${ms}`);
  assert.equal(asHttp, 0, 'none of them is taken for a bad request');
  assert.equal((await kald(url)).text, 'nobody');
});

test('the end waits for a call under way, and neither for an idle connection nor for one in its handshake', async () => {
  const verden = await nyVerden({ tls, limits: { requestTimeoutMs: 20_000 } });
  const own = Number(new URL(verden.url).port);
  const handshaking = connectTcp(own, '127.0.0.1').on('error', () => undefined);
  await once(handshaking, 'connect');
  const agent = new Agent({ keepAlive: true, ca });
  assert.equal((await kald(`${verden.url}/health`, { agent })).status, 200);
  const body = konvolut(b.laes('Bruger', newUuid()));
  const headers = { 'content-type': 'application/soap+xml', 'content-length': Buffer.byteLength(body) };
  const sent = httpsRequest(verden.url + b.STI('Bruger'), { ca, agent: false, method: 'POST', headers });
  sent.write(body.slice(0, 10));
  const [socket] = (await once(sent, 'socket')) as [TLSSocket];
  await once(socket, 'secureConnect');
  await new Promise((resolve) => setTimeout(resolve, 100));
  const startedMs = performance.now();
  const ended = verden[Symbol.asyncDispose]();
  sent.end(body.slice(10));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  assert.match(await text(response), /StatusKode>44</);
  await ended;
  assert.ok(performance.now() - startedMs < 5000);
  agent.destroy();
});
