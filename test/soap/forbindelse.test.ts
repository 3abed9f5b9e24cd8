/**
 * What happens on the connection itself (part 8): a clear fault also for what is no HTTP or is never read, and an end
 * of the server that waits for calls and for nothing else.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import * as b from './beskeder.ts';
import { find, konvolut, laesSvar, nyVerden, type Verden } from './verden.ts';

const TIMEOUT_MS = 1000;
const LIMITS = { bodyBytesMax: 200_000, importBodyBytesMax: 400_000, requestTimeoutMs: TIMEOUT_MS };

let verden: Verden;
before(async () => {
  verden = await nyVerden({ limits: LIMITS });
});
after(() => verden[Symbol.asyncDispose]());

const BRUGER = b.STI('Bruger');
const LAES = konvolut(b.laes('Bruger', newUuid()));

function open(text: string, url = verden.url): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(text);
  return socket;
}

/** What comes back until the server ends the connection. */
async function readAll(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (piece) => {
    text += piece;
  });
  await new Promise((resolve) => socket.on('close', resolve));
  return text;
}

function head(sti: string, fields: readonly string[], version = '1.1'): string {
  return [`POST ${sti} HTTP/${version}`, 'Content-Type: application/soap+xml', ...fields, '', ''].join('\r\n');
}

function post(fields: readonly string[] = [], body = LAES): string {
  return head(BRUGER, ['Host: x', `Content-Length: ${Buffer.byteLength(body)}`, ...fields]) + body;
}

/** Status, code and id of the one fault that an HTTP answer in full holds. */
function faultOf(answer: string) {
  const [headers, text] = answer.split('\r\n\r\n', 2) as [string, string];
  assert.match(headers, /\r\ncontent-type: application\/soap\+xml/i, answer);
  assert.match(headers, /\r\nconnection: close/i);
  assert.equal(Number(/content-length: (\d+)/i.exec(headers)?.[1]), Buffer.byteLength(text));
  const svar = laesSvar(Number(headers.slice(9, 12)), text);
  assert.equal(svar.body.navn, 'Fault');
  assert.match(find(svar.konvolut, 'TransactionUUID')!.tekst, /^[0-9a-f-]{36}$/);
  return { httpStatus: svar.httpStatus, kode: find(svar.body, 'kode')!.tekst };
}

test('what is no HTTP is a fault as well', async () => {
  const malformed = { httpStatus: 400, kode: 'malformed-request' };
  const cases: [string, string, ReturnType<typeof faultOf>][] = [
    ['no HTTP', 'hej\r\n\r\n', malformed],
    ['a TLS client', '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03', malformed],
    ['a length that is no number', head(BRUGER, ['Host: x', 'Content-Length: abc']), malformed],
    ['two lengths', post(['Content-Length: 3']), malformed],
    ['a length and chunks', post(['Transfer-Encoding: chunked']), malformed],
    ['a broken chunk', `${head(BRUGER, ['Host: x', 'Transfer-Encoding: chunked'])}zz\r\n`, malformed],
    ['a huge header', post([`X-A: ${'a'.repeat(20_000)}`]), { httpStatus: 431, kode: 'limit-passed' }],
  ];
  for (const [name, text, fault] of cases) assert.deepEqual(faultOf(await readAll(open(text))), fault, name);
});

test('headers that trickle in are given up like a body that does', { timeout: 30_000 }, async () => {
  const answer = await readAll(open(`POST ${BRUGER} HTTP/1.1\r\nHost: x\r\n`));
  assert.deepEqual(faultOf(answer), { httpStatus: 408, kode: 'request-timeout' });
});

test('a caller that only reads when it has sent all of a body that is too large gets its fault', async () => {
  const size = 10_000_000;
  const socket = open(head(BRUGER, ['Host: x', `Content-Length: ${size}`]));
  for (let sent = 0; sent < size; sent += 100_000) {
    if (!socket.write('x'.repeat(100_000))) await new Promise((resolve) => socket.once('drain', resolve));
  }
  assert.deepEqual(faultOf(await readAll(socket)), { httpStatus: 413, kode: 'limit-passed' });
});

test('import has a limit of its own', async () => {
  const answer = async (sti: string, size: number) => (await verden.post(sti, konvolut('x'.repeat(size)))).status;
  assert.equal(await answer(BRUGER, 300_000), 413);
  assert.equal(await answer('/organisation/organisationsystem/6', 300_000), 400);
  assert.equal(await answer('/organisation/organisationsystem/6', 500_000), 413);
  assert.equal(await answer('/klassifikation/klassifikationsystem/6', 300_000), 400);
});

test('other ways to say the same: the whole address, HTTP/1.0, an encoding that is none', async () => {
  const length = `Content-Length: ${Buffer.byteLength(LAES)}`;
  for (const text of [
    head(`http://x${BRUGER}`, ['Host: x', 'Connection: close', length]),
    head(BRUGER, [length], '1.0'),
    head(BRUGER, ['Host: x', 'Connection: close', 'Content-Encoding: Identity', length]),
  ]) {
    const answer = await readAll(open(text + LAES));
    assert.match(answer, /^HTTP\/1\.1 200 /, text);
    assert.match(answer, /StatusKode>44</, text);
  }
});

test('several requests in one go are answered in their order', async () => {
  const uuids = [newUuid(), newUuid(), newUuid()];
  const messages = uuids.map((uuid) => konvolut(b.laes('Bruger', uuid)));
  const text = messages.map((body, i) => post(i === 2 ? ['Connection: close'] : [], body)).join('');
  const answer = await readAll(open(text));
  const shown = [...answer.matchAll(/Værdi: »([0-9a-f-]{36})«/g)].map(([, uuid]) => uuid);
  assert.deepEqual(shown, uuids);
});

test('a method that is not used is told which are', async () => {
  for (const method of ['GET', 'PUT', 'OPTIONS']) {
    const svar = await fetch(verden.url + BRUGER, { method });
    assert.deepEqual([svar.status, svar.headers.get('allow')], [405, 'GET, HEAD, POST'], method);
    await svar.text();
  }
});

test('the end of the server waits for the call under way, and for no silent connection', {
  timeout: 60_000,
}, async () => {
  const anden = await nyVerden({ limits: { ...LIMITS, requestTimeoutMs: 600_000 } });
  const silent = open('', anden.url);
  const halfHeaders = open('POST / HTTP/1.1\r\nHost:', anden.url);
  const idle = open('GET / HTTP/1.1\r\nHost: x\r\n\r\n', anden.url);
  const fields = ['Host: x', `Content-Length: ${Buffer.byteLength(LAES)}`, 'Expect: 100-continue'];
  const underWay = open(head(BRUGER, fields), anden.url);
  const closed = [silent, halfHeaders, idle].map((socket) => readAll(socket));
  // It was opened last, and the server says "100 Continue" when it has taken the call up.
  await once(underWay, 'data');
  const end = anden[Symbol.asyncDispose]();
  assert.deepEqual(faultOf(await readAll(open(post(), anden.url))), { httpStatus: 503, kode: 'busy' });
  const answer = readAll(underWay);
  underWay.write(LAES);
  assert.match(await answer, /^HTTP\/1\.1 200 /);
  await Promise.all([end, ...closed]);
});
