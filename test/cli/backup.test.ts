/** Backup and restore as a user runs them: beside a server that answers, into another folder, and to an earlier time. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { fkorg, type Running, startFkorg, temporaryFolder } from './process.ts';

const folder = temporaryFolder();
const data = folder.path('data');
const file = folder.path('backup.tar.gz');
let server: Running | undefined;

after(async () => {
  server?.child.kill('SIGKILL');
  await server?.ended;
  folder.remove();
});

test('a backup is taken while the server answers, and restored elsewhere it is the same register', async () => {
  server = startFkorg([
    'serve',
    '--access',
    'open',
    '--port',
    '0',
    '--demo',
    'korsbaek',
    '--demo-size',
    'units=20',
    '--data',
    data,
  ]);
  await server.seen('Stop with Ctrl+C.');
  const taken = await fkorg(['backup', file, '--data', data]);
  assert.equal(taken.exitCode, 0, taken.err);
  const [, objects] = /^(\d+) objects with \d+ registrations, as of \S+Z, are in \S+\.\n$/.exec(taken.out) ?? [];
  assert.ok(Number(objects) > 500, taken.out);
  server.child.kill('SIGTERM');
  assert.equal((await server.ended).exitCode, 0);
  assert.deepEqual(readdirSync(data), ['pgdata']);

  const manifest = JSON.parse(execFileSync('tar', ['-xzOf', file, 'manifest.json'], { encoding: 'utf8' })) as object;
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  assert.equal('fkorg' in manifest && manifest.fkorg, version);

  const restored = await fkorg(['restore', file, '--data', folder.path('copy')]);
  assert.equal(restored.exitCode, 0, restored.err);
  assert.match(restored.out, new RegExp(`^${objects} objects with`));
  const copied = await fkorg(['export', '--data', folder.path('copy')]);
  assert.equal(copied.out, (await fkorg(['export', '--data', data])).out);
});

test('a restore to a time says what it dropped; one over a register asks for --replace', async () => {
  const refused = await fkorg(['restore', file, '--data', folder.path('copy')]);
  assert.equal(refused.exitCode, 2);
  assert.match(refused.err, /^fkorg: There is a register in \S+copy\. With --replace the backup takes its place\.\n$/);
  const line = (await fkorg(['export', '--type', 'Bruger', '--data', data])).out.split('\n')[1]!;
  const { uuid, registreringer } = JSON.parse(line) as { uuid: string; registreringer: { tidspunkt: number }[] };
  const until = new Date(registreringer[0]!.tidspunkt).toISOString();
  const then = await fkorg(['restore', file, '--replace', '--until', until, '--data', folder.path('copy')]);
  assert.equal(then.exitCode, 0, then.err);
  assert.match(then.out, new RegExp(`^Dropped what was registered after ${until}: \\d+ registrations, with them \\d+`));
  const left = (await fkorg(['export', '--data', folder.path('copy')])).out.trimEnd().split('\n');
  assert.ok(left.some((text) => text.includes(uuid)));
  for (const text of left) {
    const { registreringer: all = [] } = JSON.parse(text) as { registreringer?: { tidspunkt: number }[] };
    assert.ok(all.every(({ tidspunkt }) => tidspunkt <= Date.parse(until)));
  }
});

test('what a backup is not for is said', async () => {
  for (const command of ['backup', 'restore']) {
    const postgres = await fkorg([command, file, '--database', 'postgres://127.0.0.1:1/x']);
    assert.equal(postgres.exitCode, 2);
    assert.match(postgres.err, /PostgreSQL's own tools: docs\/guides\/backup\.md/);
  }
  for (const until of ['yesterday', '2026-13-40T10:00:00Z', '2026-02-30T10:00Z', '2026-02-20T10:00+19:00']) {
    const { exitCode, err } = await fkorg(['restore', file, '--until', until, '--data', data]);
    assert.equal(exitCode, 2);
    assert.match(err, /no date|a time with its zone/, until);
  }
  assert.equal((await fkorg(['backup', folder.path('x'), '--data', folder.path('none')])).exitCode, 2);
});
