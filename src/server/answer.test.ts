import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { send } from './answer.ts';

test('a caller that takes nothing of its answer loses the connection', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  const closed = once(response, 'close').then(() => 'closed');
  send(response, { httpStatus: 200, contentType: 'text/plain', text: 'x'.repeat(50_000_000) }, 300);
  assert.equal(await Promise.race([closed, wait(5000, 'still open', { ref: false })]), 'closed');
  assert.equal(response.writableFinished, false);
  socket.destroy();
  server.close();
});
