import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TIL_ALTID } from '../base/instant.ts';
import { laegOver, ordnet } from './tidslinje.ts';

const p = (navn: string, fra: number, til = TIL_ALTID) => ({ navn, virkning: { fra, til } });
const vis = (poster: readonly ReturnType<typeof p>[]) =>
  poster.map(({ navn, virkning: { fra, til } }) => `${navn} ${fra}..${til === TIL_ALTID ? '' : til}`);

test('a new period cuts the one that it begins in, and nothing comes back after it', () => {
  assert.deepEqual(vis(laegOver([p('a', 1)], [p('b', 5, 8)])), ['a 1..5', 'b 5..8']);
});

test('a new period with the same beginning replaces: longer, shorter or empty', () => {
  const lagrede = [p('a', 1, 5), p('b', 5, 8)];
  assert.deepEqual(vis(laegOver(lagrede, [p('c', 5)])), ['a 1..5', 'c 5..']);
  assert.deepEqual(vis(laegOver(lagrede, [p('c', 5, 6)])), ['a 1..5', 'c 5..6']);
  assert.deepEqual(vis(laegOver(lagrede, [p('c', 5, 5)])), ['a 1..5']);
});

test('a stored period that begins later stays, and the new one ends there', () => {
  assert.deepEqual(vis(laegOver([p('a', 1, 5), p('plan', 20)], [p('b', 3)])), ['a 1..3', 'b 3..20', 'plan 20..']);
});

test('an empty period that begins with no stored one says nothing', () => {
  assert.deepEqual(vis(laegOver([p('a', 1)], [p('b', 5, 5)])), ['a 1..']);
});

test('ended and begun at the same instant: both in one message', () => {
  assert.deepEqual(vis(laegOver([p('aktiv', 1)], [p('aktiv', 1, 7), p('inaktiv', 7)])), ['aktiv 1..7', 'inaktiv 7..']);
  assert.deepEqual(vis(laegOver([p('aktiv', 1, 7), p('inaktiv', 7)], [p('inaktiv', 7, 7), p('aktiv', 7)])), [
    'aktiv 1..7',
    'aktiv 7..',
  ]);
});

test('what is laid over is not changed', () => {
  const lagrede = [p('a', 1)];
  laegOver(lagrede, [p('b', 5)]);
  assert.deepEqual(lagrede, [p('a', 1)]);
});

test('entries that begin together stay in their order', () => {
  assert.deepEqual(vis(ordnet([p('c', 2), p('a', 1), p('tom', 1, 1), p('b', 1)])), ['a 1..', 'b 1..', 'c 2..']);
});
