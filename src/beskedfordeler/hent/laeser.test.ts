import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { systemClock } from '../../base/clock.ts';
import { newUuid } from '../../base/uuid.ts';
import { openStore } from '../../store/open.ts';
import { ALT, besked, dueslag, fordelerPaa } from '../fordeling/verden.testing.ts';
import { type Laeselager, Laeser } from './laeser.ts';
import { Plads } from './plads.ts';

const store = await openStore({ database: ':memory:', clock: systemClock });
const { beskeder } = store;
const fordeler = fordelerPaa(store);
after(async () => {
  await fordeler.luk();
  await store.close();
});

const ALDRIG = new AbortController().signal;
let uuid: string;
/** Messages that the reader may not have any more. */
const udenAftale = new Set<string>();
beforeEach(async () => {
  uuid = await dueslag(store, [ALT()]);
});

async function laeg(antal: number): Promise<string[]> {
  const nye = Array.from({ length: antal }, () => besked());
  for (const en of nye) await fordeler.modtag(en, undefined);
  return nye.map(({ beskedId }) => beskedId);
}

const plads = (proces = newUuid()) => new Plads({ beskeder, proces }, `dueslag:${uuid}`);

/** A reader whose messages are their ids; what it was told of is counted. */
function laeser(paa = plads(), set: string[] = [], lager: Laeselager = beskeder): Laeser {
  return new Laeser({
    beskeder: lager,
    uuid,
    plads: paa,
    skriv: ({ beskedId }, forsoeg) => ({ messageId: beskedId, indhold: Buffer.from(String(forsoeg)) }),
    foerUdlevering: async (leveringer) => {
      set.push(...leveringer.map(({ beskedId }) => beskedId));
      return leveringer.filter(({ beskedId }) => !udenAftale.has(beskedId));
    },
    tilFejlkoe: (nr, hvorfor) => beskeder.tilFejlkoe(uuid, nr, hvorfor, systemClock()),
    vaek: async () => undefined,
  });
}

const naeste = async (en: Laeser) => {
  const hentet = await en.naeste();
  return hentet && { ...hentet, forsoeg: hentet.indhold.toString() };
};

test('messages come in order, each told of before; what was received is gone before another process reads', async () => {
  const ids = await laeg(50);
  const set: string[] = [];
  const foerste = laeser(plads(), set);
  await foerste.tag(ALDRIG);
  for (const id of ids.slice(0, 30)) {
    const hentet = await naeste(foerste);
    assert.equal(hentet?.messageId, id);
    assert.ok(set.includes(id));
    await foerste.kvitter(hentet.nr);
  }
  await foerste.slip();
  assert.equal(await naeste(foerste), undefined, 'it has let go');
  const anden = laeser();
  await anden.tag(ALDRIG);
  assert.equal((await naeste(anden))?.messageId, ids[30]);
  assert.equal(await anden.antal(), 19);
  await anden.slip();
});

test('what is put back is the next one, as an attempt more; what is not wanted is in the error queue, and comes first when it is back', async () => {
  const ids = await laeg(4);
  const en = laeser();
  await en.tag(ALDRIG);
  const foerste = await naeste(en);
  assert.deepEqual([foerste?.isGenleveret, foerste?.forsoeg], [false, '1']);
  await en.tilbage(foerste!.nr);
  const igen = await naeste(en);
  assert.deepEqual([igen?.messageId, igen?.isGenleveret, igen?.forsoeg], [ids[0], true, '2']);
  await en.tilFejlkoe(igen!.nr);
  for (const id of ids.slice(1)) {
    const hentet = await naeste(en);
    assert.equal(hentet?.messageId, id);
    await en.kvitter(hentet.nr);
  }
  assert.equal(await naeste(en), undefined);
  assert.ok(await beskeder.genindsaet(uuid, igen!.nr, systemClock()));
  assert.equal((await naeste(en))?.messageId, ids[0]);
  await en.slip();
});

test('of several that are put back the oldest is the next one, before what was read ahead', async () => {
  const ids = await laeg(8);
  const en = laeser();
  await en.tag(ALDRIG);
  const ude: number[] = [];
  for (const id of ids.slice(0, 5)) {
    const hentet = await naeste(en);
    assert.equal(hentet?.messageId, id);
    ude.push(hentet.nr);
  }
  for (const nr of [ude[4]!, ude[1]!, ude[3]!]) await en.tilbage(nr);
  for (const id of [ids[1], ids[3], ids[4], ids[5]]) assert.equal((await naeste(en))?.messageId, id);
  await en.slip();
});

test('what a reader had and did not receive comes to the next one as an attempt more', async () => {
  const [id] = await laeg(1);
  const en = laeser();
  await en.tag(ALDRIG);
  assert.equal((await naeste(en))?.messageId, id);
  await en.slip();
  const anden = laeser();
  await anden.tag(ALDRIG);
  const igen = await naeste(anden);
  assert.deepEqual([igen?.messageId, igen?.isGenleveret, igen?.forsoeg], [id, true, '2']);
  await anden.slip();
});

test('a reader that lets go keeps the dueslag until what it received is gone from it', async () => {
  const ids = await laeg(2);
  const fjernes = Promise.withResolvers<void>();
  const langsomt: Laeselager = {
    ...beskeder,
    kvitter: async (...given) => {
      await fjernes.promise;
      await beskeder.kvitter(...given);
    },
  };
  const en = laeser(plads(), [], langsomt);
  await en.tag(ALDRIG);
  await en.kvitter((await naeste(en))!.nr);
  const sluppet = en.slip();
  const anden = laeser();
  assert.equal(await anden.tag(AbortSignal.timeout(300)), false);
  fjernes.resolve();
  await sluppet;
  assert.ok(await anden.tag(ALDRIG));
  assert.equal((await naeste(anden))?.messageId, ids[1]);
  await anden.slip();
});

test('readers of one process take turns, and one that is called off leaves the others their turn', async () => {
  const faelles = plads();
  const [foerste, anden, tredje] = [laeser(faelles), laeser(faelles), laeser(faelles)];
  assert.ok(await foerste.tag(ALDRIG));
  const afbryd = new AbortController();
  const forgaeves = anden.tag(afbryd.signal);
  const venter = tredje.tag(ALDRIG);
  afbryd.abort();
  assert.equal(await forgaeves, false);
  assert.deepEqual([foerste.erTaget, anden.erTaget, tredje.erTaget], [true, false, false]);
  await foerste.slip();
  assert.ok(await venter);
  await tredje.slip();
});

test('a dueslag that another process has is waited for, and had when that one is gone', async () => {
  await beskeder.laan(`dueslag:${uuid}`, 'en anden', 600);
  const en = laeser();
  assert.equal(await en.tag(AbortSignal.timeout(50)), false);
  assert.ok(await en.tag(ALDRIG), 'its lease has run out');
  const skubber = laeser();
  assert.equal(await skubber.tag(AbortSignal.timeout(50)), false);
  await en.slip();
  assert.ok(await skubber.tag(ALDRIG));
  await skubber.slip();
});

test('an inactive dueslag gives nothing, until it is active again', async () => {
  const [id] = await laeg(1);
  await beskeder.inaktiver(uuid, systemClock());
  const en = laeser();
  await en.tag(ALDRIG);
  assert.equal(await naeste(en), undefined);
  await beskeder.aktiver(uuid, systemClock());
  assert.equal((await naeste(en))?.messageId, id);
  await en.slip();
});

test('what its reader may not have any more is in the error queue, and the next one is handed over', async () => {
  const ids = await laeg(4);
  udenAftale.add(ids[0]!);
  udenAftale.add(ids[2]!);
  const en = laeser();
  await en.tag(ALDRIG);
  for (const ventet of [ids[1], ids[3]]) {
    const hentet = await naeste(en);
    assert.deepEqual([hentet?.messageId, hentet?.isGenleveret], [ventet, false]);
    await en.kvitter(hentet!.nr);
  }
  assert.equal(await naeste(en), undefined);
  await en.slip();
  const fejl = await beskeder.fejlkoe(uuid, 10);
  assert.deepEqual(
    fejl.map(({ beskedId, grund }) => [beskedId, grund]),
    [
      [ids[0], 'aftale'],
      [ids[2], 'aftale'],
    ],
  );
});
