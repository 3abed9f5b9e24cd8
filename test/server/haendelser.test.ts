/** One who listens and takes nothing: it is cut off, and nothing piles up for it meanwhile. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { ALT } from '../../src/access/rettigheder.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { Laesere } from '../../src/server/haendelser.ts';

const CVR = '11111111';
const STOR = 'x'.repeat(1_000_000);

test('a reader that takes nothing loses the connection, and little was read for it', async () => {
  let hentet = 0;
  const kilde = {
    async efter(siden: number) {
      hentet++;
      const haendelser = [{ position: siden + 1, cvr: CVR, type: 'ORG_Bruger', cloudEvent: { data: STOR } }];
      return { haendelser, position: siden + 1, flere: true };
    },
    vent: () => Promise.resolve(),
  };
  const log = { info: () => undefined, error: (fields: object) => assert.fail(JSON.stringify(fields)) };
  const laesere = new Laesere({ kilde, clock: Date.now, log, limits: { ...DEFAULT_LIMITS, requestTimeoutMs: 200 } });
  const svar = Promise.withResolvers<{ response: ServerResponse; fortalt: Promise<void> }>();
  const server = createServer((_request, response) => {
    const fortalt = laesere.fortael(response, { kalder: { cvr: CVR, rettigheder: ALT }, siden: 0 });
    svar.resolve({ response, fortalt });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const doev = connect({ port, host: '127.0.0.1' }).on('error', () => undefined);
  doev.pause();
  try {
    doev.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    const { response, fortalt } = await svar.promise;
    if (!response.closed) await once(response, 'close');
    await fortalt;
    assert.ok(hentet < 50, `${hentet} MB were read for a reader that took nothing`);
  } finally {
    doev.destroy();
    server.close();
    server.closeAllConnections();
  }
});
