/** docs/guides/klassifikation.md: its commands, run as they stand there, and what is said of them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { filregler } from '../../src/exchange/filregler.ts';
import { ANDEN, FOERSTE, kleXml } from '../exchange/klasser.ts';
import { BIN, temporaryFolder } from './process.ts';

const guide = readFileSync(new URL('../../docs/guides/klassifikation.md', import.meta.url), 'utf8');
const [EDITION = '', RELATIONS = '', SEE = '', TEST = '', PRODUCTION = ''] = [
  ...guide.matchAll(/^```sh\n([\s\S]*?)^```/gm),
].map(([, block]) => block!);

const folder = temporaryFolder();
after(folder.remove);

function shell(block: string): { status: number | null; out: string; err: string } {
  const fkorg = `fkorg() { "${process.execPath}" "${BIN}" "$@"; }`;
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-ec', `${fkorg}\n${block}`], {
    cwd: folder.path(''),
    encoding: 'utf8',
    env: { PATH: process.env.PATH, FKORG_PROGRESS: 'no' },
  });
  return { status, out: stdout, err: stderr };
}

const report = () =>
  readFileSync(folder.path('forskel.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

before(() => assert.equal(shell('fkorg myndighed liste').status, 2));

test('the commands of an edition: a dry run of a register that is there, the import, and nothing the second time', () => {
  writeFileSync(folder.path('emneplan.xml'), kleXml('2026-02-01', FOERSTE));
  assert.equal(shell('fkorg demo --demo-size units=20').status, 0);
  const { status, out, err } = shell(EDITION);
  assert.equal(status, 0, err);
  assert.deepEqual(out.trim().split('\n'), [
    'Dry run, nothing is saved: 5 new, 2 changed, 40 ended, 0 reopened, 0 the same.',
    '5 new, 2 changed, 40 ended, 0 reopened, 0 the same.',
    '0 new, 0 changed, 0 ended, 0 reopened, 7 the same.',
  ]);
  assert.match(err, /^\+ Klasse 91\.10\.01 "Madplaner" \(2010-05-01\)$/m);
  assert.match(err, /^7 more; --report <file> names them all\.$/m);
  assert.match(err, /^Passed over, because it is not kept: HovedgruppeVejledning, /m);
  assert.equal(report().length, 47);
});

test('the next edition is told as the guide shows it, in its order and with old and new texts in the report', () => {
  writeFileSync(folder.path('ny.xml'), kleXml('2026-05-01', ANDEN));
  const { status, out, err } = shell(
    'fkorg klassifikation import ny.xml --virkning-fra 2026-05-01 --dry-run --report forskel.jsonl',
  );
  assert.equal(status, 0, err);
  const shown = `${err
    .split('\n')
    .filter((line) => /^[-+~^] /.test(line))
    .join('\n')}\n${out}`;
  assert.ok(guide.includes(`\`\`\`\n${shown}\`\`\``), shown);
  const aendret = report().find(({ noegle }) => noegle === '91.10.01');
  assert.deepEqual(
    [aendret.art, aendret.foer, aendret.efter],
    ['aendret', { TitelTekst: 'Madplaner' }, { TitelTekst: 'Madplaner og madspild' }],
  );
  assert.match(aendret.fra, /^2026-05-01T00:00:00/);
});

test('what is refused is told with line and rule, ends with 1, and saves nothing', () => {
  writeFileSync(folder.path('ny.xml'), kleXml('2026-05-01', [...ANDEN, { nr: '92', titel: '' }]));
  const { status, out, err } = shell('fkorg klassifikation import ny.xml --report forskel.jsonl');
  assert.equal(status, 1);
  assert.equal(out, 'Nothing is saved: 1 refused.\n');
  assert.match(err, /^Line \d+: refused: HovedgruppeTitel: something \(fil-mangler\)$/m);
  assert.equal(report()[0].art, 'afvist');
  writeFileSync(folder.path('andet.csv'), 'a;b\n1;2\n');
  const andet = shell('fkorg klassifikation import andet.csv');
  assert.equal(andet.status, 1);
  assert.match(andet.err, /andet\.csv is neither KL's own XML .* OIO XML, nor CSV/);
  assert.equal(shell('fkorg klassifikation import').status, 2);
  assert.equal(shell('fkorg klassifikation import ny.xml --ejer 99999999').status, 2);
  assert.match(shell('fkorg import --template relationer').err, /is for `fkorg klassifikation import`/);
});

test('what the terminal shows cannot steer it, and a report that cannot be written is told before anything is saved', () => {
  const emner = [...ANDEN, { nr: '91.10.05', titel: 'A\u009b31m\u202eB' }];
  writeFileSync(folder.path('ny.xml'), kleXml('2026-05-01', emner));
  const on = 'fkorg klassifikation import ny.xml --virkning-fra 2026-05-01';
  const { status, err } = shell(`${on} --report findes/ikke.jsonl`);
  assert.equal(status, 1);
  assert.match(err, /findes\/ikke\.jsonl cannot be written/);
  // Nothing was saved, so the difference is still there.
  const dry = shell(`${on} --dry-run`);
  assert.match(dry.err, /^\+ Klasse 91\.10\.05 "A\uFFFD31m\uFFFDB" /m);
});

test('others add classes to the facets of KOMBIT that are open alone', () => {
  const [facet, en] = ['00000c7e-face-4001-8000-000000000000', '11111111'];
  writeFileSync(folder.path('egne.csv'), 'UUID;Nøgle;Titel;Facet\n;99.99;Egen;Emneplan\n');
  const on = `fkorg klassifikation import egne.csv --ejer ${en} --dry-run --facet-udvidelser`;
  const lukket = shell(`${on} ingen`);
  assert.equal(lukket.status, 1, lukket.err);
  assert.match(lukket.err, /\(facet-lukket\)$/m);
  assert.equal(shell(`${on} ${facet}`).status, 0);
});

test('the template of relations can be imported as it is', () => {
  const { status, out, err } = shell(RELATIONS);
  assert.equal(status, 0, err);
  assert.match(out, /^Dry run, nothing is saved: 0 new, 0 changed, \d+ ended, 0 reopened, 2 the same\.$/m);
  const facet = shell('fkorg klassifikation import relationer.csv --facet 00000c7e-face-4001-8000-000000000000');
  assert.equal(facet.status, 2);
  assert.match(facet.err, /--facet is for KLE; relationer\.csv is relationer/);
});

test('the stages of a release, one after the other', () => {
  const see = shell(SEE);
  assert.equal(see.status, 0, see.err);
  assert.match(see.out, /nothing is changed/);
  const stage = shell(TEST);
  assert.equal(stage.status, 0, stage.err);
  const production = shell(PRODUCTION);
  assert.equal(production.status, 0, production.err);
  assert.match(production.out, /^Done: the register holds data of 19435075 alone\./m);
});

test('the guides name every rule of files, and no others', () => {
  const imports = readFileSync(new URL('../../docs/guides/import.md', import.meta.url), 'utf8');
  const named = [...`${guide}\n${imports}`.matchAll(/^\| `(fil-[a-z]+)` \|/gm)].map(([, id]) => id!);
  assert.deepEqual([...new Set(named)].sort(), Object.keys(filregler).sort());
});
