/** `fkorg release erase-and-reload` on PostgreSQL, where others can be connected: servers, and another release. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import type { Releaseslip } from '../../src/exchange/release/slip.ts';
import { openStore } from '../../src/store/open.ts';
import { postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { fkorg, startFkorg, temporaryFolder } from './process.ts';
import { alle, faelles, med, register } from './releaseverden.ts';

const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';
const folder = temporaryFolder();
after(folder.remove);

test('PostgreSQL: a server stands in the way; killed half way it goes on, and nobody else may write', {
  skip,
}, async () => {
  await using postgres = await startPostgres();
  const on = ['--database', postgres.url];
  await register(postgres.url);
  const foer = await med(postgres.url, faelles);
  const navn = new URL(postgres.url).pathname.slice(1);
  const flags = ['--environment', 'test', '--report', folder.path('pg.json'), '--confirm', navn, '--backup', 'none'];
  const release = ['release', 'erase-and-reload', ...flags, ...on];

  const server = startFkorg(['serve', '--access', 'open', '--port', '0', ...on]);
  try {
    await server.seen('http://127.0.0.1:');
    const optaget = await fkorg(release);
    assert.equal(optaget.exitCode, 1);
    assert.match(optaget.err, /\d+ connections of other fkorg processes are open/);
    assert.match(optaget.out, /^Connections of other fkorg processes, which must be stopped first: \d+\.$/m);
    // Nothing has gone, so nobody is kept from writing.
    assert.equal((await fkorg(['demo', '--demo-size', 'units=20', ...on])).exitCode, 0);
  } finally {
    server.child.kill('SIGTERM');
  }
  await server.ended;

  // Two releases at once would erase what the other one reloads.
  const anden = await openStore({ database: postgres.url, clock: systemClock, navn: 'fkorg release of somebody else' });
  try {
    const optaget = await fkorg(release);
    assert.equal(optaget.exitCode, 1);
    assert.match(optaget.err, /\d+ connections of other fkorg processes are open/);
  } finally {
    await anden.close();
  }

  const ejere = async () => Number((await postgres.sql('select count(distinct ejer)::int from objekt'))[0]![0]);
  const ialtEjere = await ejere();
  const halvvejs = startFkorg(release);
  let isSlut = false;
  const slut = halvvejs.ended.finally(() => {
    isSlut = true;
  });
  try {
    while (!isSlut && (await ejere()) > ialtEjere - 3) await new Promise((resolve) => setTimeout(resolve, 5));
  } finally {
    halvvejs.child.kill('SIGKILL');
  }
  await slut;
  const tilbage = await ejere();
  assert.ok(tilbage > 1 && tilbage < ialtEjere, `${tilbage} of ${ialtEjere} owners are left`);

  const imens = await fkorg(['serve', '--access', 'open', '--port', '0', ...on]);
  assert.equal(imens.exitCode, 1);
  assert.match(imens.err, /is half done: `fkorg release erase-and-reload` goes on with it/);
  const videre = await fkorg(release);
  assert.equal(videre.exitCode, 0, videre.err);
  assert.match(videre.out, /was cut off; this goes on with it/);
  const slip = JSON.parse(readFileSync(folder.path('pg.json'), 'utf8')) as Releaseslip;
  assert.equal(Object.keys(slip.foer).length, ialtEjere);
  assert.equal(slip.genlaest!.sha256, slip.indhold.sha256);
  assert.equal(slip.aftaler.anmodet.length, 1);
  await med(postgres.url, async (store) => {
    assert.deepEqual(await faelles(store), foer);
    assert.deepEqual(await alle(store.kontroller()), []);
  });
});
