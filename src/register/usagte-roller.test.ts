import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Interval } from '../base/instant.ts';
import { type Relation, uuidOf } from './model.ts';
import { medUsagteRoller } from './usagte-roller.ts';

const USAGT = { felter: [], roller: ['Mapninger'] };
const id = (nr: number) => ({ uuid: `00000000-0000-4000-8000-00000000000${nr}` });

function efter(sendte: readonly Interval[], lagrede: readonly Relation[]): readonly Relation[] {
  const poster = sendte.map((virkning) => ({ sted: '', post: { virkning, reference: id(0) } }));
  const sendt = { sted: '', egenskaber: [], tilstande: [], relationer: new Map([['Mapninger', poster]]) };
  return medUsagteRoller(sendt, () => lagrede, USAGT)
    .relationer.get('Mapninger')!
    .map(({ post }) => post);
}

const lagret = (fra: number, til: number, nr: number): Relation => ({
  ...{ reference: id(0), virkning: { fra, til }, rolle: id(nr), type: id(nr) },
  indeks: String(nr),
});

test('an entry has the role of the stored one with its period, else its beginning, else one that overlaps', () => {
  const sendte = [
    { fra: 30, til: 35 },
    { fra: 10, til: 15 },
    { fra: 10, til: 20 },
    { fra: 15, til: 20 },
    { fra: 36, til: 38 },
  ];
  const svar = efter(sendte, [lagret(10, 30, 1), lagret(10, 20, 2), lagret(25, 40, 3)]);
  const fundne = svar.map(({ rolle, indeks }) => [rolle && uuidOf(rolle), indeks]);
  assert.deepEqual(fundne, [
    [id(3).uuid, '3'],
    [id(1).uuid, '1'],
    [id(2).uuid, '2'],
    [id(1).uuid, undefined],
    [id(3).uuid, undefined],
  ]);
});

test('thousands of entries with one reference are not held against each other one by one', () => {
  const ANTAL = 2000;
  let set = 0;
  const lagrede = Array.from({ length: ANTAL }, (_, nr) => {
    const { virkning, ...resten } = lagret(nr * 10, nr * 10 + 10, 1);
    const talt = {
      get virkning() {
        set++;
        return virkning;
      },
    };
    return Object.defineProperties(resten, Object.getOwnPropertyDescriptors(talt)) as Relation;
  });
  for (const skub of [0, 1, ANTAL * 10]) {
    set = 0;
    const sendte = lagrede.map((_, nr) => ({ fra: nr * 10 + skub, til: nr * 10 + 10 + skub }));
    efter(sendte.reverse(), lagrede);
    assert.ok(set < ANTAL * 50, `${set} looks at ${ANTAL} entries, sent ${skub} later`);
  }
});
