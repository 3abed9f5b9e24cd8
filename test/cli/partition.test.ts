/** `fkorg partition` on a PostgreSQL, beside a running server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { fkorg } from './process.ts';

const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';

test('an authority gets tables of its own, once, and they are listed', { skip }, async () => {
  await using postgres = await startPostgres();
  const on = ['--database', postgres.url];
  const made = await fkorg(['demo', '--demo-size', 'units=20', ...on]);
  assert.equal(made.exitCode, 0, made.err);
  const first = await fkorg(['partition', 'list', ...on]);
  assert.match(first.out, /^others\t\d+\t\d+\n$/);

  const moved = await fkorg(['partition', 'make', '--cvr', '11111111', ...on]);
  assert.equal(moved.exitCode, 0, moved.err);
  assert.match(
    moved.out,
    /^Korsbæk Kommune \(11111111\) has tables of its own\. Copied in [\d.]+ s; writers .* readers [\d.]+ s\.\n$/,
  );
  assert.match(moved.err, /11111111: copying registrering\n/);
  assert.match((await fkorg(['partition', 'list', ...on])).out, /^11111111\t[1-9]\d*\t\d+\nothers\t\d+\t\d+\n$/);
  assert.equal((await fkorg(['check', ...on])).exitCode, 0);

  const again = await fkorg(['partition', 'make', '--cvr', '11111111', ...on]);
  assert.deepEqual(
    [again.exitCode, again.err.trim().split('\n').at(-1)],
    [2, 'fkorg: The authority has partitions of its own already.'],
  );
  const unknown = await fkorg(['partition', 'make', '--cvr', '99999999', ...on]);
  assert.match(unknown.err, /No authority has the CVR 99999999/);
  assert.match((await fkorg(['partition', 'make', ...on])).err, /It needs --cvr/);
});
