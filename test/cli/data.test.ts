/** The commands that read and write a data folder, each as a process of its own, on one small Korsbæk. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { BIN, fkorg as run, temporaryFolder } from './process.ts';

/** Runs fkorg without telling how far it has come, which it does on a slow machine alone. */
const fkorg = (args: readonly string[]) => run(args, { environment: { FKORG_PROGRESS: 'no' } });

const folder = temporaryFolder();
const data = folder.path('data');
const copy = folder.path('copy');
const everything = folder.path('all.jsonl');

before(async () => {
  const { exitCode, out, err } = await fkorg(['demo', '--demo-size', 'units=20', '--data', data]);
  assert.equal(exitCode, 0, err);
  assert.match(out, /holds \d{3,} objects/);
});

after(folder.remove);

test('the demo is laid in once; another size is not laid over it', async () => {
  const again = await fkorg(['demo', '--demo-size', 'units=21', '--data', data]);
  assert.equal(again.exitCode, 0, again.err);
  assert.match(again.err, /has a Korsbæk of units=20 from seed 1 already/);
});

test('what is exported and imported elsewhere is exported again to the letter, and nothing is wrong with it', async () => {
  const exported = await fkorg(['export', '--out', everything, '--data', data]);
  assert.equal(exported.exitCode, 0, exported.err);
  const text = readFileSync(everything, 'utf8');
  assert.equal(existsSync(`${everything}.partial`), false);
  const objects = text.split('\n').filter((line) => line.startsWith('{"objekttype"'));
  assert.ok(objects.length > 500);
  assert.equal(text.match(/^\{"myndighed"/gm)?.length, 100);
  assert.match(exported.err, new RegExp(`^${objects.length} objects written`, 'm'));
  const [head = ''] = text.split('\n', 1);
  const { position } = JSON.parse(head);
  assert.match(exported.err, new RegExp(`^The change feed goes on from position ${position}\\.$`, 'm'));

  const imported = await fkorg(['import', everything, '--data', copy]);
  assert.equal(imported.exitCode, 0, imported.err);
  assert.equal(imported.out, `${objects.length} new, 0 changed, 0 the same, 0 refused.\n`);
  const body = text.slice(head.length);
  assert.equal((await fkorg(['export', '--data', copy])).out, `{"position":${position}}${body}`);
  const past = await fkorg(['export', '--registrering', '2026-01-01', '--data', copy]);
  assert.doesNotMatch(past.out + past.err, /position/);

  const checked = await fkorg(['check', '--data', copy]);
  assert.equal(checked.exitCode, 0, checked.out);
  assert.match(checked.err, /Nothing is wrong/);
});

test('an export can be of one authority and of one type', async () => {
  const { out } = await fkorg(['export', '--ejer', '11111111', '--type', 'OrganisationEnhed', '--data', copy]);
  const [head = '', ...lines] = out.trimEnd().split('\n');
  assert.match(head, /^\{"position":\d+\}$/);
  assert.ok(lines.length >= 20);
  for (const line of lines) assert.match(line, /^\{"objekttype":"OrganisationEnhed","ejer":"11111111",/);
});

test('an export that cannot be put in place says so, and leaves nothing behind', async () => {
  const taken = folder.path('taken');
  mkdirSync(taken);
  const { exitCode, err } = await fkorg(['export', '--out', taken, '--data', data]);
  assert.equal(exitCode, 1);
  assert.match(err, /^fkorg: \S+taken cannot be written: EISDIR/m);
  assert.equal(existsSync(`${taken}.partial`), false);
});

test('standard output that takes no more ends an export with a line, not with a stack', async (t) => {
  if (!existsSync('/dev/full')) return t.skip('this machine has no /dev/full');
  const given = [process.execPath, BIN, 'export', '--no-progress', '--data', data];
  const { status, stderr } = spawnSync('sh', ['-c', '"$0" "$@" > /dev/full', ...given], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.equal(stderr, 'fkorg: Standard output takes no more: ENOSPC: no space left on device, write\n');
});

test('a reader that goes away ends an export quietly', () => {
  const given = [process.execPath, BIN, 'export', '--no-progress', '--data', data];
  const { stdout, stderr } = spawnSync('sh', ['-c', '"$0" "$@" | head -n 1', ...given], { encoding: 'utf8' });
  assert.match(stdout, /^\{"position":.*\n$/);
  assert.equal(stderr, '');
});

test('an import can be run again; an object with another history is refused and named, the others stay', async () => {
  const lines = readFileSync(everything, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"objekttype"'));
  const some = lines.slice(0, 3);
  const { uuid, objekttype } = JSON.parse(some[1]!) as { uuid: string; objekttype: string };
  some[1] = some[1]!.replace('"livscyklusKode":"Importeret"', '"livscyklusKode":"Opstaaet"');
  assert.notEqual(some[1], lines[1]);
  const file = folder.path('some.jsonl');
  writeFileSync(file, `${some.join('\n')}\n`);
  const { exitCode, out, err } = await fkorg(['import', file, '--data', copy]);
  assert.equal(exitCode, 1);
  assert.equal(out, '0 new, 0 changed, 2 the same, 1 refused.\n');
  assert.match(err, new RegExp(`Line 2: refused ${objekttype} ${uuid}: .*fil-historik`));
});

test('a bad line is refused and named, the others are saved; with --all-or-nothing nothing is', async () => {
  const good = readFileSync(everything, 'utf8').split('\n').slice(1, 201).join('\n');
  const file = folder.path('bad.jsonl');
  writeFileSync(file, `${good}\n{"objekttype":"Enhed"}\n`);
  const [fresh, report] = [folder.path('fresh'), folder.path('report.jsonl')];
  const args = ['import', file, '--report', report, '--data', fresh];
  const nothing = await fkorg([...args, '--all-or-nothing']);
  assert.equal(nothing.exitCode, 1);
  assert.equal(nothing.out, 'Nothing is saved: 100 new, 0 changed, 0 the same, 1 refused.\n');
  // What the terminal shows may end in a log: it has the rule and the place, the report has the value.
  assert.match(nothing.err, /Line 201: refused: objekttype: one of Adresse, .*\(fil-form\)\n/);
  const { linje, brud } = JSON.parse(readFileSync(report, 'utf8'));
  assert.deepEqual([linje, brud[0].regel, brud[0].sted, brud[0].vaerdi], [201, 'fil-form', 'objekttype', 'Enhed']);
  assert.equal((await fkorg(['export', '--data', fresh])).out, '{"position":0}\n');
  const dry = await fkorg([...args, '--dry-run']);
  assert.equal(dry.out, 'Dry run, nothing is saved: 100 new, 0 changed, 0 the same, 1 refused.\n');
  assert.equal((await fkorg(['export', '--data', fresh])).out, '{"position":0}\n');
  const rest = await fkorg(args);
  assert.equal(rest.exitCode, 1);
  assert.equal(rest.out, '100 new, 0 changed, 0 the same, 1 refused.\n');
  const { out } = await fkorg(['export', '--data', fresh]);
  assert.equal(out.replace(/^\{"position":\d+\}\n/, ''), `${good}\n`);
});

test('what cannot be read as the file that it is is refused before anything is made', async () => {
  const good = readFileSync(everything, 'utf8').split('\n').slice(1, 201).join('\n');
  const none = folder.path('none');
  const latin1 = folder.path('latin1.jsonl');
  writeFileSync(latin1, Buffer.from(good, 'latin1'));
  const noText = await fkorg(['import', latin1, '--data', none]);
  assert.equal(noText.exitCode, 1);
  assert.match(noText.err, /latin1\.jsonl cannot be read: it is not UTF-8, as jsonl must be\./);
  const missing = await fkorg(['import', folder.path('no-such-file'), '--data', none]);
  assert.equal(missing.exitCode, 1);
  assert.match(missing.err, /cannot be read: ENOENT/);
  const unknown = folder.path('unknown');
  writeFileSync(unknown, 'a;b\n1;2\n');
  const noForm = await fkorg(['import', unknown, '--data', none]);
  assert.equal(noForm.exitCode, 1);
  assert.match(noForm.err, /unknown begins like none of jsonl, oio, enheder, medarbejdere/);
  const kept = folder.path('kept.jsonl');
  writeFileSync(kept, good);
  const itself = await fkorg(['import', kept, '--report', kept, '--data', none]);
  assert.equal(itself.exitCode, 2);
  assert.match(itself.err, /--report is \S+kept\.jsonl, the file that is to be imported\./);
  assert.equal(readFileSync(kept, 'utf8'), good);
  assert.equal(existsSync(none), false);
});

test("an authority of one's own is made once, and listed", async () => {
  const args = ['myndighed', 'opret', '--cvr', '22222222', '--navn', 'Prøve Kommune', '--kommunekode', '998'];
  const made = await fkorg([...args, '--data', copy]);
  assert.equal(made.exitCode, 0, made.err);
  const listed = await fkorg(['myndighed', 'liste', '--data', copy]);
  assert.equal(listed.out.trimEnd().split('\n').length, 101);
  const [, organisation] = /Organisation {2,}(\S+)/.exec(made.out) ?? [];
  assert.ok(listed.out.includes(`22222222\t998\t${organisation}\tPrøve Kommune\n`), made.out);
  const again = await fkorg([...args, '--data', copy]);
  assert.equal(again.exitCode, 2);
  assert.match(again.err, /The authority 22222222 is here already: Prøve Kommune\./);
});

test('check names what is wrong and ends with 1; with --repair it mends search rows and ends with 0', async () => {
  const database = await PGlite.create(`${copy}/pgdata`);
  await database.query('delete from soeg_tekst where ctid in (select ctid from soeg_tekst limit 1)');
  await database.close();
  const { exitCode, out, err } = await fkorg(['check', '--data', copy]);
  assert.equal(exitCode, 1);
  assert.match(out, /^\d{8} \w+ \S+: a row of soeg_tekst is missing \(number \d+\)\n$/);
  assert.match(err, /1 things wrong in/);
  const mended = await fkorg(['check', '--repair', '--data', copy]);
  assert.equal(mended.exitCode, 0, mended.err);
  assert.match(mended.out, /\nMended: \d{8} \w+ \S+: 1 search rows put in, 0 taken out\n$/);
  assert.match(mended.err, /the search rows of 1 objects mended, 0 things left as they are/);
  assert.equal((await fkorg(['check', '--data', copy])).exitCode, 0);
});

test('a folder that a newer version has written is left alone', async () => {
  const database = await PGlite.create(`${copy}/pgdata`);
  await database.query("insert into migration (nr, navn, kontrolsum) values (999, 'later', 'x')");
  await database.close();
  const { exitCode, err } = await fkorg(['migrate', '--data', copy]);
  assert.equal(exitCode, 2);
  assert.match(err, /^fkorg: The store has migration 999, .*a newer version has used it\./m);
});
