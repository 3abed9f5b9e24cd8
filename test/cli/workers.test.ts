/** `fkorg serve --workers`: several processes on one port and one PostgreSQL, and what becomes of one that is killed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from '../../bench/cpu.ts';
import { againMs } from '../../src/server/workers/parent.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { type Running, startFkorg, temporaryFolder } from './process.ts';

const isThere = postgresPrograms() !== undefined || process.env.FKORG_REQUIRE_POSTGRES === '1';
const skip = isThere ? false : 'no PostgreSQL is installed';
const WORKERS = 3;

let postgres: PostgresServer;
let fkorg: Running;
let url: string;

before(async () => {
  if (!isThere) return;
  postgres = await startPostgres();
  fkorg = startFkorg([
    'serve',
    '--access',
    'open',
    '--port',
    '0',
    '--database',
    postgres.url,
    '--workers',
    String(WORKERS),
  ]);
  url = /answers at (\S+) /.exec(await fkorg.seen('Stop with Ctrl+C.'))![1]!;
});
after(async () => {
  fkorg?.child.kill('SIGKILL');
  await fkorg?.ended;
  await postgres?.[Symbol.asyncDispose]();
});

const SOAP = { 'content-type': 'application/soap+xml; charset=utf-8', connection: 'close' };
const konvolut = (body: string) =>
  `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${body}</e:Body></e:Envelope>`;
const LAES = konvolut(
  '<LaesInput xmlns="http://stoettesystemerne.dk/organisation/bruger/6/"><UUIDIdentifikator xmlns="urn:oio:sagdok:3.0.0">' +
    '00000000-0000-4000-8000-000000000001</UUIDIdentifikator></LaesInput>',
);

/** A call on a connection of its own, so that the workers take turns. */
async function laes(cvr = '29189978'): Promise<string> {
  const headers = { ...SOAP, 'x-anvenderkontekst': cvr };
  return (await fetch(`${url}/organisation/bruger/6`, { method: 'POST', body: LAES, headers })).text();
}

async function metric(begins: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`, { headers: { connection: 'close' } })).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${begins} `));
  return Number(line?.slice(begins.length + 1) ?? Number.NaN);
}

const CALLS = 'fkorg_calls_total{tjeneste="Bruger",verbum="laes",status="44"}';

/** The process ids of the workers that have written to the log. */
async function workersInLog(): Promise<Set<number>> {
  const lines = (await fkorg.seen('"worker"', 'err')).split('\n').filter((line) => line.includes('"call"'));
  return new Set(lines.map((line) => JSON.parse(line).worker as number));
}

test('all workers answer, and any of them tells what all have counted', { skip }, async () => {
  for (let i = 0; i < 12; i++) assert.match(await laes(), /StatusKode>44</);
  assert.equal((await workersInLog()).size, WORKERS);
  assert.equal(await metric(CALLS), 12);
  assert.equal(await metric('fkorg_workers'), WORKERS);
});

test('a worker that is killed is replaced, the others answer meanwhile, and its counts are not lost', {
  skip,
}, async () => {
  const [victim] = childrenOf(fkorg.child.pid!);
  process.kill(victim!, 'SIGKILL');
  await fkorg.seen('another one takes its place', 'err');
  for (let i = 0; i < 4; i++) assert.match(await laes(), /StatusKode>44</);
  const said = await fkorg.seen('a worker answers in the place of one that ended', 'err');
  const line = JSON.parse(said.split('\n').find((l) => l.includes('another one takes its place'))!);
  assert.deepEqual([line.pid, line.signal, line.againInMs], [victim, 'SIGKILL', againMs(1)]);
  assert.equal(await metric('fkorg_workers'), WORKERS);
  assert.equal(await metric(CALLS), 16);
});

test('an authority that another process has made may call within seconds', { skip }, async () => {
  assert.match(await laes('22222222'), /Ingen myndighed/);
  const made = await startFkorg([
    'myndighed',
    'opret',
    ...['--cvr', '22222222', '--navn', 'Prøve', '--database', postgres.url],
  ]).ended;
  assert.equal(made.exitCode, 0, made.err);
  await sleep(1100);
  for (let i = 0; i < WORKERS * 2; i++) assert.match(await laes('22222222'), /StatusKode>44</);
});

test('a stop ends parent and workers with 0, and none is left', { skip }, async () => {
  const pids = childrenOf(fkorg.child.pid!);
  assert.equal(pids.length, WORKERS);
  fkorg.child.kill('SIGTERM');
  const { exitCode, err } = await fkorg.ended;
  assert.equal(exitCode, 0, err);
  for (const pid of pids) assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  assert.equal(err.match(/Stopping/g)?.length, 1);
});

test('workers that cannot start end the parent, with the reason', { skip }, async () => {
  const taken = startFkorg(['serve', '--access', 'open', '--port', '0', '--database', postgres.url]);
  const port = new URL(/answers at (\S+) /.exec(await taken.seen('Stop with Ctrl+C.'))![1]!).port;
  const { exitCode, err } = await startFkorg([
    'serve',
    ...['--access', 'open', '--port', port, '--database', postgres.url, '--workers', '2'],
  ]).ended;
  taken.child.kill('SIGTERM');
  await taken.ended;
  assert.notEqual(exitCode, 0);
  assert.match(err, /Cannot listen on 127\.0\.0\.1/);
});

test('on a data folder more than one worker is refused', async () => {
  const folder = temporaryFolder();
  const { exitCode, err } = await startFkorg(['serve', '--workers', '2', '--data', folder.path('data')]).ended;
  folder.remove();
  assert.equal(exitCode, 2);
  assert.match(
    err,
    /^fkorg: --workers 2 needs --database: the embedded database of a data folder belongs to one process/,
  );
});

test('each crash soon after the last one doubles the wait, up to half a minute', () => {
  assert.deepEqual([1, 2, 3, 7, 8, 20].map(againMs), [250, 500, 1000, 16_000, 30_000, 30_000]);
});
