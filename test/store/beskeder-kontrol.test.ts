/** The check finds what SQL can break among messages; and a register that is taken back to a time takes its messages along. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { kontroller } from '../../src/store/kontrol/kontroller.ts';
import { skaer } from '../../src/store/kopi/skaer.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { openDriver } from '../../src/store/open.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import type { Store } from '../../src/store/store.ts';
import { besked, dueslagspost } from './beskeder-suite.ts';
import { clock, registrering, TIDER, tilfaeldig } from './verden.ts';

const EJER = '11111111';

async function paa(work: (driver: Driver, store: Store) => Promise<void>): Promise<void> {
  const driver = await openDriver(':memory:');
  try {
    await migrate(driver);
    await work(driver, sqlStore(driver, clock));
  } finally {
    await driver.close();
  }
}

async function linjerOf(driver: Driver): Promise<string[]> {
  const linjer: string[] = [];
  await kontroller(driver, async ({ linje }) => {
    linjer.push(linje);
  });
  return linjer;
}

const BRUD: readonly [brydes: string, linje: RegExp][] = [
  ['delete from besked where nr = 2', /message 2 is in levering and not kept/],
  ['delete from besked where nr = 1', /message 1 is in fejlkoe and not kept/],
  ['update levering set dueslag = 99 where nr = 2', /message 2 is in levering of a dueslag that is not there/],
  ['update levering set bytes = bytes + 1 where nr = 2', /message 2 has other bytes in levering/],
  ["update besked set indhold = indhold || 'x' where nr = 2", /message 2 has other bytes than it says/],
  ['update fejlkoe set nr = 2', /message 2 is both in dueslag .* and in its error queue/],
  ['update dueslag set mangler_fra = 2', /message 2 is in dueslag .*, which lacks those from 2/],
  ['update dueslag_ind set beskeder = beskeder + 1', /holds 2 messages with 44 bytes, but its counters say 3 with 44/],
  ['delete from dueslag_ud', /its counters say -1 with -1/],
  ["update taeller set vaerdi = 1 where navn = 'fordeling'", /message 2 has a number beyond the last/],
  ["insert into laeser values ('fordeler', 1)", /reader fordeler is at 1, beyond the end of the feed/],
  ["delete from vaerdilistevaerdi where vaerdi = 'b'", /value list .* of 11111111 has 1 values, but says 2/],
  ["update vaerdiliste set kode = 'Slettet'", /value list .* of 11111111 is deleted and has values/],
];

test('the check finds every kind of fault among messages and value lists', () =>
  paa(async (driver, { beskeder, vaerdilister }) => {
    const post = dueslagspost();
    await beskeder.gemDueslag(post, clock());
    const virkning = { aktoerRef: { uuid: newUuid() }, aktoerTypeKode: 'ItSystem' } as const;
    const liste = { uuid: newUuid(), navn: 'liste', kode: 'Opstaaet', fra: clock(), virkning } as const;
    await vaerdilister.gem({ ejer: { cvr: EJER }, liste, forventetNr: 0, vaerdier: ['a', 'b'], listerMax: 9 });
    const nye = [1, 2, 3].map(() => besked([post.uuid]));
    await beskeder.fordel(nye, await beskeder.version());
    await beskeder.tilFejlkoe(post.uuid, 1, 'nej', clock());
    assert.deepEqual(await linjerOf(driver), []);
    for (const [text, linje] of BRUD) {
      const fundne = await driver
        .transaction(async (session) => {
          await session.query({ text }, []);
          const inde = {
            ...driver,
            query: session.query,
            transaction: <T>(work: (s: typeof session) => Promise<T>) => work(session),
          };
          throw await linjerOf(inde);
        })
        .catch((thrown: unknown) => thrown as string[]);
      assert.ok(Array.isArray(fundne) && fundne.some((funden) => linje.test(funden)), `${text}\n${String(fundne)}`);
    }
    assert.deepEqual(await linjerOf(driver), []);
  }));

test('back to a time, messages of changes that are gone are gone, others stay, and readers stand where they stood', () =>
  paa(async (driver, store) => {
    const tal = tilfaeldig(3);
    const { beskeder } = store;
    const post = dueslagspost();
    await beskeder.gemDueslag(post, clock());
    // The second of four is the one that is cut off, so those after it move.
    for (const tid of [0, 2, 1, 0]) {
      const nye = [registrering(tal, 'Bruger', TIDER[tid]!)];
      await store.gem([{ ejer: EJER, objekttype: 'Bruger', uuid: newUuid(), verbum: 'opret', forventetNr: 0, nye }]);
    }
    assert.equal(await store.sidstePosition(), 4);
    await beskeder.flyt('fordeler', undefined, 0);
    await beskeder.flyt('broker', undefined, 2);
    const egne = [1, 2, 3].map((position) => besked([post.uuid], { position }));
    const fremmed = besked([post.uuid]);
    await beskeder.fordel([...egne, fremmed], await beskeder.version(), { fra: 0, til: 3 });
    await beskeder.tilFejlkoe(post.uuid, 1, 'nej', clock());
    await skaer(driver, TIDER[1]!);
    const venter = await beskeder.naeste(post.uuid, 10);
    assert.deepEqual(
      venter.map(({ beskedId }) => beskedId),
      [egne[2]!.beskedId, fremmed.beskedId],
    );
    assert.deepEqual([await beskeder.position('fordeler'), await beskeder.position('broker')], [2, 1]);
    const positioner = await driver.query<[string | null]>({ text: 'select position from besked order by nr' }, []);
    assert.deepEqual(positioner.flat(), ['1', '2', null]);
    assert.equal((await beskeder.haendelser(2, 9, ['Bruger'])).haendelser.length, 1);
    assert.deepEqual(await linjerOf(driver), []);
  }));

test('what was lent by a clock that has been set back is free', () =>
  paa(async (driver, { beskeder }) => {
    assert.equal(await beskeder.laan('x', 'p1', 3000), true);
    assert.equal(await beskeder.laan('x', 'p2', 3000), false);
    await driver.query(
      { text: "update laan set taget = taget + interval '1 hour', udloeber = udloeber + interval '1 hour'" },
      [],
    );
    assert.equal(await beskeder.laan('x', 'p2', 3000), true);
    assert.equal(await beskeder.laan('x', 'p1', 3000), false);
  }));

test('a dueslag that lacked what is gone lacks nothing any more when it is active again', () =>
  paa(async (driver, store) => {
    const { beskeder } = store;
    const post = dueslagspost({ beskederMax: 1 });
    await beskeder.gemDueslag(post, clock());
    const nye = [registrering(tilfaeldig(3), 'Bruger', TIDER[2]!)];
    await store.gem([{ ejer: EJER, objekttype: 'Bruger', uuid: newUuid(), verbum: 'opret', forventetNr: 0, nye }]);
    const position = await store.sidstePosition();
    await beskeder.fordel([besked([post.uuid]), besked([post.uuid], { position })], await beskeder.version());
    const { manglerFra } = (await beskeder.findDueslag(post.uuid))!;
    await skaer(driver, TIDER[1]!);
    await beskeder.aktiver(post.uuid, clock());
    const omraade = { fraNr: manglerFra!, tilNr: manglerFra! };
    assert.equal(await beskeder.indhent(post.uuid, [], await beskeder.version(), omraade, clock()), 'faerdig');
    assert.deepEqual(await linjerOf(driver), []);
  }));
