import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHelTekstnoegle, TEKSTNOEGLE_TEGN_MAX, tekstnoegle } from './tekstnoegle.ts';

test('case and composition make no difference', () => {
  assert.equal(tekstnoegle('ÆRØ Å'), 'ærø å');
  assert.equal(tekstnoegle('A\u030arhus'), 'århus');
  assert.notEqual(tekstnoegle('ø'), tekstnoegle('o'));
});

test('200 characters are their own key, 201 have a digest behind the first 200', () => {
  const lang = 'Æ'.repeat(TEKSTNOEGLE_TEGN_MAX);
  assert.equal(tekstnoegle(lang), 'æ'.repeat(200));
  const [start, sum] = tekstnoegle(`${lang}x`).split('\u001f');
  assert.equal(start, 'æ'.repeat(200));
  assert.match(sum!, /^[0-9a-f]{64}$/);
  assert.equal(tekstnoegle(`${lang}x`), tekstnoegle(`${lang}X`));
  assert.notEqual(tekstnoegle(`${lang}x`), tekstnoegle(`${lang}y`));
  assert.deepEqual([isHelTekstnoegle(lang), isHelTekstnoegle(`${lang}x`)], [true, false]);
});

test('characters are counted whole, and none is cut in two', () => {
  const ansigter = '😀'.repeat(200);
  assert.equal(tekstnoegle(ansigter), ansigter);
  assert.ok(tekstnoegle(`${ansigter}!`).startsWith(`${ansigter}\u001f`));
  assert.ok(tekstnoegle(`a${ansigter}`).isWellFormed());
});
