/** The check reads a register in ranges: none is left out or read twice, however the ranges are cut. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namedUuid } from '../../src/base/uuid.ts';
import { kontroller } from '../../src/store/kontrol/kontroller.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { openDriver } from '../../src/store/open.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import { clock, registrering, TIDER, tilfaeldig } from './verden.ts';

const EJER = '11111111';
const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);
/** Registrations of the objects in the order of their UUIDs; a range has 1,000. One is longer than two ranges. */
const ANTAL = [400, 599, 1, 2300, 700, 300, 1, 999, 1000, 5, 5];
const UUIDS = ANTAL.map((_, nr) => namedUuid('6ba7b811-9dad-11d1-80b4-00c04fd430c8', `historik ${nr}`)).sort();

test(`objects of few and of many registrations are each read once (seed ${SEED})`, async () => {
  const driver = await openDriver(':memory:');
  try {
    await migrate(driver);
    const tal = tilfaeldig(SEED);
    const store = sqlStore(driver, clock);
    for (const [i, antal] of ANTAL.entries()) {
      const en = registrering(tal, 'Myndighed', TIDER[0]!);
      const nye = Array.from({ length: antal }, (_, nr) => ({ ...en, tidspunkt: TIDER[0]! + nr }));
      const noegle = { ejer: EJER, objekttype: 'Myndighed', uuid: UUIDS[i]! } as const;
      assert.ok(await store.gem([{ ...noegle, verbum: 'importer', forventetNr: 0, nye }]));
    }
    const kontrol = async () => {
      const linjer: string[] = [];
      let objekter = 0;
      await kontroller(
        driver,
        async ({ linje }) => {
          linjer.push(linje);
        },
        (done) => {
          objekter = done;
        },
      );
      return { linjer: linjer.filter((linje) => !linje.includes('a row of soeg_')), objekter };
    };
    assert.deepEqual(await kontrol(), { linjer: [], objekter: ANTAL.length });
    // Objects of which nothing else is left are found wherever they lie: first, between two ranges, last.
    const tomme = UUIDS.filter((_, nr) => ANTAL[nr]! <= 400);
    for (const tabel of ['registrering', 'udbakke']) {
      const hvilke = `{${tomme.join(',')}}`;
      await driver.query({ text: `delete from ${tabel} where uuid = any($1::uuid[])` }, [hvilke]);
    }
    const linjer = tomme.map((uuid) => `${EJER} Myndighed ${uuid}: an object without registrations`);
    assert.deepEqual(await kontrol(), { linjer, objekter: ANTAL.length });
  } finally {
    await driver.close();
  }
});
