import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { FolderCopy } from './folder-copy.ts';

const root = mkdtempSync(join(tmpdir(), 'fkorg-copy-'));
after(() => rmSync(root, { recursive: true, force: true }));
const from = join(root, 'from');
const to = join(root, 'to');
const LONG_AGO = new Date(0);

function write(path: string, text: string, time?: Date): void {
  writeFileSync(join(from, path), text);
  if (time) utimesSync(join(from, path), time, time);
}

test('the second go takes what changed, also what its time does not tell, and nothing else', async () => {
  mkdirSync(join(from, 'a/empty'), { recursive: true });
  write('a/same', 'same', LONG_AGO);
  write('a/longer', 'x', LONG_AGO);
  write('a/gone', 'x', LONG_AGO);
  write('recent', 'one');
  const copy = new FolderCopy(from, to);
  await copy.go();
  assert.deepEqual(readdirSync(to, { recursive: true }).sort(), [
    'a',
    'a/empty',
    'a/gone',
    'a/longer',
    'a/same',
    'recent',
  ]);
  // What is not copied again keeps what is written here.
  writeFileSync(join(to, 'a/same'), 'mark');
  appendFileSync(join(from, 'a/longer'), 'y');
  rmSync(join(from, 'a/gone'));
  write('recent', 'two');
  write('new', 'new', LONG_AGO);
  await copy.go();
  const texts = ['a/same', 'a/longer', 'recent', 'new'].map((path) => readFileSync(join(to, path), 'utf8'));
  assert.deepEqual(texts, ['mark', 'xy', 'two', 'new']);
  assert.deepEqual(readdirSync(join(to, 'a')).sort(), ['empty', 'longer', 'same']);
});
