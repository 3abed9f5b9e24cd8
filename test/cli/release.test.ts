/** `fkorg release erase-and-reload`: told, made in a test environment, made in production by its report, and cut off half way. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { tilstandOf } from '../../src/administration/model.ts';
import { statusOf } from '../../src/administration/status.ts';
import { systemClock } from '../../src/base/clock.ts';
import { indlaesKorsbaek } from '../../src/data/indlaes.ts';
import type { Releaseslip } from '../../src/exchange/release/slip.ts';
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import { fkorg, startFkorg, temporaryFolder } from './process.ts';
import { alle, CVR, faelles, godkendt, med, register } from './releaseverden.ts';

const folder = temporaryFolder();
after(folder.remove);

const slipI = (navn: string) => JSON.parse(readFileSync(folder.path(navn), 'utf8')) as Releaseslip;
const ialt = (typer: Readonly<Record<string, number>> = {}) => Object.values(typer).reduce((sum, n) => sum + n, 0);

test('a data folder: dry run, what must be said first, the test stage, and what is there afterwards', async () => {
  const on = ['--data', folder.path('data')];
  const aftale = await register(folder.path('data'));
  const foer = await med(folder.path('data'), faelles);
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
  const afMiljoe = await fkorg([...release, ...flags.filter((flag) => !['--confirm', 'data'].includes(flag))], {
    environment: { FKORG_CONFIRM: 'data' },
  });
  assert.equal(afMiljoe.exitCode, 2);
  assert.match(afMiljoe.err, /--confirm must stand on the command line/);
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

  await med(folder.path('data'), async (store) => {
    assert.deepEqual(await faelles(store), foer);
    assert.deepEqual(await alle(store.kontroller()), []);
    assert.ok(await store.myndighed(CVR));
    const aftaler = async () => tilstandOf(await store.administration.hent()).aftaler.map(statusOf);
    assert.deepEqual(await aftaler(), ['ophoert', 'anmodet']);
    await godkendt(store, slip.aftaler.anmodet[0]!);
    assert.deepEqual(await aftaler(), ['ophoert', 'godkendt']);
    const rows = await alle(store.revision.laes({}));
    const om = rows.filter(({ handling }) => handling?.startsWith('release-'));
    assert.equal(om.length, Object.keys(slip.foer).length + 1);
    assert.equal(om.find(({ cvr }) => cvr === CVR)?.antal, ialt(slip.foer[CVR]));
    // The demo can be laid in again: the mark that said it was there is gone.
    assert.equal((await indlaesKorsbaek(store, { now: systemClock(), units: 20 })).isNy, true);
  });
});

test('production is made by the report of a test stage with the same version and content, and says what differs', async () => {
  const on = ['--data', folder.path('prod')];
  await register(folder.path('prod'));
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

  const samme = await fkorg([
    ...release,
    ...flags,
    '--report',
    folder.path('test.json'),
    '--after',
    folder.path('test.json'),
  ]);
  assert.equal(samme.exitCode, 2);
  assert.match(samme.err, /the report of the test stage/);
  const ingen = await fkorg([
    ...release,
    ...flags,
    '--report',
    folder.path('x/y'),
    '--after',
    folder.path('test.json'),
  ]);
  assert.equal(ingen.exitCode, 1);
  assert.match((await fkorg(['export', '--ejer', '11111111', '--data', folder.path('prod')])).out, /"uuid"/);
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
  assert.deepEqual(await med(folder.path('prod'), (store) => alle(store.kontroller())), []);
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
  // A report is written over neither of the files that it is made from, in a dry run either.
  for (const [flag, fil] of [
    ['--from', 'kombit.jsonl'],
    ['--after', 'test.json'],
  ] as const) {
    const foer = readFileSync(folder.path(fil), 'utf8');
    const over = await fkorg([...release, flag, folder.path(fil), '--report', folder.path(fil)]);
    assert.equal(over.exitCode, 2);
    assert.match(over.err, /--report is .*, the (file of the common data|report of the test stage)\./);
    assert.equal(readFileSync(folder.path(fil), 'utf8'), foer);
  }
});
