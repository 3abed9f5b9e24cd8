import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laesTid, skrivTid } from './tid.ts';

test('seconds, milliseconds, seven decimals, offsets and white space around are read', () => {
  const instant = Date.UTC(2026, 0, 2, 3, 4, 5);
  for (const tekst of ['2026-01-02T03:04:05Z', '2026-01-02T04:04:05.0000000+01:00', '\n  2026-01-02T03:04:05.000Z ']) {
    assert.equal(laesTid(tekst), instant, tekst);
  }
  assert.equal(laesTid(skrivTid(instant + 7)), instant + 7);
});

test('a time without a zone, or that is none, is not read', () => {
  for (const tekst of [
    '2026-01-02T03:04:05',
    '2026-01-02',
    '',
    'Z',
    '2026-13-02T03:04:05Z',
    `2026-01-02T03:04:05.${'0'.repeat(50)}Z`,
  ]) {
    assert.equal(laesTid(tekst), undefined, tekst);
  }
});
