/** Events as they happen, over HTTP on a real server: who is told of what, from where, and how it ends. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import * as b from '../soap/beskeder.ts';
import { KOMBIT, KORSBAEK, nyVerden, SYDDJURS, type Verden } from '../soap/verden.ts';
import { lyt } from './lytter.ts';

const LAESERE_MAX = 4;
let verden: Verden;
type Linje = { sti?: string; httpStatus?: number };
const logget: Linje[] = [];
const fejlet: Linje[] = [];
before(async () => {
  verden = await nyVerden({
    limits: { haendelserHjerteslagMs: 50, haendelserLaeserePrKalderMax: LAESERE_MAX, haendelserLaesereMax: 6 },
    logget: (fields) => logget.push(fields),
    fejlet: (fields) => fejlet.push(fields),
  });
});
after(() => verden[Symbol.asyncDispose]());

const BRUGER = b.egenskab(
  '<sd:BrugervendtNoegleTekst>b</sd:BrugervendtNoegleTekst><sd:BrugerNavn>bente1</sd:BrugerNavn>',
);

async function nyBruger(cvr = KORSBAEK, uuid = newUuid(), i = verden): Promise<string> {
  const svar = await i.kald(b.STI('Bruger'), b.importer('Bruger', uuid, { attributter: BRUGER }), cvr);
  assert.equal(svar.kode, 20, svar.tekst);
  return uuid;
}

const url = (query = '') => `${verden.url}/haendelser${query}`;

test('a write is told to those who listen, with the position as its id', async () => {
  await using lytter = await lyt(url());
  const { headers, status } = lytter.response;
  assert.equal(status, 200);
  assert.equal(headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.equal(headers.get('cache-control'), 'no-store, no-transform');
  assert.equal(headers.get('x-accel-buffering'), 'no');
  const uuid = await nyBruger();
  const [fortalt] = await lytter.hent(1);
  const svar = await fetch(`${verden.url}/aendringer?siden=${Number(fortalt!.id) - 1}`);
  const { aendringer } = (await svar.json()) as { aendringer: { uuid: string; position: number }[] };
  assert.deepEqual([aendringer[0]!.uuid, aendringer[0]!.position], [uuid, Number(fortalt!.id)]);
  assert.deepEqual([fortalt!.type, fortalt!.event.subject], ['ORG_Bruger', uuid]);
});

test('who comes back with the last id is told of the rest, each once and in order; the header counts before the query', async () => {
  await using foerst = await lyt(url());
  const uuids: string[] = [];
  for (let nr = 0; nr < 5; nr++) uuids.push(await nyBruger());
  const set = await foerst.hent(2);
  await using igen = await lyt(url('?siden=0'), { 'last-event-id': set[1]!.id });
  const rest = await igen.hent(3);
  assert.deepEqual(
    [...set, ...rest].map(({ event }) => event.subject),
    uuids,
  );
  await using forfra = await lyt(url('?siden=0'));
  const alle = await forfra.hent(5);
  assert.ok(Number(alle[0]!.id) < Number(set[0]!.id));
});

test('each is told of what its authority may see; a script or a browser says which in the query', async () => {
  await using korsbaek = await lyt(url(`?cvr=${KORSBAEK}`));
  await using syddjurs = await lyt(url(`?cvr=${SYDDJURS}`), { 'x-anvenderkontekst': KORSBAEK });
  await using medHoved = await lyt(url(), { 'x-anvenderkontekst': SYDDJURS });
  const deres = await nyBruger(SYDDJURS);
  const vores = await nyBruger(KORSBAEK);
  const faelles = await nyBruger(KOMBIT);
  const subjects = async (lytter: typeof korsbaek) => (await lytter.hent(2)).map(({ event }) => event.subject);
  assert.deepEqual(await subjects(korsbaek), [vores, faelles]);
  assert.deepEqual(await subjects(syddjurs), [deres, faelles]);
  assert.deepEqual(await subjects(medHoved), [deres, faelles]);
});

test('who hears nothing hears that, and where to come back to', async () => {
  await using lytter = await lyt(url(`?cvr=${SYDDJURS}`));
  const { id } = (await lytter.naeste())!;
  await nyBruger(KORSBAEK);
  for (;;) {
    const del = (await lytter.naeste())!;
    assert.equal(del.haendelse, undefined);
    if (Number(del.id) > Number(id)) break;
  }
});

async function problem(
  query: string,
  init: RequestInit = {},
): Promise<{ type: string; status: number; detail: string }> {
  const response = await fetch(url(query), init);
  assert.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8');
  const svar = (await response.json()) as { type: string; status: number; detail: string };
  assert.equal(svar.status, response.status);
  return svar;
}

const AFVIST: readonly (readonly [query: string, headers: Record<string, string>, status: number, type: string])[] = [
  ['?siden=999999999', {}, 400, 'urn:fkorg:regel:position-ukendt'],
  ['', { 'last-event-id': '999999999' }, 400, 'urn:fkorg:regel:position-ukendt'],
  ['?siden=-1', {}, 400, 'urn:fkorg:regel:position-form'],
  ['?siden=1&siden=2', {}, 400, 'urn:fkorg:regel:parameter-ukendt'],
  ['?siden=1', { 'last-event-id': 'x' }, 400, 'urn:fkorg:regel:position-form'],
  ['?sidne=1', {}, 400, 'urn:fkorg:regel:parameter-ukendt'],
  ['?cvr=99999999', {}, 403, 'urn:fkorg:fejl:unknown-authority'],
  ['?cvr=x', {}, 403, 'urn:fkorg:fejl:unknown-authority'],
];

for (const [query, headers, status, type] of AFVIST) {
  test(`refused: ${query} ${JSON.stringify(headers)}`, async () => {
    const svar = await problem(query, { headers });
    assert.deepEqual([svar.status, svar.type], [status, type]);
  });
}

test('HEAD shows the headers and ends; other methods are refused', async () => {
  const head = await fetch(url(), { method: 'HEAD' });
  assert.deepEqual([head.status, head.headers.get('content-type')], [200, 'text/event-stream; charset=utf-8']);
  const post = await fetch(url(), { method: 'POST', body: 'x' });
  assert.deepEqual([post.status, post.headers.get('allow')], [405, 'GET, HEAD']);
});

test('there is room for so many of one caller, and for so many in all; who goes makes room', async () => {
  const aabne = [];
  try {
    for (let nr = 0; nr < LAESERE_MAX; nr++) aabne.push(await lyt(url()));
    const svar = await problem('');
    assert.deepEqual([svar.status, svar.type], [503, 'urn:fkorg:fejl:busy']);
    assert.match(svar.detail, /4 fra samme kalder/);
    for (let nr = 0; nr < 2; nr++) aabne.push(await lyt(url(`?cvr=${SYDDJURS}`)));
    assert.match((await problem(`?cvr=${KOMBIT}`)).detail, /6 i alt/);
    await aabne.pop()![Symbol.asyncDispose]();
    while ((await fetch(url(`?cvr=${KOMBIT}`), { method: 'HEAD' })).status !== 200);
  } finally {
    for (const lytter of aabne) await lytter[Symbol.asyncDispose]();
  }
});

test('a server that stops lets go of those who listen, the deaf among them', async () => {
  const egen = await nyVerden();
  await using lytter = await lyt(`${egen.url}/haendelser`);
  await lytter.naeste();
  const { port } = new URL(egen.url);
  const doev = connect({ port: Number(port), host: '127.0.0.1' });
  doev.on('error', () => undefined).pause();
  doev.write('GET /haendelser?siden=0 HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(doev, 'connect');
  await egen[Symbol.asyncDispose]();
  while (await lytter.naeste());
  doev.destroy();
});

test('one line in the log for each who came, none for what it was told', () => {
  const linjer = logget.filter(({ sti }) => sti === '/haendelser');
  assert.ok(linjer.length > 10);
  assert.ok(linjer.every(({ httpStatus }) => httpStatus !== undefined));
  // Those for whom there was no room.
  assert.ok(fejlet.every(({ httpStatus }) => httpStatus === 503));
});
