/** The change feed of the store, run on PGlite and on PostgreSQL: positions, owners, pages, fysiskslet and the checks. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import type { Aendringspost } from '../../src/register/aendringsstroem.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { nummerer } from '../../src/store/queries/nummerer.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import type { Skrivning, Store } from '../../src/store/store.ts';
import { clock, registrering, TIDER, tilfaeldig } from './verden.ts';

const A = '11111111';
const B = '29189978';
const KOMBIT = '19435075';
const tal = tilfaeldig(7);

/** A new object with a registration at each of the first instants. */
function ny(ejer: string, antal = 1, uuid = newUuid()): Skrivning {
  const nye = TIDER.slice(0, antal).map((tid) => registrering(tal, 'Adresse', tid));
  return { ejer, objekttype: 'Adresse', uuid, verbum: 'importer', forventetNr: 0, nye };
}

/** All changes after a position, page by page. */
async function alleAendringer(store: Store, ejere: readonly string[], antal = 3, siden = 0): Promise<Aendringspost[]> {
  const side = await store.aendringer(ejere, siden, antal);
  assert.ok(side.aendringer.length <= antal);
  assert.ok(side.position >= siden);
  return [...side.aendringer, ...(side.flere ? await alleAendringer(store, ejere, antal, side.position) : [])];
}

async function fund(store: Store): Promise<string[]> {
  const linjer: string[] = [];
  for await (const linje of store.kontroller()) linjer.push(linje);
  return linjer;
}

/** Declares the suite; `open` gives a driver with an empty database. */
export function stroemSuite(name: string, open: () => Promise<Driver>): void {
  let driver: Driver;
  let store: Store;
  before(async () => {
    driver = await open();
    await migrate(driver);
    store = sqlStore(driver, clock);
  });
  after(() => store.close());

  test(`${name}: an empty register has an empty feed`, async () => {
    assert.deepEqual(await store.aendringer([A, KOMBIT], 0, 10), { aendringer: [], position: 0, flere: false });
    assert.equal(await store.sidstePosition(), 0);
    assert.deepEqual(await store.objekter([A], undefined, 10), { objekter: [], flere: false });
  });

  test(`${name}: a caller finds its own write, with all that a change says`, async () => {
    const skrivning = ny(A);
    assert.ok(await store.gem([skrivning]));
    const { nye, uuid } = skrivning;
    const stand = { ejer: A, objekttype: 'Adresse', uuid, livscyklusKode: nye[0]!.livscyklusKode, tidspunkt: TIDER[0] };
    const side = await store.aendringer([A], 0, 10);
    assert.deepEqual(side, { aendringer: [{ position: 1, ...stand }], position: 1, flere: false });
    assert.deepEqual(await store.aendringer([A], 1, 10), { aendringer: [], position: 1, flere: false });
    assert.deepEqual(await store.objekter([A], undefined, 10), { objekter: [stand], flere: false });
  });

  test(`${name}: positions run over all owners without gaps, and each owner sees its own, a page at a time`, async () => {
    for (const ejere of [[A, B, A], [KOMBIT], [B, B, A, KOMBIT]]) {
      assert.ok(await store.gem(ejere.map((ejer) => ny(ejer, 2))));
    }
    const alle = await alleAendringer(store, [A, B, KOMBIT]);
    assert.deepEqual(
      alle.map(({ position }) => position),
      alle.map((_, index) => index + 1),
    );
    assert.equal(alle.length, 17);
    for (const ejere of [[A], [A, KOMBIT], [KOMBIT, B]]) {
      const egne = alle.filter(({ ejer }) => ejere.includes(ejer));
      for (const antal of [1, 2, 100]) assert.deepEqual(await alleAendringer(store, ejere, antal), egne);
    }
    const udenFlere = await store.aendringer([KOMBIT], 0, 4);
    assert.deepEqual([udenFlere.aendringer.length, udenFlere.flere, udenFlere.position], [4, false, 17]);
    assert.equal((await store.aendringer([A], 9999, 5)).position, 17);
  });

  test(`${name}: callers at once each find their own write`, async () => {
    const siden = await store.sidstePosition();
    await Promise.all(
      Array.from({ length: 40 }, async () => {
        const skrivning = ny(A);
        assert.ok(await store.gem([skrivning]));
        const { aendringer } = await store.aendringer([A], siden, 100);
        assert.ok(aendringer.some(({ uuid }) => uuid === skrivning.uuid));
      }),
    );
    assert.equal((await store.aendringer([A], siden, 100)).aendringer.length, 40);
  });

  test(`${name}: what waits is numbered in batches, in the order of the queue`, async () => {
    const skrivninger = Array.from({ length: 23 }, () => ny(A));
    for (const skrivning of skrivninger) assert.ok(await store.gem([skrivning]));
    const foer = (
      await driver.query<[string]>({ text: `select vaerdi from taeller where navn = 'aendring'` }, [])
    )[0]![0];
    assert.equal(await nummerer(driver, 5), 23);
    assert.equal(await store.nummerer(), 0);
    const nye = await alleAendringer(store, [A], 100, Number(foer));
    assert.deepEqual(
      nye.map(({ uuid }) => uuid),
      skrivninger.map(({ uuid }) => uuid),
    );
  });

  test(`${name}: the objects as they stand come by key, page by page, each once`, async () => {
    const hele = await store.objekter([B, A, KOMBIT], undefined, 1000);
    assert.equal(hele.flere, false);
    const antal = [...(await store.antal()).values()].reduce((a, b) => a + b, 0);
    assert.equal(hele.objekter.length, antal);
    assert.deepEqual([...new Set(hele.objekter.map(({ ejer }) => ejer))], [B, A, KOMBIT]);
    for (const sideAntal of [1, 4, 7]) {
      const samlet = [];
      let flere = true;
      while (flere) {
        const side = await store.objekter([B, A, KOMBIT], samlet.at(-1), sideAntal);
        samlet.push(...side.objekter);
        assert.ok(samlet.length <= antal);
        flere = side.flere;
      }
      assert.deepEqual(samlet, hele.objekter);
    }
  });

  test(`${name}: fysiskslet leaves the feed whole, tells of each object that went, and a new life is told of`, async () => {
    const foer = await alleAendringer(store, [B]);
    const liv = ny(B, 3);
    assert.ok(await store.gem([liv]));
    const gik = await store.fjernAlle(B, []);
    assert.deepEqual(await store.objekter([B], undefined, 10), { objekter: [], flere: false });
    const efter = await alleAendringer(store, [B]);
    assert.deepEqual(efter.slice(0, foer.length), foer);
    const slettede = efter.slice(foer.length + 3);
    assert.equal(slettede.length, gik);
    assert.deepEqual(new Set(slettede.map(({ uuid }) => uuid)), new Set(efter.map(({ uuid }) => uuid)));
    for (const { livscyklusKode, tidspunkt } of slettede) {
      assert.deepEqual([livscyklusKode, tidspunkt], ['Slettet', clock()]);
    }
    assert.ok(await store.gem([ny(B, 2, liv.uuid)]));
    assert.equal((await alleAendringer(store, [B])).length, efter.length + 2);
    assert.deepEqual(await fund(store), []);
  });

  test(`${name}: anonymiser is told of as a change of its own, and checks out`, async () => {
    const { uuid, nye, ejer, objekttype } = ny(A, 2);
    assert.ok(await store.gem([{ uuid, nye, ejer, objekttype, verbum: 'importer', forventetNr: 0 }]));
    const foer = await store.sidstePosition();
    const omskrivning = { ejer, objekttype, uuid, forventetNr: 2, verbum: 'anonymiser' as const, registreringer: nye };
    assert.ok(await store.omskriv([omskrivning]));
    assert.deepEqual(
      (await store.aendringer([A], foer, 5)).aendringer.map((post) => [post.position, post.uuid]),
      [[foer + 1, uuid]],
    );
    assert.deepEqual(await fund(store), []);
  });

  const SKADER: readonly (readonly [string, string, RegExp])[] = [
    [
      'a change is lost',
      'delete from aendring where position = 3',
      /is in the outbox 0 times and not once\nThe feed has \d+ positions/,
    ],
    [
      'two have a position',
      `insert into aendring select position, tidspunkt, uuid, 99999999, nr, objekttype, livscyklus, verbum
       from aendring where position = 4`,
      /The feed has \d+ positions/,
    ],
    ['the first is gone', 'delete from aendring where position = 1', /positions from 2 to/],
    ['the counter is behind', 'update taeller set vaerdi = vaerdi - 1', /but its counter says 1 to \d+/],
    ['there is no counter', 'delete from taeller', /but its counter says 1 to 0/],
    [
      'a registration waits that has been told of',
      `insert into udbakke (tidspunkt, uuid, ejer, nr, objekttype, livscyklus, verbum)
       select tidspunkt, uuid, ejer, nr, objekttype, livscyklus, verbum from aendring where position = 1`,
      /registration 1 is in the outbox 2 times and not once/,
    ],
    [
      'what is told of is not there',
      `insert into udbakke (tidspunkt, uuid, ejer, nr, objekttype, livscyklus, verbum)
       select tidspunkt, uuid, ejer, 99, objekttype, livscyklus, verbum from aendring where position = 1`,
      /the outbox names registration 99, which is not there/,
    ],
    [
      'registrations of an object have changed places',
      `update aendring a set nr = 3 - nr from (select uuid from aendring where ejer = ${A} group by uuid
         having count(*) = 2 limit 1) t where a.uuid = t.uuid`,
      /registration 1 comes in the feed after a later one/,
    ],
  ];
  for (const [skade, text, ventet] of SKADER) {
    test(`${name}: check finds that ${skade}`, async () => {
      await driver.query({ text: 'create table if not exists a_foer as select * from aendring' }, []);
      await driver.query({ text: 'create table if not exists t_foer as select * from taeller' }, []);
      await driver.query({ text }, []);
      const linjer = await fund(store);
      assert.match(linjer.join('\n'), ventet);
      for (const [tabel, foer] of [
        ['aendring', 'a_foer'],
        ['taeller', 't_foer'],
      ]) {
        await driver.query({ text: `delete from ${tabel}` }, []);
        await driver.query({ text: `insert into ${tabel} select * from ${foer}` }, []);
      }
      await driver.query({ text: 'delete from udbakke' }, []);
      assert.deepEqual(await fund(store), []);
    });
  }

  test(`${name}: an authority with partitions of its own is read and numbered as the others are`, async () => {
    const egen = '33333333';
    for (const tabel of ['objekt', 'registrering', 'soeg_tekst', 'soeg_reference', 'aendring']) {
      const text = `create table ${tabel}_egen partition of ${tabel} for values in (${egen})`;
      await driver.query({ text }, []);
    }
    driver.isOpdelt = true;
    const siden = await store.sidstePosition();
    const skrivninger = [ny(egen, 2), ny(A), ny(egen)];
    assert.ok(await store.gem(skrivninger));
    const uuids = async (ejere: readonly string[]) =>
      (await store.aendringer(ejere, siden, 10)).aendringer.map(({ ejer, uuid }) => `${ejer} ${uuid}`);
    assert.equal((await uuids([egen])).length, 3);
    assert.equal((await uuids([A, egen])).length, 4);
    assert.equal((await store.objekter([egen], undefined, 10)).objekter.length, 2);
    assert.deepEqual(await fund(store), []);
  });
}
