/** Calls that end before their answer: the caller goes away, the time is up, the server stops, the store is gone. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, test } from 'node:test';
import { KORSBAEK, nyVerden } from '../soap/verden.ts';
import { postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { HOVED, post, STI } from './post.ts';

/** Every level and each point in time asks the database anew. */
const DAGE = Array.from({ length: 12 }, (_, i) => `2026-0${1 + (i % 9)}-1${i % 10}T00:00:00Z`);
const DYB = `{ ${DAGE.map(
  (dag, i) =>
    `d${i}: organisation(cvr: "${KORSBAEK}", virkningstidspunkt: "${dag}") { organisationEnhed { uuid underliggendeEnheder { uuid underliggendeEnheder { uuid } } } }`,
).join(' ')} }`;
const BODY = JSON.stringify({ query: DYB });

/** Sends a call whose connection can be cut. */
function send(url: string) {
  const kald = request(url + STI, { method: 'POST', headers: HOVED });
  kald.on('error', () => undefined);
  kald.end(BODY);
  return kald;
}

test('when the caller goes away, no more is read', async () => {
  const linjer: Record<string, unknown>[] = [];
  let iGang: ReturnType<typeof send> | undefined;
  let laest = 0;
  let sket: () => void = () => undefined;
  await using verden = await nyVerden({
    logget(fields) {
      linjer.push({ ...fields });
      sket();
    },
    watch: {
      begin(statement) {
        if (iGang === undefined) return () => undefined;
        laest += 1;
        if (laest === 2) iGang.destroy();
        return () => assert.ok(statement);
      },
    },
  });
  const heltUd = await post(verden.url, BODY);
  assert.equal(heltUd.status, 200);
  const { spoergsmaal } = linjer.at(-1) as { spoergsmaal: number };
  assert.ok(spoergsmaal >= 10, `${spoergsmaal} questions`);
  const logget = new Promise<void>((resolve) => {
    sket = resolve;
  });
  iGang = send(verden.url);
  await logget;
  // Whoever was let go of too early would go on here.
  await post(verden.url, JSON.stringify({ query: '{ __typename }' }));
  assert.deepEqual([linjer[1]!.code, linjer[1]!.httpStatus], ['aborted', 408]);
  assert.ok(laest < spoergsmaal, `${laest} of ${spoergsmaal}`);
});

test('what takes too long is 408, with what may be done', async () => {
  await using verden = await nyVerden({ limits: { graphqlTimeoutMs: 0 } });
  const { status, json } = await post(verden.url, BODY);
  assert.equal(status, 408);
  assert.equal(json.error, 'Request Timeout');
  assert.match(String(json.message), /færre objekter, eller enklere/);
});

test('a server that is stopping lets a call that is under way end, and answers others with 503', async () => {
  const verden = await nyVerden();
  after(() => verden[Symbol.asyncDispose]());
  // A call whose body has not ended is under way.
  const iGang = request(verden.url + STI, { method: 'POST', headers: HOVED });
  const svar = new Promise<number | undefined>((resolve, reject) => {
    iGang.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
  });
  iGang.write(BODY.slice(0, 10));
  await new Promise((resolve) => iGang.once('socket', (socket) => socket.once('connect', resolve)));
  while ((await fetch(`${verden.url}/ready`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 10));
  const lukket = verden[Symbol.asyncDispose]();
  const { status, json } = await post(verden.url, BODY);
  assert.deepEqual([status, json.error], [503, 'Service Unavailable']);
  iGang.end(BODY.slice(10));
  assert.equal(await svar, 200);
  await lukket;
});

test('a store that goes away in the middle of a call is 503, and calls are answered when it is back', {
  skip: postgresPrograms() ? false : 'no PostgreSQL here',
}, async () => {
  await using postgres = await startPostgres();
  const koder: unknown[] = [];
  let laest = Number.NEGATIVE_INFINITY;
  let vaek: Promise<unknown> | undefined;
  await using verden = await nyVerden({
    database: postgres.url,
    fejlet: (fields) => koder.push((fields as { err: { code: string } }).err.code),
    watch: {
      begin() {
        laest += 1;
        if (laest === 3) vaek = postgres.crash();
        return () => undefined;
      },
    },
  });
  laest = 0;
  const { status, json } = await post(verden.url, BODY);
  laest = Number.NEGATIVE_INFINITY;
  assert.deepEqual([status, json.error, json.data], [503, 'Service Unavailable', undefined]);
  await vaek;
  await postgres.startAgain();
  assert.equal((await post(verden.url, BODY)).status, 200);
  assert.deepEqual(koder, ['store-unavailable']);
});
