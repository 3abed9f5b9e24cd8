import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laesMarkoer, skrivMarkoer } from './markoer.ts';

const UUID = '0fa6d527-5282-5321-927c-43ee136bd44f';

test('a cursor comes back as the UUID that it was made of, and shows nothing of it', () => {
  for (const uuid of [UUID, '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']) {
    assert.equal(laesMarkoer(skrivMarkoer(uuid)), uuid);
  }
  assert.ok(!skrivMarkoer(UUID).includes('0fa6d527'));
});

test('every change of a character, and everything that is no cursor, is refused', () => {
  const markoer = skrivMarkoer(UUID);
  for (let at = 0; at < markoer.length; at++) {
    const andet = markoer[at] === 'A' ? 'B' : 'A';
    assert.equal(laesMarkoer(markoer.slice(0, at) + andet + markoer.slice(at + 1)), undefined, String(at));
  }
  for (const tekst of ['', '*', UUID, `${markoer}A`, markoer.slice(1), `${markoer}=`, ` ${markoer}`]) {
    assert.equal(laesMarkoer(tekst), undefined, tekst);
  }
});

test('a cursor of another form is refused, although its check bytes are right', () => {
  const bytes = Buffer.from(skrivMarkoer(UUID), 'base64url');
  bytes[0] = 2;
  assert.equal(laesMarkoer(bytes.toString('base64url')), undefined);
});
