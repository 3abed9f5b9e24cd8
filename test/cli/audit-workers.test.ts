/** Several workers on one PostgreSQL: agreements are applied once, and kill -9 loses no row of an answered call. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from '../../bench/cpu.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { konvolut } from '../soap/verden.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { fkorg, type Running, startFkorg, temporaryFolder } from './process.ts';

const isThere = postgresPrograms() !== undefined || process.env.FKORG_REQUIRE_POSTGRES === '1';
const skip = isThere ? false : 'no PostgreSQL is installed';
const WORKERS = 2;
const AFTALER = `
systemer:
  - uuid: 0b8a2f7c-3f0e-4b55-9f6f-6f0f5b1f1c01
    navn: Løn
aftaler:
  - system: Løn
    myndigheder: [19435075]
    navn: Løn
    begrundelse: Løn følger ansættelser.
    services:
      - service: organisation
        roller: [udstil]
`;

const folder = temporaryFolder();
let postgres: PostgresServer | undefined;
const running: Running[] = [];
after(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  await postgres?.[Symbol.asyncDispose]();
  folder.remove();
});

async function serve(database: string): Promise<{ url: string; server: Running }> {
  const file = join(folder.path('.'), 'aftaler.yaml');
  writeFileSync(file, AFTALER);
  const flags = ['--access', 'open', '--audit', 'on', '--workers', String(WORKERS), '--agreements', file];
  const server = startFkorg(['serve', '--port', '0', '--database', database, ...flags]);
  running.push(server);
  return { url: /answers at (\S+) /.exec(await server.seen('Stop with Ctrl+C.'))![1]!, server };
}

/** A call on a connection of its own, so that the workers take turns. */
async function laes(url: string, transaktion: string, cvr = '19435075'): Promise<void> {
  const header = `<h:RequestHeader xmlns:h="http://kombit.dk/xml/schemas/RequestHeader/1/"><h:TransactionUUID>${transaktion}</h:TransactionUUID></h:RequestHeader>`;
  const body = `<LaesInput xmlns="http://stoettesystemerne.dk/organisation/bruger/6/"><UUIDIdentifikator xmlns="urn:oio:sagdok:3.0.0">${newUuid()}</UUIDIdentifikator></LaesInput>`;
  const response = await fetch(`${url}/organisation/bruger/6`, {
    method: 'POST',
    body: konvolut(body, header),
    headers: { 'content-type': 'application/soap+xml; charset=utf-8', connection: 'close', 'x-anvenderkontekst': cvr },
  });
  await response.text();
}

/** Calls from eight sides at once until they are stopped; gives the transactions that were answered. */
function load(url: string): { readonly answered: Set<string>; stop(): Promise<void> } {
  const answered = new Set<string>();
  let isOn = true;
  const caller = async () => {
    while (isOn) {
      const transaktion = newUuid();
      try {
        await laes(url, transaktion);
        answered.add(transaktion);
      } catch {
        await sleep(20);
      }
    }
  };
  const callers = Promise.all(Array.from({ length: 8 }, caller));
  return {
    answered,
    async stop() {
      isOn = false;
      await callers;
    },
  };
}

async function until(what: string, isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!isSo()) {
    if (Date.now() > deadline) assert.fail(`not in a minute: ${what}`);
    await sleep(20);
  }
}

async function linesOf(...args: string[]): Promise<string[]> {
  const { out, err, exitCode } = await fkorg([...args, '--database', postgres!.url]);
  assert.equal(exitCode, 0, `${out}${err}`);
  return out.split('\n').filter((line) => line !== '');
}

test('workers and the whole of fkorg are killed under load: every answered call is in the audit log, in chains that hold', {
  skip,
}, async () => {
  postgres = await startPostgres();
  const { url, server } = await serve(postgres.url);
  const { answered, stop } = load(url);
  await until('150 calls', () => answered.size >= 150);
  const family = childrenOf(server.child.pid!);
  assert.equal(family.length, WORKERS);
  process.kill(family[0]!, 'SIGKILL');
  const before = answered.size;
  await until('150 more calls', () => answered.size >= before + 150);
  for (const pid of childrenOf(server.child.pid!)) process.kill(pid, 'SIGKILL');
  server.child.kill('SIGKILL');
  await server.ended;
  await stop();

  const raekker = (await linesOf('audit', '--json', '--verb', 'laes')).map(
    (line) => JSON.parse(line) as { readonly transaktion: string; readonly kaede: number; readonly status: number },
  );
  const byTransaction = new Map(raekker.map((raekke) => [raekke.transaktion, raekke]));
  for (const transaktion of answered) assert.equal(byTransaction.get(transaktion)?.status, 44, transaktion);
  assert.ok(new Set(raekker.map(({ kaede }) => kaede)).size >= WORKERS, 'each run of a worker has a chain of its own');
  assert.deepEqual(await linesOf('audit', 'verify'), []);
});

test('the file of agreements is applied once, at the first start; who is nobody is counted when the workers end', {
  skip,
}, async () => {
  const { url, server } = await serve(postgres!.url);
  assert.match(await server.seen('Systems and agreements are as', 'err'), /aftaler\.yaml says/);
  assert.match((await linesOf('agreement', 'list')).join('|'), /^[^|]*\tgodkendt\b[^|]*$/);
  const each = 150;
  for (let nr = 0; nr < WORKERS * each; nr += 10) {
    await Promise.all(Array.from({ length: 10 }, () => laes(url, newUuid(), '99999999')));
  }
  server.child.kill('SIGINT');
  await server.ended;
  const told = (await linesOf('audit', '--json')).map(
    (line) => JSON.parse(line) as { readonly art: string; readonly handling: string | null; readonly antal: number },
  );
  const refused = told.filter(({ art }) => art === 'afvisning');
  const leftOut = refused.filter(({ handling }) => handling === 'udeladte');
  const left = leftOut.reduce((sum, { antal }) => sum + antal, 0);
  assert.ok(left > 0);
  assert.equal(refused.length - leftOut.length + left, WORKERS * each);
  const lines = await linesOf('audit', '--verb', 'udeladte');
  assert.equal(lines.length, leftOut.length);
  assert.match(lines[0]!, new RegExp(`soap afvisning\t-\t-\tudeladte\t-\t[\\d.]+ ms\tand ${leftOut[0]!.antal} more$`));
});
