/** Those who are let go of: one who listens and takes nothing, for whom nothing piles up, and one whose token has run out. */
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
      const haendelser = [{ position: siden + 1, type: 'ORG_Bruger', cloudEvent: { data: STOR } }];
      return { haendelser, position: siden + 1, flere: true };
    },
    vent: () => Promise.resolve(),
  };
  const log = { info: () => undefined, error: (fields: object) => assert.fail(JSON.stringify(fields)) };
  const laesere = new Laesere({
    kildeFor: () => kilde,
    clock: Date.now,
    log,
    limits: { ...DEFAULT_LIMITS, requestTimeoutMs: 200 },
  });
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

test('who came in with a token is told of nothing after its time', async () => {
  const kilde = {
    efter: async (siden: number) => ({ haendelser: [], position: siden, flere: false }),
    vent: (_position: number, _ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve())),
  };
  const log = { info: () => undefined, error: (fields: object) => assert.fail(JSON.stringify(fields)) };
  const laesere = new Laesere({ kildeFor: () => kilde, clock: Date.now, log, limits: DEFAULT_LIMITS });
  const identitet = { cvr: CVR, certifikatSha256: '00', systemNavn: 'x', tildelinger: [], udloeber: Date.now() + 50 };
  const server = createServer((_request, response) => {
    laesere.fortael(response, { kalder: { cvr: CVR, rettigheder: ALT, identitet }, siden: 7 });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const svar = await fetch(`http://127.0.0.1:${port}/`);
    assert.equal(await svar.text(), 'retry: 2000\nid: 7\n\n');
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
