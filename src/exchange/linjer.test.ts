import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emne } from './emne.ts';
import { LINJE_TEGN_MAX, linjer } from './linjer.ts';
import { forud, parceller } from './parceller.ts';

async function* pieces(...given: readonly string[]): AsyncGenerator<string> {
  yield* given;
}

async function alle<T, U>(items: AsyncIterable<T>, map: (item: T) => U): Promise<U[]> {
  const ud: U[] = [];
  for await (const item of items) ud.push(map(item));
  return ud;
}

test('lines are the same however the text is cut, with their numbers', async () => {
  for (const given of [['a\r\n\nbæ\nc'], ['a', '\r', '\n', '\nb', 'æ\nc'], [...'a\r\n\nbæ\nc']]) {
    const ud = await alle(linjer(pieces(...given)), ({ nr, tekst }) => `${nr} ${tekst}`);
    assert.deepEqual(ud, ['1 a', '2 ', '3 bæ', '4 c']);
  }
});

test('a line without an end is refused before it fills the memory', async () => {
  const lang = 'x'.repeat(LINJE_TEGN_MAX / 4);
  await assert.rejects(
    alle(linjer(pieces('a\n', lang, lang, lang, lang, 'x')), ({ nr }) => nr),
    /Line 2 is longer than/,
  );
});

test('a parcel is full by number, by size, and where an object comes again', async () => {
  const emne = (nr: number, tegn: number): Emne => ({
    linje: nr,
    tegn,
    art: 'borte',
    objekttype: 'Bruger',
    uuid: String(nr),
    forventet: '',
  });
  const sizes = async (emner: readonly Emne[]) => alle(parceller(emner), (parcel) => parcel.length);
  assert.deepEqual(await sizes(Array.from({ length: 2500 }, (_, nr) => emne(nr, 1))), [1000, 1000, 500]);
  assert.deepEqual(await sizes([0, 1, 2, 3].map((nr) => emne(nr, 2_000_000))), [2, 2]);
  assert.deepEqual(await sizes([0, 1, 0, 2].map((nr) => emne(nr, 1))), [2, 2]);
});

test('what is made ahead comes in order, and what goes wrong is thrown where it stands', async () => {
  async function* items() {
    yield 1;
    yield 2;
    throw new Error('here');
  }
  const sete: number[] = [];
  await assert.rejects(async () => {
    for await (const item of forud(items())) sete.push(item);
  }, /here/);
  assert.deepEqual(sete, [1, 2]);
});
