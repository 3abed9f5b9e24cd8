import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../base/uuid.ts';
import { openStore } from '../store/open.ts';
import { aendr } from './aendring.ts';
import { tilstandOf } from './model.ts';
import { opretSystem } from './systemer.ts';
import { HVEM } from './verden.testing.ts';

test('who was overtaken decides again on what the others made of it; who has nothing to add counts for no change', async () => {
  const store = await openStore({ database: ':memory:', clock: () => 0 });
  try {
    const { administration } = store;
    const sete: number[] = [];
    await Promise.all(
      Array.from({ length: 5 }, () =>
        aendr(administration, (tilstand) => {
          sete.push(tilstand.systemer.length);
          return opretSystem(tilstand, newUuid(), `System ${tilstand.systemer.length}`, HVEM);
        }),
      ),
    );
    assert.ok(sete.length > 5, 'somebody was overtaken');
    assert.deepEqual(
      tilstandOf(await administration.hent()).systemer.map(({ navn }) => navn),
      ['System 0', 'System 1', 'System 2', 'System 3', 'System 4'],
    );
    await aendr(administration, () => ({ systemer: [] }));
    assert.equal(await administration.version(), 5);
  } finally {
    await store.close();
  }
});
