/** `fkorg release erase-and-reload`: told, made in a test environment, made in production by its report, and cut off half way. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import type { Releaseslip } from '../../src/exchange/release/slip.ts';
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import { postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { fkorg, startFkorg, temporaryFolder } from './process.ts';

const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';
const folder = temporaryFolder();
after(folder.remove);

const slipI = (navn: string) => JSON.parse(readFileSync(folder.path(navn), 'utf8')) as Releaseslip;
const ialt = (typer: Readonly<Record<string, number>> = {}) => Object.values(typer).reduce((sum, n) => sum + n, 0);

/** A register with Korsbæk, and an agreement with videregivelse that all have approved. */
async function register(on: readonly string[]): Promise<string> {
  assert.equal((await fkorg(['demo', '--demo-size', 'units=20', ...on])).exitCode, 0);
  assert.equal((await fkorg(['system', 'add', 'Plan', ...on])).exitCode, 0);
  const request = ['--cvr', '11111111', '--navn', 'Plan', '--reason', 'Vagter', '--owners', KOMBIT_CVR];
  const services = ['--services', 'organisation:udstil klassifikation-6:udstil'];
  const asked = await fkorg(['agreement', 'request', 'Plan', ...request, ...services, ...on]);
  const [uuid] = asked.out.split('\t');
  for (const cvr of [KOMBIT_CVR, '11111111']) {
    assert.equal((await fkorg(['agreement', 'approve', uuid!, '--cvr', cvr, ...on])).exitCode, 0);
  }
  return uuid!;
}

async function faelles(on: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const { out } = await fkorg(['export', '--ejer', KOMBIT_CVR, ...on]);
  const linjer = out
    .trim()
    .split('\n')
    .map((linje) => JSON.parse(linje))
    .filter(({ uuid }) => uuid !== undefined);
  return new Map(
    linjer.map(({ objekttype, uuid, registreringer }) => {
      const { egenskaber, tilstande, relationer } = registreringer.at(-1);
      return [`${objekttype} ${uuid}`, { egenskaber, tilstande, relationer }];
    }),
  );
}

test('a data folder: dry run, what must be said first, the test stage, and what is there afterwards', async () => {
  const on = ['--data', folder.path('data')];
  const aftale = await register(on);
  const foer = await faelles(on);
  const release = ['release', 'erase-and-reload', ...on];

  const dry = await fkorg([...release, '--dry-run', '--report', folder.path('dry.json')]);
  assert.equal(dry.exitCode, 0, dry.err);
  assert.match(dry.out, /^Register data, environment test, /);
  assert.match(dry.out, /^ {2}11111111: \d+ objects \(Adresse \d+, Bruger \d+, /m);
  assert.match(dry.out, /^What comes, under 19435075 and with the same UUIDs: \d+ objects/m);
  assert.match(dry.out, /^Agreements that end and must be approved anew: 1\.$/m);
  assert.match(dry.out, /Dry run, nothing is changed\.\n$/);
  assert.equal(slipI('dry.json').isUdfoert, false);

  // Each demand is told by itself, and nothing happens.
  const flags: string[] = [];
  for (const [hvad, ...naeste] of [
    ['--environment must say', '--environment', 'test'],
    ['--report must name', '--report', folder.path('test.json')],
    ['--confirm must name the register: data', '--confirm', 'data'],
    ['--backup must name', '--backup', folder.path('foer.tar.gz')],
  ] as const) {
    const { exitCode, err } = await fkorg([...release, ...flags]);
    assert.equal(exitCode, 2);
    assert.ok(err.includes(`Nothing is changed: ${hvad}`), err);
    flags.push(...naeste);
  }
  const done = await fkorg([...release, ...flags]);
  assert.equal(done.exitCode, 0, done.err);
  assert.match(
    done.out,
    /^Done: the register holds data of 19435075 alone\. 1 agreements ended, 1 wait for approval\./m,
  );
  assert.ok(existsSync(folder.path('foer.tar.gz')));

  const slip = slipI('test.json');
  assert.equal(slip.isUdfoert, true);
  assert.deepEqual(Object.keys(slip.efter!), [KOMBIT_CVR]);
  assert.deepEqual(slip.efter![KOMBIT_CVR], slip.foer[KOMBIT_CVR]);
  assert.ok(ialt(slip.foer['11111111']) > 100);
  assert.equal(slip.genlaest!.sha256, slip.indhold.sha256);
  assert.deepEqual(slip.aftaler.ophoert, [aftale]);
  assert.ok(slip.udenRodenhed.includes('11111111') && !slip.udenRodenhed.includes(KOMBIT_CVR));

  assert.deepEqual(await faelles(on), foer);
  const check = await fkorg(['check', ...on]);
  assert.equal(check.exitCode, 0, check.out);
  assert.match((await fkorg(['myndighed', 'liste', ...on])).out, /^11111111\t/m);
  const liste = (await fkorg(['agreement', 'list', ...on])).out.trim().split('\n');
  assert.deepEqual(
    liste.map((linje) => linje.split('\t')[1]),
    ['ophoert', 'anmodet'],
  );
  const [ny] = liste[1]!.split('\t');
  assert.deepEqual(slip.aftaler.anmodet, [ny]);
  for (const cvr of [KOMBIT_CVR, '11111111']) await fkorg(['agreement', 'approve', ny!, '--cvr', cvr, ...on]);
  assert.match((await fkorg(['agreement', 'list', ...on])).out, new RegExp(`^${ny}\tgodkendt`, 'm'));
  const log = (await fkorg(['audit', '--json', ...on])).out
    .trim()
    .split('\n')
    .map((linje) => JSON.parse(linje));
  const rows = log.filter(({ handling }) => handling?.startsWith('release-'));
  assert.equal(rows.length, Object.keys(slip.foer).length + 1);
  assert.equal(rows.find(({ cvr }) => cvr === '11111111').antal, ialt(slip.foer['11111111']));
  // The demo can be laid in again: the mark that said it was there is gone.
  assert.match((await fkorg(['demo', '--demo-size', 'units=20', ...on])).err, /objects laid in/);
});

test('production is made by the report of a test stage with the same version and content, and says what differs', async () => {
  const on = ['--data', folder.path('prod')];
  assert.equal((await fkorg(['demo', '--demo-size', 'units=20', ...on])).exitCode, 0);
  const release = ['release', 'erase-and-reload', ...on, '--environment', 'produktion'];
  const flags = ['--report', folder.path('prod.json'), '--confirm', 'prod', '--backup', 'none'];
  const uden = await fkorg([...release, ...flags]);
  assert.equal(uden.exitCode, 2);
  assert.match(uden.err, /--after must name the report/);

  const { indhold } = slipI('test.json');
  const anden = {
    ...slipI('test.json'),
    fkorg: '0.0.9',
    indhold: { sha256: '0'.repeat(64), typer: { ...indhold.typer, Klasse: 1 } },
  };
  writeFileSync(folder.path('anden.json'), JSON.stringify(anden));
  const galt = await fkorg([...release, ...flags, '--after', folder.path('anden.json')]);
  assert.equal(galt.exitCode, 2);
  assert.match(
    galt.err,
    /made with fkorg 0\.0\.9, and this is .*; .*sha256 0{12}, here [0-9a-f]{12}\): Klasse 1 there and \d+ here/,
  );
  const dry = await fkorg([...release, '--dry-run', '--after', folder.path('dry.json')]);
  assert.equal(dry.exitCode, 1);
  assert.match(dry.out, /does not fit: it is of a dry run/);

  const godt = await fkorg([...release, ...flags, '--after', folder.path('test.json')]);
  assert.equal(godt.exitCode, 0, godt.err);
  assert.equal(slipI('prod.json').indhold.sha256, indhold.sha256);
});

test('a data folder that is served is left alone; killed half way, the release goes on', async () => {
  const on = ['--data', folder.path('prod')];
  assert.equal((await fkorg(['demo', '--demo-size', 'units=20', ...on])).exitCode, 0);
  const flags = [
    '--environment',
    'test',
    '--report',
    folder.path('igen.json'),
    '--confirm',
    'prod',
    '--backup',
    'none',
  ];
  const release = ['release', 'erase-and-reload', ...flags, ...on];
  const server = startFkorg(['serve', '--access', 'open', '--port', '0', ...on]);
  try {
    await server.seen('http://127.0.0.1:');
    assert.equal((await fkorg(release)).exitCode, 3);
  } finally {
    server.child.kill('SIGTERM');
  }
  await server.ended;
  const halvvejs = startFkorg(release);
  try {
    await halvvejs.seen('Data are being erased', 'err');
  } finally {
    halvvejs.child.kill('SIGKILL');
  }
  await halvvejs.ended;
  const videre = await fkorg(release);
  assert.equal(videre.exitCode, 0, videre.err);
  const slip = slipI('igen.json');
  assert.equal(slip.genlaest!.sha256, slipI('test.json').indhold.sha256);
  assert.equal((await fkorg(['check', ...on])).exitCode, 0);
});

test('common data come from an export as well; what is not KOMBIT\u2019s is refused', async () => {
  const on = ['--data', folder.path('data')];
  const release = ['release', 'erase-and-reload', '--dry-run', '--data', folder.path('prod')];
  await fkorg(['export', '--ejer', KOMBIT_CVR, ...on, '--out', folder.path('kombit.jsonl')]);
  const dry = await fkorg([...release, '--from', folder.path('kombit.jsonl')]);
  assert.ok(dry.out.includes(slipI('test.json').indhold.sha256), dry.out);
  await fkorg(['export', ...on, '--out', folder.path('alt.jsonl')]);
  const alt = await fkorg([...release, '--from', folder.path('alt.jsonl')]);
  assert.equal(alt.exitCode, 1);
  assert.match(alt.err, /Line \d+ is refused: an object of 11111111; common data are those of 19435075 alone/);
});

test('PostgreSQL: a server stands in the way; killed half way it goes on, and nobody else may write', {
  skip,
}, async () => {
  await using postgres = await startPostgres();
  const on = ['--database', postgres.url];
  await register(on);
  const foer = await faelles(on);
  const navn = new URL(postgres.url).pathname.slice(1);
  const flags = ['--environment', 'test', '--report', folder.path('pg.json'), '--confirm', navn, '--backup', 'none'];
  const release = ['release', 'erase-and-reload', ...flags, ...on];

  const server = startFkorg(['serve', '--access', 'open', '--port', '0', ...on]);
  try {
    await server.seen('http://127.0.0.1:');
    const optaget = await fkorg(release);
    assert.equal(optaget.exitCode, 1);
    assert.match(optaget.err, /\d+ connections of other fkorg processes are open/);
  } finally {
    server.child.kill('SIGTERM');
  }
  await server.ended;

  // Held in the middle by a lock on the objects of one owner, so that the kill meets it there.
  const ejere = async () => Number((await postgres.sql('select count(distinct ejer)::int from objekt'))[0]![0]);
  const alle = await ejere();
  const halvvejs = startFkorg(release);
  try {
    while ((await ejere()) > alle - 3) await new Promise((resolve) => setTimeout(resolve, 5));
  } finally {
    halvvejs.child.kill('SIGKILL');
  }
  await halvvejs.ended;
  const tilbage = await ejere();
  assert.ok(tilbage > 1 && tilbage < alle, `${tilbage} of ${alle} owners are left`);

  const imens = await fkorg(['serve', '--access', 'open', '--port', '0', ...on]);
  assert.equal(imens.exitCode, 1);
  assert.match(imens.err, /is half done: `fkorg release erase-and-reload` goes on with it/);
  const videre = await fkorg(release);
  assert.equal(videre.exitCode, 0, videre.err);
  assert.match(videre.out, /was cut off; this goes on with it/);
  const slip = slipI('pg.json');
  assert.equal(Object.keys(slip.foer).length, alle);
  assert.equal(slip.genlaest!.sha256, slip.indhold.sha256);
  assert.equal(slip.aftaler.anmodet.length, 1);
  assert.deepEqual(await faelles(on), foer);
  assert.equal((await fkorg(['check', ...on])).exitCode, 0);
});
