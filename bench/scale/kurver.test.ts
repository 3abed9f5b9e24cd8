import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectFiles, readProjectFile } from '../../test/tidy/files.ts';
import { kurver } from './kurver.ts';
import type { Resultat } from './main.ts';

const maalt = projectFiles((path) => /scale-\d+\.json$/.test(path), 'bench/results/')
  .map(({ text }) => JSON.parse(text) as Resultat)
  .sort((a, b) => a.units - b.units);

/** A register of so many units where a read and a list cost so many microseconds. */
const resultat = (units: number, us: number, gulvUs: number): Resultat => ({
  units,
  objekter: 5 * units,
  dato: '2026-01-01',
  maskine: 'made up',
  maalinger: ['read one', 'list of 500'].map((navn) => ({ navn, us, gulvUs, hoejst: 2 })),
  objekterPerSekund: 1,
  bytesPerUnit: 3000,
});

const linje = (tabel: string, begins: string) => tabel.split('\n').find((line) => line.startsWith(`| ${begins}`));

test('a target is reached where every size reaches it', () => {
  const { tabel } = kurver([resultat(10, 20, 10), resultat(100, 25, 10), resultat(1000, 31, 16)]);
  assert.equal(
    linje(tabel, 'read one |'),
    '| read one | **2.00** (20 µs) | **2.50** (25 µs) | **1.94** (31 µs) | at most 2: NOT reached |',
  );
  assert.equal(
    linje(tabel, 'read one, to'),
    '| read one, to the same in the smallest register | **1.00** | **1.25** | **1.55** | at most 1.5: NOT reached |',
  );
  const flad = kurver([resultat(10, 20, 10), resultat(100, 30, 15)]).tabel;
  assert.match(linje(flad, 'read one |')!, /at most 2: reached/);
  assert.match(linje(flad, 'list of 500, to')!, /\*\*1\.50\*\* \| at most 1\.5: reached/);
  assert.equal(linje(kurver([resultat(10, 20, 10)]).tabel, 'read one, to'), undefined);
});

test('the table and the curves of bench/results are those of the numbers beside them, and the README shows the table', () => {
  const { tabel, svg } = kurver(maalt);
  assert.equal(readProjectFile('bench/results/scale.md'), tabel);
  assert.equal(readProjectFile('bench/results/scale.svg'), svg);
  const readme = readProjectFile('README.md').split('\n');
  const from = readme.findIndex((line) => line.includes('10000 units'));
  const shown = readme.slice(from, readme.indexOf('', from));
  assert.ok(shown.length > 10);
  for (const line of shown) assert.ok(tabel.includes(`${line}\n`), line);
});
