import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ansaettelseNoegle, csvUuid, NOEGLE_TEGN_MAX, UuidSet } from './csv-noegler.ts';

test('a UUID follows from owner, kind and id, and is never another: municipalities would get their objects twice', () => {
  assert.equal(csvUuid('11111111', 'enhed', '100'), '542e36a6-8f7c-5ba3-b8d7-5a020ec0b8c2');
  const andre = [csvUuid('22222222', 'enhed', '100'), csvUuid('11111111', 'bruger', '100')];
  assert.equal(new Set([csvUuid('11111111', 'enhed', '100'), ...andre]).size, 3);
});

test('the key of an employment fits, however long the ids are', () => {
  assert.equal(ansaettelseNoegle('anso', '100'), 'anso/100');
  const lang = ansaettelseNoegle('a'.repeat(40), 'b'.repeat(40));
  assert.equal(lang.length, NOEGLE_TEGN_MAX);
  assert.notEqual(lang, ansaettelseNoegle('a'.repeat(40), 'b'.repeat(41)));
});

test('a set of UUIDs knows what was put in, and nothing else, however it grows', () => {
  const set = new UuidSet();
  const uuid = (nr: number) => csvUuid('11111111', 'enhed', String(nr));
  for (let nr = 0; nr < 20_000; nr++) assert.equal(set.add(uuid(nr)), true);
  for (let nr = 0; nr < 20_000; nr++) {
    assert.equal(set.add(uuid(nr)), false);
    assert.equal(set.has(uuid(nr)), true);
    assert.equal(set.has(uuid(nr + 20_000)), false);
  }
});
