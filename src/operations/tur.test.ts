import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Store } from '../store/store.ts';
import { efterTur } from './tur.ts';

/** Only who it is matters to a queue. */
const store = {} as Store;

test('one after the other under one key, beside one another under two, and on after a failure', async () => {
  const spor: string[] = [];
  const arbejde = (navn: string) => async () => {
    spor.push(`${navn} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    spor.push(`${navn} ends`);
    if (navn === 'a') throw new Error('a failed');
    return navn;
  };
  const [a, b, c] = await Promise.allSettled([
    efterTur(store, 'x', arbejde('a')),
    efterTur(store, 'x', arbejde('b')),
    efterTur(store, 'y', arbejde('c')),
  ]);
  assert.equal(a.status, 'rejected');
  assert.deepEqual(
    [b, c],
    [
      { status: 'fulfilled', value: 'b' },
      { status: 'fulfilled', value: 'c' },
    ],
  );
  const plads = (hvad: string) => spor.indexOf(hvad);
  assert.ok(plads('a ends') < plads('b begins'), spor.join());
  assert.ok(plads('c begins') < plads('a ends'), spor.join());
  assert.equal(await efterTur(store, 'x', arbejde('d')), 'd');
});
