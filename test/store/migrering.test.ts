/** Migrations on a register that the version before has filled: everything is still there, and all checks out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FRA_ALTID, TIL_ALTID } from '../../src/base/instant.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { migrate, migrations } from '../../src/store/migrations/migrate.ts';
import { openDriver } from '../../src/store/open.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import { gemSomFoer } from './foerste-version.ts';
import { postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock, maal, TIDER, tilfaeldig } from './verden.ts';

const EJER = '11111111';
const TYPER = ['Bruger', 'OrganisationEnhed', 'Klasse'] as const;
const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);

async function proev(driver: Driver): Promise<void> {
  assert.deepEqual(await migrate(driver, migrations.slice(0, 1)), ['registreringer']);
  const objekter = [];
  for (const objekttype of TYPER) objekter.push(await gemSomFoer(driver, EJER, objekttype, tilfaeldig(SEED)));
  // One row of each kind of search rows, as version 1 had them: with the UUIDs of rolle and type, and the Indeks.
  await driver.query(
    {
      text: `insert into soeg_reference values
        ($1, 7, 1, $2, $2, '-infinity', 'infinity', '2026-01-01', 'infinity', $3, null, 'x'),
        ($1, 7, 1, $2, $2, '-infinity', 'infinity', '2026-01-01', 'infinity', null, null, null)`,
    },
    [Number(EJER), maal(1), 'ffffffff-0000-4000-8000-000000000000'],
  );
  assert.deepEqual(
    await migrate(driver),
    migrations.slice(1).map(({ navn }) => navn),
  );
  assert.deepEqual(await migrate(driver), []);
  assert.deepEqual(await driver.query({ text: 'select rolle from soeg_reference order by rolle' }, []), [[-1], [0]]);
  const store = sqlStore(driver, clock);
  for (const { objekttype, uuid, historik } of objekter) {
    const [fundet] = await store.hent([EJER], objekttype, [uuid], { fra: FRA_ALTID, til: TIL_ALTID });
    assert.deepEqual(fundet?.registreringer, historik);
    const [forrige] = historik.slice(-1);
    const nye = [{ ...forrige!, tidspunkt: clock() }];
    assert.ok(
      await store.gem([{ ejer: EJER, objekttype, uuid, verbum: 'ret', forventetNr: 3, forrige: forrige!, nye }]),
    );
  }
  const [udbakke] = await driver.query<[string]>({ text: 'select count(*)::int from udbakke' }, []);
  assert.deepEqual(udbakke, [TYPER.length * (TIDER.length + 1)]);
}

test(`a register of version 1 is brought to this version on PGlite, and goes on (seed ${SEED})`, async () => {
  const driver = await openDriver(':memory:');
  try {
    await proev(driver);
  } finally {
    await driver.close();
  }
});

const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';
test(`a register of version 1 is brought to this version on PostgreSQL (seed ${SEED})`, { skip }, async () => {
  await using server = await startPostgres();
  const driver = await openDriver(server.url);
  try {
    await proev(driver);
  } finally {
    await driver.close();
  }
});
