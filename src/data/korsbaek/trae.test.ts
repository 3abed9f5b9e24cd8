import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fordelingAf } from './fordeling.ts';
import { enhedstraek } from './saertraek.ts';
import { niveauStoerrelser, traeAf } from './trae.ts';

test('any number of units makes five levels, and every unit but the root has its parent on the level above', () => {
  for (const antal of [20, 21, 60, 61, 333, 4000]) {
    const trae = traeAf(antal);
    assert.equal(
      niveauStoerrelser(antal).reduce((sum, size) => sum + size, 0),
      antal,
    );
    for (const size of niveauStoerrelser(antal)) assert.ok(size > 0, `${antal}`);
    const enheder = Array.from({ length: antal }, (_, ordinal) => trae.enhed(ordinal));
    assert.equal(new Set(enheder.map(({ uuid }) => uuid)).size, antal);
    for (const { niveau, overordnet } of enheder.slice(1)) assert.equal(enheder[overordnet!]?.niveau, niveau - 1);

    // The children of a unit are numbered from 0 without a gap: their paths are the same in a tree of any size.
    for (const [parent, children] of Map.groupBy(enheder.slice(1), ({ overordnet }) => overordnet)) {
      const numbers = children.map(({ sti }) => Number(sti.split('.').at(-1)));
      assert.deepEqual(numbers, [...numbers.keys()], `${antal}: ${enheder[parent!]?.navn}`);
    }
  }
});

test('all users are dealt out, each once, and none to a closed unit', () => {
  for (const [antal, seed] of [
    [20, 1],
    [60, 1],
    [60, 99],
    [1234, 5],
  ] as const) {
    const trae = traeAf(antal);
    const fordeling = fordelingAf(trae, seed);
    const numre = Array.from({ length: antal }, (_, ordinal) => fordeling.brugereI(ordinal)).flat();
    assert.deepEqual(numre, [...numre.keys()]);
    assert.equal(numre.length, fordeling.antal);
    assert.deepEqual(fordeling.brugereI(antal - 1), [], 'the last unit is the one to come');
    const lukkede = Array.from({ length: antal }, (_, ordinal) => trae.enhed(ordinal)).filter(
      (enhed) => enhedstraek(enhed, trae) === 'lukket',
    );
    assert.ok(lukkede.length > 0);
    for (const { ordinal } of lukkede) assert.deepEqual(fordeling.brugereI(ordinal), [], `closed: ${ordinal}`);
  }
});
