/** Portions of messages: bounded by their deliveries, never empty, never in the middle of a change. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { portionOf } from './portion.ts';

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
