/** `fkorg serve` as a process of its own: what it prints, that it answers, and how it ends. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { tjenester } from '../../src/standard/tjenester.ts';
import { type Running, startFkorg, temporaryFolder } from './process.ts';

const folder = temporaryFolder();
const running: Running[] = [];

function serve(args: readonly string[], name = 'data', environment: Readonly<Record<string, string>> = {}): Running {
  const started = startFkorg(['serve', '--access', 'open', '--port', '0', '--data', folder.path(name), ...args], {
    environment,
  });
  running.push(started);
  return started;
}

after(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  folder.remove();
});

test('it prints where it answers, answers there, keeps others from its folder, and ends with 0', async () => {
  const first = serve(['--demo', 'korsbaek', '--demo-size', 'units=20']);
  const said = await first.seen('Stop with Ctrl+C.');
  const url = /answers at (http:\/\/127\.0\.0\.1:\d+) /.exec(said)?.[1];
  assert.ok(url, said);
  for (const { navn, sti } of tjenester) assert.ok(said.includes(`${navn.padEnd(27)}${url}${sti}\n`), navn);

  const wsdl = await fetch(`${url}/organisation/bruger/6?wsdl`);
  assert.equal(wsdl.status, 200);
  assert.match(await wsdl.text(), /definitions/);

  const [, curl] = /^ {2}(curl .+)$/m.exec(said) ?? [];
  assert.ok(curl, said);
  const answer = await promisify(execFile)('sh', ['-c', curl]);
  assert.match(answer.stdout, /StatusKode>20</);
  assert.match(answer.stdout, /EnhedNavn>Korsbæk/);

  const second = await serve([]).ended;
  assert.equal(second.exitCode, 3);
  assert.match(second.err, /^fkorg: The data folder \S+ is in use by process \d+/);
  assert.equal(second.out, '');

  first.child.kill('SIGTERM');
  const { exitCode, signal, err } = await first.ended;
  assert.deepEqual([exitCode, signal], [0, null], err);
  assert.match(err, /WARNING {2}ACCESS IS OPEN/);
  assert.doesNotMatch(err, /OTHER MACHINES/);

  const database = await PGlite.create(`${folder.path('data')}/pgdata`);
  const { rows } = await database.query<{ waiting: number; numbered: number }>(
    'select (select count(*)::int from udbakke) as waiting, (select count(*)::int from aendring) as numbered',
  );
  await database.close();
  assert.equal(rows[0]!.waiting, 0, 'every change has its position although nobody has read the feed');
  assert.ok(rows[0]!.numbered > 1000, String(rows[0]!.numbered));
});

test('started again on its folder it has what it had, reads the environment, and Ctrl+C ends it with 0', async () => {
  const again = serve(['--environment', 'produktion'], 'data', { FKORG_LOG_LEVEL: 'silent' });
  const said = await again.seen('Stop with Ctrl+C.');
  assert.doesNotMatch(said, /OrganisationAdministration/);
  const [, curl] = /^ {2}(curl .+)$/m.exec(said) ?? [];
  assert.match((await promisify(execFile)('sh', ['-c', curl!])).stdout, /StatusKode>20</);
  again.child.kill('SIGINT');
  again.child.kill('SIGINT');
  const { exitCode, err } = await again.ended;
  assert.equal(exitCode, 0, err);
  assert.doesNotMatch(err, /"msg"/);
});

test('asked for with the flag, it listens where others can reach it, and says so loudly', async () => {
  const open = serve(['--host', '0.0.0.0'], 'data');
  await open.seen('Stop with Ctrl+C.');
  open.child.kill('SIGTERM');
  const { exitCode, err } = await open.ended;
  assert.equal(exitCode, 0, err);
  assert.match(err, /!!![\s\S]*0\.0\.0\.0 CAN BE REACHED FROM OTHER MACHINES/);
});

test('a stop while the demo is being laid in ends it half way, and leaves a store that opens', async () => {
  const first = serve(['--demo', 'korsbaek', '--demo-size', 'units=2000'], 'stopped');
  await new Promise((resolve) => setTimeout(resolve, 6000));
  first.child.kill('SIGTERM');
  const { exitCode, err } = await first.ended;
  assert.equal(exitCode, 1, err);
  assert.match(err, /fkorg: (Korsbæk|Master data): stopped after \d+ (units|objects)\./);
  const next = await startFkorg(['check', '--data', folder.path('stopped')]).ended;
  assert.equal(next.exitCode, 0, next.out + next.err);
});
