import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fixedClock } from '../base/clock.ts';
import { KOMBIT_CVR, KORSBAEK_CVR } from '../standard/koder.ts';
import { openStore } from '../store/open.ts';
import type { Skrivning, Store } from '../store/store.ts';
import { indlaesKorsbaek, indlaesSuperOrg, opretMyndighed } from './indlaes.ts';
import { korsbaekPakker } from './korsbaek.ts';
import { KORSBAEK_POST, myndighedspost } from './superorg.ts';

const NU = Date.parse('2026-11-24T12:00:00Z');
const DAY_MS = 86_400_000;
const clock = fixedClock(NU);
let store: Store;

before(async () => {
  store = await openStore({ database: ':memory:', clock });
});
after(() => store.close());

const ialt = async (ejer?: string) => [...(await store.antal(ejer)).values()].reduce((sum, antal) => sum + antal, 0);

/** The store, which breaks off before a write so many writes from now: as a process that is killed. */
function cutAfter(writes: number): Store {
  let left = writes;
  return new Proxy(store, {
    get: (target, name: keyof Store) => {
      const member = (target[name] as (...given: unknown[]) => unknown).bind(target);
      if (name !== 'gem') return member;
      return (skrivninger: readonly Skrivning[]) => {
        if (left-- === 0) throw new Error('cut off');
        return member(skrivninger);
      };
    },
  });
}

test('the shared data is laid in once, with its hundred authorities', async () => {
  const { isNy, objekter } = await indlaesSuperOrg(store, NU);
  assert.equal(isNy, true);
  assert.equal(await ialt(), objekter);
  assert.equal((await store.myndigheder()).length, 100);
  assert.equal((await store.myndighed('29189978'))?.organisationUuid, '89cba575-d106-4732-87ab-45c09ac56874');
  assert.equal((await store.antal(KOMBIT_CVR)).get('Organisation'), 100);

  assert.deepEqual(await indlaesSuperOrg(store, NU + DAY_MS), { isNy: false, objekter: 0 });
});

test("an authority of one's own is made once, and nothing of it changes the second time", async () => {
  const post = myndighedspost({ cvr: '12345678', navn: 'Prøvestad Kommune' });
  assert.deepEqual(await opretMyndighed(store, post, NU), { isNy: true, objekter: 4 });
  assert.deepEqual(await opretMyndighed(store, post, NU + 1), { isNy: false, objekter: 0 });
  assert.deepEqual(await store.myndighed('12345678'), post);
});

test('Korsbæk: cut off half way, taken up again with what it was begun with, and then left alone', async () => {
  const valg = { units: 30, seed: 5, now: NU };
  await assert.rejects(indlaesKorsbaek(cutAfter(2), valg), /cut off/);
  const half = await ialt(KORSBAEK_CVR);

  const progress: (readonly [number, number])[] = [];
  const onProgress = (klaret: number, total: number) => progress.push([klaret, total]);
  const resten = await indlaesKorsbaek(store, { now: NU + 3 * DAY_MS, units: 60, seed: 6, onProgress });
  assert.deepEqual({ ...resten, objekter: undefined }, { isNy: true, objekter: undefined, ...valg });
  assert.deepEqual(progress.at(-1), [30, 30]);

  const ventet = [...korsbaekPakker(valg)].flat().filter(({ ejer }) => ejer === KORSBAEK_CVR);
  assert.ok(half > 0 && half < ventet.length);
  assert.equal(await ialt(KORSBAEK_CVR), ventet.length);
  for (const objekt of [ventet[0]!, ventet.at(-1)!]) {
    const [lagret] = await store.hent([KORSBAEK_CVR], objekt.objekttype, [objekt.uuid], 'nuvaerende');
    assert.deepEqual(lagret?.registreringer[0], objekt.nye.at(-1));
  }
  const antal = await ialt();
  assert.equal((await indlaesKorsbaek(store, { now: NU })).isNy, false);
  assert.equal(await ialt(), antal);
});

test('what the demo knows of the root unit is a change of the one that was there', async () => {
  const [rod] = await store.hent([KORSBAEK_CVR], 'OrganisationEnhed', [KORSBAEK_POST.rodenhedUuid], 'nuvaerende');
  assert.equal(rod?.nr, 2);
  assert.ok((rod.registreringer[0]?.relationer.Adresser?.length ?? 0) > 15);
});
