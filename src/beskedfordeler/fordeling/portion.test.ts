/** Portions of messages: bounded by their deliveries, never empty, never in the middle of a change. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../base/clock.ts';
import { openStore } from '../../store/open.ts';
import { portionOf } from './portion.ts';
import { ALT, besked, dueslag, fordelAlt, fordelerPaa, ids, registrer } from './verden.testing.ts';

test('as many messages as fit are one portion, and those of one change stay together', () => {
  const ingen = () => false;
  assert.equal(portionOf([1, 1, 1], ingen, 3), 3);
  assert.equal(portionOf([1, 1, 2], ingen, 3), 2);
  assert.equal(portionOf([9, 1], ingen, 3), 1);
  assert.equal(portionOf([], ingen, 3), 0);
  assert.equal(
    portionOf([2, 1, 1, 1], (nr) => nr === 2, 3),
    3,
  );
  assert.equal(
    portionOf([2, 2, 2], () => true, 3),
    3,
  );
});

test('what is more than one transaction takes goes in several: none is left out, and the order is kept', async (t) => {
  const store = await openStore({ database: ':memory:', clock: systemClock });
  t.after(() => store.close());
  const fordeler = fordelerPaa(store);
  await fordelAlt(fordeler);
  const alle: string[] = [];
  while (alle.length < 201) alle.push(await dueslag(store, [ALT()]));
  const registrerede: string[] = [];
  while (registrerede.length < 110) registrerede.push(await registrer(store));
  await fordeler.runde();
  const foerst = (await ids(store, alle[0]!)).length;
  assert.ok(foerst > 0 && foerst < 110, `${foerst} of 110 in the first transaction`);
  await fordelAlt(fordeler);
  const objektI = (beskedId: string) => beskedId.split(':')[2];
  for (const uuid of [alle[0]!, alle[200]!]) assert.deepEqual((await ids(store, uuid)).map(objektI), registrerede);
  const svar = await Promise.all(Array.from({ length: 110 }, () => fordeler.modtag(besked(), undefined)));
  assert.deepEqual(new Set(svar.map(({ kode }) => kode)), new Set([20]));
  assert.equal((await ids(store, alle[200]!)).length, 220);
});
