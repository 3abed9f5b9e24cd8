/** What the store promises of work in one transaction and of reading at one moment, for either database. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Skrivning, Store } from '../../src/store/store.ts';
import { maal, registrering, TIDER, tilfaeldig } from './verden.ts';

const EJER = '11111111';
const WHOLE = { fra: -1e21, til: 1e21 };

/** Objects with three registrations each, whose UUIDs begin at a number. */
export function skrivninger(fra: number, antal: number): Skrivning[] {
  const tal = tilfaeldig(fra);
  return Array.from({ length: antal }, (_, i) => ({
    ejer: EJER,
    objekttype: 'OrganisationEnhed',
    uuid: maal(fra + i),
    verbum: 'importer',
    forventetNr: 0,
    nye: TIDER.map((tid) => registrering(tal, 'OrganisationEnhed', tid)),
  }));
}

/** @param open Opens an empty store; it is closed by the tests. */
export function samletSuite(name: string, open: () => Promise<Store>): void {
  test(`${name}: work in one transaction is there as a whole, or not at all`, async () => {
    const store = await open();
    try {
      const [foerste, anden] = [skrivninger(1000, 3), skrivninger(2000, 3)];
      const uuids = [...foerste, ...anden].map(({ uuid }) => uuid);
      const fundne = async () => (await store.hent([EJER], 'OrganisationEnhed', uuids, 'nuvaerende')).length;
      await assert.rejects(
        store.samlet(async (del) => {
          assert.equal(await del.gem(foerste), true);
          // What is refused inside undoes itself alone.
          assert.equal(await del.gem([...anden, foerste[0]!]), false);
          assert.equal((await del.hent([EJER], 'OrganisationEnhed', uuids, 'nuvaerende')).length, 3);
          throw new Error('enough');
        }),
        /enough/,
      );
      assert.equal(await fundne(), 0);
      const svar = await store.samlet(async (del) => {
        await del.gem(foerste);
        await del.saetMaerke('prøve', '1');
        assert.equal(await del.gem([...anden, foerste[0]!]), false);
        return del.gem(anden);
      });
      assert.equal(svar, true);
      assert.equal(await fundne(), 6);
      assert.equal(await store.maerke('prøve'), '1');
      await store.fjernMaerke('prøve');
      assert.equal(await store.maerke('prøve'), undefined);
      const [hele] = await store.hent([EJER], 'OrganisationEnhed', [uuids[0]!], WHOLE);
      assert.deepEqual(hele?.registreringer, foerste[0]!.nye);
      for await (const fejl of store.kontroller()) assert.fail(fejl);
    } finally {
      await store.close();
    }
  });

  test(`${name}: what is special to COPY and to arrays goes in and out to the letter`, async () => {
    const store = await open();
    try {
      const navn = 'a\tb\\c\nd "e" {f,g} \\N \\. Æ';
      const objekter = skrivninger(3000, 2).map((skrivning) => ({
        ...skrivning,
        nye: skrivning.nye.map((ny) => ({
          ...ny,
          egenskaber: ny.egenskaber.map((egenskab) => ({ ...egenskab, felter: { EnhedNavn: navn } })),
        })),
      }));
      assert.equal(await store.gem(objekter), true);
      const [hele] = await store.hent([EJER], 'OrganisationEnhed', [objekter[0]!.uuid], WHOLE);
      assert.deepEqual(hele?.registreringer, objekter[0]!.nye);
      for await (const fejl of store.kontroller()) assert.fail(fejl);
    } finally {
      await store.close();
    }
  });

  test(`${name}: all objects can be read as they were known at a time`, async () => {
    const store = await open();
    try {
      const objekter = skrivninger(4000, 2);
      await store.gem(objekter);
      const kendt: number[] = [];
      await store.fastholdt(async (fast) => {
        const filter = { ejer: EJER, objekttype: 'OrganisationEnhed', registreretSenest: TIDER[1]! } as const;
        for await (const { registreringer } of fast.alle(filter)) kendt.push(registreringer.length);
      });
      assert.deepEqual(kendt, [2, 2]);
    } finally {
      await store.close();
    }
  });
}
