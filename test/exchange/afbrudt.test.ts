/** An import that is cut off while it ends what is gone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Fremdrift, INTET } from '../../src/exchange/indlaesning.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { clock } from '../store/verden.ts';
import { indlaesCsv, MYNDIGHED } from './verden.ts';

let store: Store;

before(async () => {
  store = await openStore({ database: ':memory:', clock });
  await store.gemMyndighed(MYNDIGHED);
});
after(() => store.close());

const UNITS = 1500;
const fil = (antal: number) =>
  `Enhedsid;Navn;Fra\n${Array.from({ length: antal }, (_, nr) => `${nr};Enhed ${nr};2020-01-01\n`).join('')}`;

test('cut off while it ends what is gone, the next run ends all the rest', async () => {
  await indlaesCsv(store, 'enheder', fil(UNITS));
  clock.advance(1000);
  // The last day is before the day of the import: what has ended is no more in use, and so is not found gone again.
  const valg = { iDag: '2026-06-02', borteTil: '2026-05-31' };
  let maerke: Fremdrift = { emner: 0, taelling: INTET };
  const afbrudt = indlaesCsv(store, 'enheder', fil(1), {
    ...valg,
    efterParcel: async (fremdrift) => {
      maerke = fremdrift ?? maerke;
      throw new Error('cut off');
    },
  });
  await assert.rejects(afbrudt, /cut off/);
  const { taelling } = await indlaesCsv(store, 'enheder', fil(1), { ...valg, begyndelse: maerke });
  assert.ok(taelling.aendrede > 0 && taelling.aendrede < UNITS - 1, JSON.stringify(taelling));
  const tilbage = await indlaesCsv(store, 'enheder', fil(1), { iDag: valg.iDag });
  assert.deepEqual(tilbage.taelling, { ...INTET, samme: 1 });
});
