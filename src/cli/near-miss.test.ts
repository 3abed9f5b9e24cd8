import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearMiss, suggestion } from './near-miss.ts';

const WORDS = ['serve', 'import', 'export', 'migrate', 'demo', 'check', 'myndighed opret'];

test('one mistake of each kind is forgiven', () => {
  assert.equal(nearMiss('serv', WORDS), 'serve');
  assert.equal(nearMiss('sserve', WORDS), 'serve');
  assert.equal(nearMiss('sarve', WORDS), 'serve');
  assert.equal(nearMiss('sevre', WORDS), 'serve');
  assert.equal(nearMiss('EXPROT', WORDS), 'export');
  assert.equal(nearMiss('myndighed oprett', WORDS), 'myndighed opret');
});

test('of several candidates the nearest is meant', () => {
  assert.equal(nearMiss('inport', WORDS), 'import');
  assert.equal(nearMiss('exporrt', WORDS), 'export');
});

test('a swap counts as one mistake, not as two', () => {
  assert.equal(nearMiss('dmeo', ['demo', 'dear']), 'demo');
  assert.equal(nearMiss('ba', ['ab']), 'ab');
});

test('of two that are equally near the first is meant, and too many mistakes are no typing mistakes', () => {
  assert.equal(nearMiss('ab', ['ac', 'ad']), 'ac');
  assert.equal(nearMiss('sabve', ['serve']), 'serve');
  assert.equal(nearMiss('sabce', ['serve']), undefined);
});

test('a word that is like none of them suggests nothing', () => {
  assert.equal(nearMiss('start', WORDS), undefined);
  assert.equal(nearMiss('', WORDS), undefined);
  assert.equal(suggestion('start', WORDS), '');
  assert.equal(suggestion('prot', ['port'], '--'), ' Do you mean --port?');
});
