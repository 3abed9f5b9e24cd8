import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hash32, tilfaeldig } from './tilfaeldig.ts';

test('the hash is FNV-1a', () => {
  assert.equal(hash32(''), 0x811c9dc5);
  assert.equal(hash32('a'), 0xe40c292c);
  assert.equal(hash32('foobar'), 0xbf9cf968);
});

test('equal seed and key: equal numbers; and each number about as often as the others', () => {
  const draw = (seed: number, noegle: string) => {
    const tal = tilfaeldig(seed, noegle);
    return Array.from({ length: 6000 }, () => tal.heltal(1, 6));
  };
  assert.deepEqual(draw(1, 'x'), draw(1, 'x'));
  assert.notDeepEqual(draw(1, 'x'), draw(2, 'x'));
  assert.notDeepEqual(draw(1, 'x'), draw(1, 'y'));
  for (const [eyes, throws] of Map.groupBy(draw(3, 'dice'), (value) => value)) {
    assert.ok(
      eyes >= 1 && eyes <= 6 && throws.length > 850 && throws.length < 1150,
      `seed 3: ${eyes}: ${throws.length}`,
    );
  }
});
