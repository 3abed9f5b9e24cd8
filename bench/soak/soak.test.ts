/**
 * A short soak on each database, with two kills: a few hundred calls, every answer as the model says. FKORG_SEED=<seed>
 * draws again. And a server that loses a write now and then, which must be seen.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postgresPrograms } from '../../test/store/postgres-server.ts';
import { BAD_SERVERS } from './bad-servers.ts';
import type { Database } from './installation.ts';
import { linesOfDisagreement } from './report.ts';
import { soak } from './soak.ts';
import { tryBadServer } from './try-bad-server.ts';

const seed = Number(process.env.FKORG_SEED ?? Date.now() % 1_000_000);
const CALLS = 300;
const noPostgres = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';

for (const database of ['pglite', 'postgres'] satisfies Database[]) {
  const skip = database === 'postgres' ? noPostgres : false;
  test(`municipal life with kills on ${database} (FKORG_SEED=${seed})`, { skip }, async (t) => {
    const kills = { calls: CALLS / 3 };
    const { book, ...result } = await soak({ seed, database, kills, msMax: Number.POSITIVE_INFINITY, callsMax: CALLS });
    assert.deepEqual(
      book.disagreements.flatMap((disagreement) => linesOfDisagreement(seed, disagreement)),
      [],
    );
    const killCount = [...result.kills.values()].reduce((sum, n) => sum + n, 0);
    t.diagnostic(`${result.calls} calls, ${result.objects} objects, ${killCount} kills in ${result.ms} ms`);
    assert.ok(killCount >= 2, `${killCount} kills`);
    for (const verbum of ['importer 20', 'ret 20', 'laes 20', 'soeg 20']) {
      assert.ok((book.counts.get(verbum) ?? 0) > 10, `${verbum}: ${book.counts.get(verbum)}`);
    }
  });
}

test('the auditor sees a server that loses some acknowledged changes, and tells the trail', async () => {
  const server = BAD_SERVERS.find(({ what }) => what === 'some acknowledged changes are not saved');
  const { first } = await tryBadServer(server!, 1);
  assert.equal(first?.what, 'acknowledged, and not there');
  assert.match(
    linesOfDisagreement(1, first).join('\n'),
    /seed 1[\s\S]* (importer|opret) \S+ -> 20[\s\S]* ret \S+ -> 20/,
  );
});
