import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { KOMBIT, KORSBAEK, NABO, Verden } from './verden.testing.ts';

let verden: Verden;
before(async () => {
  verden = await Verden.ny();
});
after(() => verden[Symbol.asyncDispose]());

test('a cursor is good for the authority that it was made for alone, also behind a shared object', async () => {
  for (let nr = 0; nr < 2; nr++) await verden.importer('Klassifikation', { TitelTekst: 'k' }, { cvr: KOMBIT });
  const start = (cvr: string, efter?: string) =>
    verden.kald({ verbum: 'aendringerstart', antal: 1, ...(efter !== undefined && { efter }) }, cvr);
  const { start: foerste } = await start(NABO);
  assert.deepEqual([foerste!.objekter[0]!.ejer, foerste!.flere], [KOMBIT, true]);
  const anden = await start(NABO, foerste!.efter);
  assert.deepEqual([anden.status, anden.start!.objekter.length, anden.start!.flere], [20, 1, false]);
  for (const [cvr, efter] of [
    [KORSBAEK, foerste!.efter!],
    [NABO, `${foerste!.efter}x`],
    [NABO, ''],
  ] as const) {
    const { status, brud } = await start(cvr, efter);
    assert.deepEqual([status, brud.map(({ regel }) => regel)], [40, ['markoer-ugyldig']]);
  }
});
