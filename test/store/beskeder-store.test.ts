/** However large what is kept is, a page of it is bounded: nobody who writes can fill the memory of those who distribute. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { openStore } from '../../src/store/open.ts';
import { besked, dueslagspost } from './beskeder-suite.ts';
import { clock, registrering, TIDER, tilfaeldig } from './verden.ts';

const EJER = '11111111';
const NABO = '29189978';

test('pages of large registrations and of large messages end before they are full, and miss nothing', async () => {
  const store = await openStore({ database: ':memory:', clock });
  try {
    const { beskeder } = store;
    const uuids = Array.from({ length: 5 }, () => newUuid());
    for (const [nr, uuid] of uuids.entries()) {
      const bytes = nr === 0 ? 17_000_000 : 6_000_000;
      const nye = [{ ...registrering(tilfaeldig(3), 'Bruger', TIDER[0]!), noteTekst: 'x'.repeat(bytes) }];
      const ejer = nr % 3 === 1 ? NABO : EJER;
      await store.gem([{ ejer, objekttype: 'Bruger', uuid, verbum: 'opret', forventetNr: 0, nye }]);
    }
    const sider: number[] = [];
    const fundne: string[] = [];
    for (let position = 0, flere = true; flere; ) {
      const side = await beskeder.haendelser(position, 500, ['Bruger']);
      assert.ok(side.haendelser.every(({ registrering }) => registrering));
      sider.push(side.haendelser.length);
      fundne.push(...side.haendelser.map(({ uuid }) => uuid));
      ({ position, flere } = side);
    }
    assert.deepEqual(fundne, uuids);
    assert.ok(sider[0] === 1 && sider.every((antal) => antal >= 1 && antal <= 4), String(sider));

    const post = dueslagspost({ bytesMax: 1e9 });
    await beskeder.gemDueslag(post, clock());
    const tunge = [12, 5, 5, 5].map((mb) => besked([post.uuid], { indhold: 'x'.repeat(mb * 1_000_000) }));
    for (const en of tunge) await beskeder.fordel([en], await beskeder.version());
    const numre = async (fraNr: number) => (await beskeder.gemte(fraNr, 200)).map(({ nr }) => nr);
    assert.deepEqual([await numre(1), await numre(2), await numre(4)], [[1], [2, 3], [4]]);
  } finally {
    await store.close();
  }
});
