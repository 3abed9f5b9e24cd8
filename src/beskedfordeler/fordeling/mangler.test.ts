/** What a dueslag lacks while it takes nothing: it comes to it whoever distributes, and whatever is wrong with its subscriptions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedClock } from '../../base/clock.ts';
import {
  AF_TYPE,
  ALT,
  besked,
  dueslag,
  ENHEDSTYPE,
  fordelAlt,
  fordelerPaa,
  ids,
  kilde,
  registrer,
  storesOf,
} from './verden.testing.ts';

const clock = fixedClock(Date.UTC(2026, 5, 1));
const nyStore = storesOf(clock);

test('of two processes that fill a dueslag by turns each goes on where the other left off', async () => {
  const store = await nyStore();
  const [en, anden] = ['en', 'anden'].map((proces) => fordelerPaa(store, { clock, proces }));
  const hos = await dueslag(store, [ALT()]);
  await store.beskeder.lukFor(hos, 'proeve', clock());
  const sendte = Array.from({ length: 450 }, () => besked());
  await Promise.all(sendte.map((hver) => en!.modtag(hver, undefined)));
  await store.beskeder.aktiver(hos, clock());
  // Each believes for a while that it distributes.
  for (const fordeler of [en!, anden!, en!, en!, en!]) {
    await store.beskeder.slip('fordeler', 'en');
    await store.beskeder.slip('fordeler', 'anden');
    await fordeler.runde();
  }
  assert.equal((await ids(store, hos)).length, 450);
  assert.equal((await store.beskeder.findDueslag(hos))!.manglerFra, undefined);
});

test('a subscription that cannot be read loses nothing: neither what others send before anybody looks, nor when its dueslag is activated as it is', async () => {
  const store = await nyStore();
  const fordeler = fordelerPaa(store, { clock });
  const daarligt = await dueslag(store, [ALT(), AF_TYPE(ENHEDSTYPE)]);
  const { abonnementer } = (await store.beskeder.findDueslag(daarligt))!;
  await store.beskeder.gemAbonnement(daarligt, { ...abonnementer[1]!, udtryk: 'Beskedtype LIGNER x' });
  const sendte = [besked(), besked()];
  assert.equal((await fordeler.modtag(sendte[0]!, undefined)).kode, 20);
  assert.match((await store.beskeder.findDueslag(daarligt))!.grund!, /abonnement kan ikke læses/);
  await store.beskeder.aktiver(daarligt, clock());
  assert.equal((await fordeler.modtag(sendte[1]!, undefined)).kode, 20);
  await fordelAlt(fordeler);
  const lukket = (await store.beskeder.findDueslag(daarligt))!;
  assert.deepEqual([lukket.tilstand, lukket.beskeder], ['stoppet', 0]);
  assert.match(lukket.grund!, /abonnement kan ikke læses/);
  await store.beskeder.gemAbonnement(daarligt, abonnementer[1]!);
  await store.beskeder.aktiver(daarligt, clock());
  await fordelAlt(fordeler);
  assert.deepEqual(
    await ids(store, daarligt),
    sendte.map(({ beskedId }) => beskedId),
  );
});

test('changes that a batch has no room for come with the next', async () => {
  const store = await nyStore();
  const knap = {
    ...kilde,
    beskederOf: async (haendelser: Parameters<typeof kilde.beskederOf>[0]) => kilde.beskederOf(haendelser.slice(0, 2)),
  };
  const fordeler = fordelerPaa(store, { clock, kilde: knap });
  const hos = await dueslag(store, [ALT()]);
  const uuids = [];
  for (let nr = 0; nr < 5; nr++) uuids.push(await registrer(store));
  await fordelAlt(fordeler);
  assert.deepEqual(
    (await ids(store, hos)).map((id) => id.split(':')[2]),
    uuids,
  );
});
