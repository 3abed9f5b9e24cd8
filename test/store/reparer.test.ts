/** A repair beside writers: an object that is made while search rows of nothing are taken out keeps its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { driverI } from '../../src/store/drivers/i-transaktion.ts';
import { kontroller } from '../../src/store/kontrol/kontroller.ts';
import { reparer } from '../../src/store/kontrol/reparer.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { objekttypeNr } from '../../src/store/numre.ts';
import { openDriver } from '../../src/store/open.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import { postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock, registrering, TIDER, tilfaeldig } from './verden.ts';

const EJER = '11111111';
const BRUGER = { ejer: Number(EJER), objekttype: objekttypeNr('Bruger') };
const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);
const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';

async function linjerOf(driver: Driver): Promise<string[]> {
  const linjer: string[] = [];
  await kontroller(driver, async ({ linje }) => {
    linjer.push(linje);
  });
  return linjer;
}

async function untilWaiting(driver: Driver): Promise<void> {
  const text = `select count(*)::int from pg_stat_activity where wait_event_type = 'Lock'`;
  while ((await driver.query<[number]>({ text }, []))[0]![0] === 0);
}

test(`rows of an object that is made meanwhile are left (seed ${SEED})`, { skip, timeout: 60_000 }, async () => {
  await using server = await startPostgres();
  const driver = await openDriver(server.url);
  try {
    await migrate(driver);
    const uuid = newUuid();
    const af = `from (values (${BRUGER.ejer}, ${BRUGER.objekttype}, '${uuid}'::uuid)) v`;
    const altid = `'-infinity', 'infinity', '2026-01-01', 'infinity'`;
    const kolonner =
      'virkning_fra, virkning_til, registreret_fra, registreret_til, ejer, objekttype, uuid, felt, noegle';
    await driver.query({ text: `insert into soeg_tekst (${kolonner}) select ${altid}, v.*, 1, 'x' ${af}` }, []);
    let reparation: ReturnType<typeof reparer> | undefined;
    await driver.transaction(async (session) => {
      await session.query({ text: 'lock table soeg_tekst in access exclusive mode' }, []);
      reparation = reparer(driver, BRUGER, [uuid]);
      await untilWaiting(driver);
      const nye = [registrering(tilfaeldig(SEED), 'Bruger', TIDER[0]!)];
      const skrivning = { ejer: EJER, objekttype: 'Bruger', uuid, verbum: 'importer', forventetNr: 0, nye } as const;
      assert.ok(await sqlStore(driverI(session, driver), clock).gem([skrivning]));
    });
    assert.deepEqual(
      (await reparation!).map(({ isRettet }) => isRettet),
      [false],
    );
    const linjer = await linjerOf(driver);
    assert.equal(linjer.length, 1, linjer.join('\n'));
    assert.match(linjer[0]!, /a row of soeg_tekst says what no document says \(number 1\)/);
    const [rettet] = await reparer(driver, BRUGER, [uuid]);
    assert.match(rettet!.linje, /: 0 search rows put in, 1 taken out$/);
    assert.deepEqual(await linjerOf(driver), []);
  } finally {
    await driver.close();
  }
});
