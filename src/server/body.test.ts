import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BufferedBytes, receiveBody } from './body.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A request whose body is written to the socket by the test, in chunks as it likes. */
async function openRequest() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
  const [request] = (await once(server, 'request')) as [IncomingMessage];
  return {
    request,
    socket,
    [Symbol.dispose]() {
      socket.destroy();
      server.close();
    },
  };
}

function chunk(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}

function heldBytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

test('a body in chunks of any length comes in one piece, in order', async () => {
  const lengths = [1, 1, 2, 5, 1000, 3, 1, 70_000, 1, 1, 1, 1, 64, 7, 7, 7];
  const parts = lengths.map((length, i) => String.fromCharCode(97 + i).repeat(length));
  using open = await openRequest();
  const buffered = new BufferedBytes(100_000);
  const body = receiveBody(open.request, { bytesMax: 100_000, timeoutMs: 5000, buffered });
  for (const part of parts) {
    open.socket.write(chunk(part));
    await new Promise((resolve) => setImmediate(resolve));
  }
  open.socket.write('0\r\n\r\n');
  assert.equal((await body).toString(), parts.join(''));
});

test('a body that comes byte by byte takes no multiple of its length', async () => {
  const BYTES = 200_000;
  using open = await openRequest();
  let received = 0;
  open.request.on('data', ({ length }) => {
    received += length;
  });
  const before = heldBytes();
  const body = receiveBody(open.request, { bytesMax: BYTES, timeoutMs: 60_000, buffered: new BufferedBytes(BYTES) });
  for (let sent = 0; sent < BYTES; sent += 10_000) open.socket.write(chunk('x').repeat(10_000));
  while (received < BYTES) await new Promise((resolve) => setTimeout(resolve, 5));
  const grownBytes = heldBytes() - before;
  open.socket.write('0\r\n\r\n');
  assert.equal((await body).length, BYTES);
  assert.ok(grownBytes < BYTES * 20, `${BYTES} bytes are held in ${grownBytes}`);
});

test('bodies that are more than all together may be are refused, and what is given back can be taken again', async () => {
  const buffered = new BufferedBytes(10);
  const receive = async (text: string) => {
    using open = await openRequest();
    const body = receiveBody(open.request, { bytesMax: 100, timeoutMs: 5000, buffered });
    open.socket.write(`${chunk(text)}0\r\n\r\n`);
    return await body;
  };
  assert.equal((await receive('123456')).length, 6);
  await assert.rejects(receive('12345'), { code: 'busy' });
  assert.equal((await receive('1234')).length, 4);
  buffered.giveBack(10);
  assert.equal((await receive('1234567890')).length, 10);
});

test('a connection that is cut gives back what it held', async () => {
  const buffered = new BufferedBytes(10);
  using open = await openRequest();
  const body = receiveBody(open.request, { bytesMax: 100, timeoutMs: 5000, buffered });
  open.socket.write(chunk('12345678'), () => setTimeout(() => open.socket.destroy(), 20));
  await assert.rejects(body, { code: 'malformed-request' });
  buffered.take(10);
});
