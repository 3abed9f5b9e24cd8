/** A register that asks for tokens, for one test file: a store in memory, the shared master data, a server on a free port. */
import assert from 'node:assert/strict';
import { fixedClock } from '../../src/base/clock.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { indlaesSuperOrg } from '../../src/data/indlaes.ts';
import { tokenAdgang } from '../../src/server/adgang-token.ts';
import { startServer } from '../../src/server/server.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';

export const NU = Date.parse('2026-11-24T12:00:00.000Z');

export interface SikkerVerden extends AsyncDisposable {
  readonly url: string;
  readonly store: Store;
  readonly ur: ReturnType<typeof fixedClock>;
  post(sti: string, indhold: string | Uint8Array, headers?: Record<string, string>): Promise<Response>;
}

export async function nySikkerVerden(): Promise<SikkerVerden> {
  const ur = fixedClock(NU);
  const store = await openStore({ database: ':memory:', clock: ur });
  await indlaesSuperOrg(store, NU);
  const server = await startServer({
    store,
    adgang: tokenAdgang(),
    clock: ur,
    limits: DEFAULT_LIMITS,
    udeladte: 'fjernes',
    environment: 'test',
    host: '127.0.0.1',
    port: 0,
    log: { info: () => undefined, error: (fields) => assert.fail(`the server failed: ${JSON.stringify(fields)}`) },
  });
  return {
    url: server.url,
    store,
    ur,
    post: (sti, indhold, headers = {}) =>
      fetch(server.url + sti, {
        method: 'POST',
        body: indhold,
        headers: { 'content-type': 'application/soap+xml; charset=utf-8', ...headers },
      }),
    async [Symbol.asyncDispose]() {
      await server.close();
      await store.close();
    },
  };
}
