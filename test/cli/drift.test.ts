/** /health, /ready and /metrics of a running server: they tell the truth, also while its database is gone and comes back. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { after, test } from 'node:test';
import { postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { type Running, startFkorg, temporaryFolder } from './process.ts';

/** What a silent database is given by a call, and what /ready must not wait for. */
const STATEMENT_TIMEOUT_MS = 30_000;

const folder = temporaryFolder();
const running: Running[] = [];

async function serve(args: readonly string[]): Promise<{ url: string; fkorg: Running }> {
  const fkorg = startFkorg(['serve', '--access', 'open', '--port', '0', ...args]);
  running.push(fkorg);
  const said = await fkorg.seen('Stop with Ctrl+C.');
  return { url: /answers at (\S+) /.exec(said)![1]!, fkorg };
}

after(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  folder.remove();
});

const get = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { headers });
  return { status: response.status, text: await response.text() };
};

/** The value of a series whose line begins with this. */
function seriesValue(text: string, begins: string): number {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${begins} `));
  return Number(line?.slice(begins.length + 1) ?? Number.NaN);
}

const LAES = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><LaesInput
  xmlns="http://stoettesystemerne.dk/organisation/bruger/6/"><UUIDIdentifikator xmlns="urn:oio:sagdok:3.0.0"
  >00000000-0000-4000-8000-000000000001</UUIDIdentifikator></LaesInput></e:Body></e:Envelope>`;

async function laes(url: string): Promise<string> {
  const headers = { 'content-type': 'application/soap+xml; charset=utf-8', 'x-anvenderkontekst': '29189978' };
  return (await fetch(`${url}/organisation/bruger/6`, { method: 'POST', body: LAES, headers })).text();
}

test('on the embedded database: alive, ready, and counting; not ready from the moment that it is told to stop', async () => {
  const { url, fkorg } = await serve(['--data', folder.path('data')]);
  assert.deepEqual(await get(`${url}/health`), { status: 200, text: 'Processen lever\n' });
  assert.deepEqual(await get(`${url}/ready`), { status: 200, text: 'Klar\n' });
  for (let i = 0; i < 3; i++) assert.match(await laes(url), /StatusKode>44</);
  assert.equal((await get(`${url}/aendringer?antal=1`)).status, 200);
  assert.equal((await get(`${url}/aendringer/start?antal=x`)).status, 400);
  await fetch(`${url}/nowhere`, { method: 'POST', body: 'x' });
  const { text } = await get(`${url}/metrics`);
  assert.equal(seriesValue(text, 'fkorg_calls_total{tjeneste="Bruger",verbum="laes",status="44"}'), 3, text);
  assert.equal(seriesValue(text, 'fkorg_call_seconds_count{tjeneste="Bruger",verbum="laes"}'), 3);
  assert.equal(seriesValue(text, 'fkorg_body_bytes_sum{direction="request"}'), 3 * Buffer.byteLength(LAES));
  assert.equal(seriesValue(text, 'fkorg_calls_total{tjeneste="REST",verbum="aendringer",status="20"}'), 1);
  assert.equal(seriesValue(text, 'fkorg_calls_total{tjeneste="REST",verbum="aendringerstart",status="40"}'), 1);
  assert.equal(seriesValue(text, 'fkorg_refused_total{code="unknown-address"}'), 1);
  assert.ok(seriesValue(text, 'fkorg_database_seconds_count{statement="select registrering"}') >= 3);
  assert.ok(seriesValue(text, 'fkorg_queue_length') >= 0);
  assert.ok(seriesValue(text, 'fkorg_feed_position') >= 0);
  assert.deepEqual([seriesValue(text, 'fkorg_workers'), seriesValue(text, 'fkorg_store_up')], [1, 1]);

  assert.equal((await get(`${url}/metrics`, { 'x-forwarded-for': '192.0.2.1' })).status, 404);
  const [other] = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address?.family === 'IPv4' && !address.internal);
  if (other) {
    const open = await serve(['--data', folder.path('open'), '--host', '0.0.0.0']);
    const port = new URL(open.url).port;
    assert.equal((await get(`http://${other.address}:${port}/ready`)).status, 200);
    assert.equal((await get(`http://${other.address}:${port}/metrics`)).status, 404);
    assert.equal((await get(`http://127.0.0.1:${port}/metrics`)).status, 200);
  }

  const { hostname, port } = new URL(url);
  const slow = connect(Number(port), hostname);
  slow.on('error', () => undefined);
  slow.write(
    'POST /organisation/bruger/6 HTTP/1.1\r\nHost: x\r\nContent-Type: application/soap+xml\r\n' +
      'Content-Length: 9\r\nExpect: 100-continue\r\n\r\n',
  );
  // The server says "100 Continue" when it has taken the call up.
  await once(slow, 'data');
  fkorg.child.kill('SIGTERM');
  while ((await get(`${url}/ready`)).status === 200);
  assert.deepEqual(await get(`${url}/ready`), { status: 503, text: 'Ikke klar: serveren er ved at lukke\n' });
  assert.equal((await get(`${url}/health`)).status, 200);
  slow.destroy();
  assert.equal((await fkorg.ended).exitCode, 0);
});

const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';

test('not ready while the database is stopped, or hangs, or has another form; ready when it is back', {
  skip,
}, async () => {
  await using postgres = await startPostgres();
  const { url, fkorg } = await serve(['--database', postgres.url, '--metrics-port', '0', '--ready-timeout-ms', '500']);
  assert.equal((await get(`${url}/ready`)).status, 200);
  assert.equal((await get(`${url}/metrics`)).status, 404);
  const metrics = /Metrics at (\S+)/.exec(await fkorg.seen('/metrics', 'err'))![1]!;
  assert.equal((await get(metrics.replace('/metrics', '/ready'))).status, 404);
  assert.equal(seriesValue((await get(metrics)).text, 'fkorg_store_up'), 1);

  await postgres.stop();
  assert.deepEqual(await get(`${url}/ready`), { status: 503, text: 'Ikke klar: lageret svarer ikke\n' });
  assert.equal((await get(`${url}/health`)).status, 200);
  assert.equal(seriesValue((await get(metrics)).text, 'fkorg_store_up'), 0);
  assert.match(await laes(url), /svarer ikke/);
  await postgres.startAgain();
  assert.equal((await get(`${url}/ready`)).status, 200);
  assert.match(await laes(url), /StatusKode>44</);

  // What a newer version has begun to migrate takes nobody out of a load balancer who can go on meanwhile.
  await postgres.sql(`insert into migration values (9999, 'senere', 'x')`);
  assert.equal((await get(`${url}/ready`)).status, 200);
  await postgres.sql('update migration set nr = 3 where nr = 9999');
  assert.match((await get(`${url}/ready`)).text, /ikke denne versions form/);
  await postgres.sql('delete from migration where nr = 3');
  assert.equal((await get(`${url}/ready`)).status, 200);
  const last = await postgres.sql(
    'delete from migration where nr = (select max(nr) from migration) returning nr, navn',
  );
  assert.equal(last.length, 1);
  assert.equal((await get(`${url}/ready`)).status, 503);

  const backends = (await postgres.sql(`select pid from pg_stat_activity where application_name = 'fkorg'`)).map(
    ([pid]) => Number(pid),
  );
  for (const pid of backends) process.kill(pid, 'SIGSTOP');
  try {
    const startedMs = performance.now();
    assert.deepEqual(await get(`${url}/ready`), { status: 503, text: 'Ikke klar: lageret svarer ikke\n' });
    assert.ok(performance.now() - startedMs < STATEMENT_TIMEOUT_MS / 2);
  } finally {
    for (const pid of backends) process.kill(pid, 'SIGCONT');
  }
});
