/** `fkorg pki ...` and `fkorg serve --tls on` as processes of their own. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { type PostgresServer, postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { fkorg, type Running, startFkorg, temporaryFolder } from './process.ts';

const folder = temporaryFolder();
const data = folder.path('data');
const running: Running[] = [];
after(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  folder.remove();
});

async function serve(...args: string[]): Promise<{ said: string; server: Running }> {
  const server = startFkorg(['serve', '--access', 'open', '--port', '0', ...args]);
  running.push(server);
  return { said: await server.seen('Stop with Ctrl+C.'), server };
}

const sh = async (line: string) => (await promisify(execFile)('sh', ['-c', line])).stdout;
const curlOf = (said: string) => /^ {2}(curl .+)$/m.exec(said)![1]!;

test('without keys TLS is refused before anything is opened, and the command to make them is named', async () => {
  const { exitCode, err } = await fkorg(['serve', '--tls', 'on', '--data', data]);
  assert.equal(exitCode, 2);
  assert.match(
    err,
    /^fkorg: There are no keys in \S+pki\. `fkorg pki init --pki \S+pki` makes them; `fkorg serve --secure` does so too, .*\n$/,
  );
});

test('ports, and certificates of CAs, that receivers of messages could not be reached with are refused at once', async () => {
  const forkert = async (...args: string[]) => {
    const { exitCode, err } = await fkorg(['serve', '--access', 'open', '--data', data, ...args]);
    assert.equal(exitCode, 2, err);
    return err;
  };
  assert.match(await forkert('--push-ports', '443,70000'), /--push-ports: 70000 is no port/);
  assert.match(
    await forkert('--push-ca', `pki,${folder.path('nowhere.pem')}`),
    /--push-ca: \S+nowhere\.pem cannot be used: ENOENT/,
  );
  writeFileSync(folder.path('garbage.pem'), 'garbage');
  assert.match(await forkert('--push-ca', folder.path('garbage.pem')), /--push-ca: \S+garbage\.pem cannot be used: /);
});

test('init, client, rollover and retire make what list shows, and make nothing twice', async () => {
  const made = await fkorg(['pki', 'init', '--data', data]);
  assert.match(made.out, /^Made in \S+pki: ca, sts-1, service, beskedfordeler, tls \(/, made.err);
  assert.match((await fkorg(['pki', 'init', '--data', data])).out, /^Everything is in/);
  const client = ['pki', 'client', 'loen', '--cvr', '11111111', '--data', data];
  assert.match((await fkorg(client)).out, /loen\.pem, .*loen\.key and .*loen\.p12/);
  assert.equal((await fkorg(client)).exitCode, 2);
  assert.match((await fkorg(['pki', 'client', 'x', '--data', data])).err, /needs --cvr/);
  assert.match((await fkorg(['pki', 'rollover', '--data', data])).out, /^Made sts-2: /);
  assert.match((await fkorg(['pki', 'retire', '--data', data])).out, /^sts-2 signs .* key of sts-1 is gone/);
  const rows = (await fkorg(['pki', 'list', '--data', data])).out
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  assert.deepEqual(
    rows.map(([fil, , cvr]) => [fil, cvr]),
    [
      ['beskedfordeler.pem', '-'],
      ['ca.pem', '-'],
      ['service.pem', '-'],
      ['sts-2.pem', '-'],
      ['tls.pem', '-'],
      [join('klienter', 'loen.pem'), '11111111'],
      [join('tillid', 'sts-1.pem'), '-'],
    ],
  );
  assert.match(rows[4]![1]!, /^\d{4}-\d\d-\d\d$/);
  assert.match(rows[4]![3]!, /^[0-9a-f]{64}$/);
  assert.equal(statSync(join(data, 'pki', 'ca.key')).mode & 0o77, 0);
});

test('a folder that holds keys alone is no register', async () => {
  const { exitCode, err } = await fkorg(['export', '--data', data]);
  assert.equal(exitCode, 2);
  assert.match(err, /There is no register in/);
});

test('over TLS the printed call works as it stands, also from a folder whose name has a space', async () => {
  const place = folder.path('with a space');
  assert.equal((await fkorg(['pki', 'init', '--data', place])).exitCode, 0);
  const { said, server } = await serve('--tls', 'on', '--data', place, '--demo', 'korsbaek', '--demo-size', 'units=20');
  assert.match(said, /answers at https:\/\/127\.0\.0\.1:\d+ /);
  assert.match(await sh(curlOf(said)), /EnhedNavn>Korsbæk/);
  server.child.kill('SIGTERM');
  assert.equal((await server.ended).exitCode, 0);
});

const isThere = postgresPrograms() !== undefined || process.env.FKORG_REQUIRE_POSTGRES === '1';

test('workers share the port over TLS as over HTTP', {
  skip: isThere ? false : 'no PostgreSQL is installed',
}, async () => {
  const postgres: PostgresServer = await startPostgres();
  try {
    const { said, server } = await serve(
      ...['--tls', 'on', '--pki', join(data, 'pki'), '--database', postgres.url, '--workers', '2'],
      ...['--demo', 'korsbaek', '--demo-size', 'units=20'],
    );
    for (let i = 0; i < 4; i++) assert.match(await sh(curlOf(said)), /EnhedNavn>Korsbæk/);
    const err = await server.seen('"call"', 'err');
    const workers = err
      .split('\n')
      .filter((line) => line.includes('"call"'))
      .map((line) => JSON.parse(line).worker);
    assert.equal(new Set(workers).size, 2);
    server.child.kill('SIGTERM');
    assert.equal((await server.ended).exitCode, 0);
  } finally {
    await postgres[Symbol.asyncDispose]();
  }
});
