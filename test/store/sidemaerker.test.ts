import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedClock } from '../../src/base/clock.ts';
import { Sidemaerker } from '../../src/store/queries/sidemaerker.ts';

test('a page goes on from one that ended just where it begins, of the same search alone', () => {
  const maerker = new Sidemaerker(fixedClock(0));
  maerker.husk('a', { antal: 500, uuid: 'x' });
  maerker.husk('a', { antal: 1000, uuid: 'y' });
  assert.deepEqual(maerker.find('a', 1000), { antal: 1000, uuid: 'y' });
  assert.deepEqual(maerker.find('a', 500), { antal: 500, uuid: 'x' });
  assert.equal(maerker.find('a', 999), undefined);
  assert.equal(maerker.find('a', 1700), undefined);
  assert.equal(maerker.find('a', 499), undefined);
  assert.equal(maerker.find('a', 0), undefined);
  assert.equal(maerker.find('b', 1000), undefined);
});

test('marks are forgotten ten minutes after the last page, and when the clock goes back', () => {
  const ur = fixedClock(1_000_000);
  const maerker = new Sidemaerker(ur);
  maerker.husk('a', { antal: 500, uuid: 'x' });
  ur.advance(9 * 60_000);
  maerker.husk('a', { antal: 1000, uuid: 'y' });
  ur.advance(9 * 60_000);
  assert.deepEqual(maerker.find('a', 500), { antal: 500, uuid: 'x' });
  ur.advance(60_000);
  assert.equal(maerker.find('a', 500), undefined);
  maerker.husk('a', { antal: 500, uuid: 'x' });
  ur.advance(-1);
  assert.equal(maerker.find('a', 500), undefined);
});

test('what is kept is bounded: the searches and marks that were used longest ago go', () => {
  const maerker = new Sidemaerker(fixedClock(0));
  for (let nr = 0; nr < 501; nr++) maerker.husk(`s${nr}`, { antal: 1, uuid: 'x' });
  assert.equal(maerker.find('s0', 1), undefined);
  assert.ok(maerker.find('s1', 1));
  for (let antal = 1; antal <= 2001; antal++) maerker.husk('dyb', { antal, uuid: String(antal) });
  assert.equal(maerker.find('dyb', 1), undefined);
  assert.deepEqual(maerker.find('dyb', 2), { antal: 2, uuid: '2' });
});

test('behind the last page nothing is remembered, so that turning on from it gives no hit again', () => {
  const maerker = new Sidemaerker(fixedClock(0));
  maerker.husk('a', { antal: 8, uuid: 'x' });
  maerker.husk('a', { antal: 16, uuid: 'y' });
  maerker.slut('a', 8);
  assert.equal(maerker.find('a', 16), undefined);
  assert.deepEqual(maerker.find('a', 8), { antal: 8, uuid: 'x' });
  maerker.slut('a', 0);
  assert.equal(maerker.find('a', 8), undefined);
  maerker.slut('b', 0);
});
