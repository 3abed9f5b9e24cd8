/**
 * A short soak on each database, with two kills: a few hundred calls, every answer as the model says. FKORG_SEED=<seed>
 * draws again. And a server that loses a write now and then, which must be seen.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postgresPrograms } from '../../test/store/postgres-server.ts';
import type { Database } from './anlaeg.ts';
import { DAARLIGE_SERVERE } from './daarlige-servere.ts';
import { proev } from './proev.ts';
import { linjerOfUenighed } from './rapport.ts';
import { soak } from './soak.ts';

const seed = Number(process.env.FKORG_SEED ?? Date.now() % 1_000_000);
const CALLS = 300;
const noPostgres = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';

for (const database of ['pglite', 'postgres'] satisfies Database[]) {
  const skip = database === 'postgres' ? noPostgres : false;
  test(`municipal life with kills on ${database} (FKORG_SEED=${seed})`, { skip }, async (t) => {
    const kills = { calls: CALLS / 3 };
    const { bog, ...resultat } = await soak({ seed, database, kills, msMax: 60_000, callsMax: CALLS });
    assert.deepEqual(
      bog.uenigheder.flatMap((uenighed) => linjerOfUenighed(seed, uenighed)),
      [],
    );
    const antalKills = [...resultat.kills.values()].reduce((sum, n) => sum + n, 0);
    t.diagnostic(`${resultat.calls} calls, ${resultat.objekter} objects, ${antalKills} kills in ${resultat.ms} ms`);
    assert.ok(antalKills >= 2, `${antalKills} kills`);
    for (const verbum of ['importer 20', 'ret 20', 'laes 20', 'soeg 20']) {
      assert.ok((bog.antal.get(verbum) ?? 0) > 10, `${verbum}: ${bog.antal.get(verbum)}`);
    }
  });
}

test('the auditor sees a server that loses some acknowledged changes, and tells the trail', async () => {
  const server = DAARLIGE_SERVERE.find(({ hvad }) => hvad === 'some acknowledged changes are not saved');
  const { foerste } = await proev(server!, 1);
  assert.equal(foerste?.hvad, 'acknowledged, and not there');
  assert.match(linjerOfUenighed(1, foerste).join('\n'), /seed 1[\s\S]* importer [\s\S]* ret /);
});
