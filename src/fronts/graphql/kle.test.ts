import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isKleMoenster, isKleNummer } from './kle.ts';

const NUMRE = ['00', '00.01', '02.05.02'];
const MOENSTRE = ['*', '9*', '99*', '99.*', '99.9*', '00.01*', '99.99.*', '99.99.9*', '99.99.99*'];
const HVERKEN = ['', '1', '1.2', '00.1', '00.01.', '00.01.001', '00.01.01.01', 'G01', '00-01', ' 00', '00 ', '٠٠'];
const IKKE_MOENSTRE = ['**', '*.01', '0*.01', '00**', '99.99.999*', '9.*', '.*', 'a*', '*00', '00.01* '];

test('a number has one, two or three pairs of digits', () => {
  assert.deepEqual(NUMRE.filter(isKleNummer), NUMRE);
  assert.deepEqual([...MOENSTRE, ...HVERKEN, ...IKKE_MOENSTRE].filter(isKleNummer), []);
});

test('a filter takes numbers, and beginnings of numbers with one star at the end', () => {
  assert.deepEqual([...NUMRE, ...MOENSTRE].filter(isKleMoenster), [...NUMRE, ...MOENSTRE]);
  assert.deepEqual([...HVERKEN, ...IKKE_MOENSTRE].filter(isKleMoenster), []);
});
