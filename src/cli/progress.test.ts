import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedClock } from '../base/clock.ts';
import { startProgress } from './progress.ts';

function screenAt(clock: () => number, isTty: boolean, isOn = true) {
  const written: string[] = [];
  const write = (text: string) => {
    written.push(text);
  };
  return { written, screen: { write, isTty, columns: 100, clock, isOn } };
}

test('work of less than two seconds says nothing', () => {
  const clock = fixedClock(0);
  const { written, screen } = screenAt(clock, true);
  const progress = startProgress('Import', 'objects', screen);
  progress.report(1, 10);
  clock.set(1999);
  progress.report(9, 10);
  progress.end();
  assert.deepEqual(written, []);
});

test('on a terminal: a bar with rate and time left, drawn at most five times a second, gone at the end', () => {
  const clock = fixedClock(0);
  const { written, screen } = screenAt(clock, true);
  const progress = startProgress('Import', 'objects', screen);
  clock.set(2000);
  progress.report(250, 1000);
  clock.set(2100);
  progress.report(260, 1000);
  clock.set(2200);
  progress.report(275, 1000);
  clock.set(8000);
  progress.end();
  assert.deepEqual(written, [
    '\rImport: ██████░░░░░░░░░░░░░░░░░░ 25 % (250 of 1000 objects, 125/s, 6 s left)\u001b[K',
    '\rImport: ███████░░░░░░░░░░░░░░░░░ 27 % (275 of 1000 objects, 125/s, 6 s left)\u001b[K',
    '\r\u001b[KImport: 275 objects in 8 s\n',
  ]);
});

test('a line of the work stands in place of the bar, and by itself where there is none', () => {
  const clock = fixedClock(0);
  const { written, screen } = screenAt(clock, true);
  const progress = startProgress('Import', 'objects', screen);
  progress.line('Refused: a');
  clock.set(2000);
  progress.report(1, 2);
  progress.line('Refused: b');
  assert.deepEqual([written[0], written[2]], ['Refused: a\n', '\r\u001b[KRefused: b\n']);
});

test('elsewhere: a line every ten seconds, without a bar', () => {
  const clock = fixedClock(0);
  const { written, screen } = screenAt(clock, false);
  const progress = startProgress('Export', 'objects', screen);
  for (clock.set(0); clock() <= 22_000; clock.advance(1000)) progress.report(clock() / 1000);
  progress.end();
  assert.deepEqual(written, [
    'Export: 2 objects, 1.0/s\n',
    'Export: 12 objects, 1.0/s\n',
    'Export: 22 objects, 1.0/s\n',
    'Export: 22 objects in 23 s\n',
  ]);
});

test('a bar is no longer than the line, and long times are said in minutes and hours', () => {
  const clock = fixedClock(0);
  const { written, screen } = screenAt(clock, true);
  const progress = startProgress('Import', 'objects', { ...screen, columns: 30 });
  clock.set(2000);
  progress.report(2, 1000);
  assert.equal(written[0]?.replace('\r', '').replace('\u001b[K', '').length, 29);
  clock.set(200_000);
  progress.end();
  assert.match(written[1] ?? '', /in 3 min 20 s\n$/);
  clock.set(7_500_000);
  progress.end();
  assert.match(written[2] ?? '', /in 2 h 5 min\n$/);
});

test('nothing done yet and nothing to do are no division by zero', () => {
  const clock = fixedClock(0);
  const { written, screen } = screenAt(clock, false);
  const progress = startProgress('Import', 'objects', screen);
  clock.set(3000);
  progress.report(0, 10);
  clock.set(13_000);
  progress.report(0, 0);
  assert.deepEqual(written, ['Import: 0 % (0 of 10 objects, 0.0/s)\n', 'Import: 100 % (0 of 0 objects, 0.0/s)\n']);
});

test('more done than was expected is no more than all', () => {
  const clock = fixedClock(0);
  const { written, screen } = screenAt(clock, true);
  const progress = startProgress('Import', 'objects', screen);
  clock.set(2000);
  progress.report(20, 10);
  assert.deepEqual(written, [`\rImport: ${'█'.repeat(24)} 100 % (20 of 10 objects, 10/s, 0 s left)\u001b[K`]);
});

test('switched off, it never says a word', () => {
  const clock = fixedClock(0);
  const { written, screen } = screenAt(clock, true, false);
  const progress = startProgress('Import', 'objects', screen);
  clock.set(60_000);
  progress.report(1, 2);
  progress.end();
  assert.deepEqual(written, []);
});
