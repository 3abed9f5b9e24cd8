import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OutBuffers } from './out-buffers.ts';

test('pieces come out as UTF-8, small and large, ASCII and not', () => {
  const buffers = new OutBuffers();
  for (const piece of ['a', 'æøå', '€', '𝒳', 'x'.repeat(3000), 'å'.repeat(3000)]) {
    for (const times of [1, 3, 200]) {
      const pieces = Array.from({ length: times }, (_, nr) => `${piece}${nr}`);
      const written = buffers.write(pieces);
      assert.equal(written.body.toString(), pieces.join(''));
      written.release();
    }
  }
});

test('what has not been released is left alone, what has is used again', () => {
  const buffers = new OutBuffers();
  const pieces = (letter: string) => Array.from({ length: 100 }, () => letter.repeat(5000));
  const a = buffers.write(pieces('a'));
  const b = buffers.write(pieces('b'));
  assert.ok(a.body.every((byte) => byte === 0x61));
  a.release();
  const c = buffers.write(pieces('c'));
  assert.equal(c.body.buffer, a.body.buffer);
  assert.ok(b.body.every((byte) => byte === 0x62));
});
