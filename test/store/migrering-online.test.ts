/**
 * A migration of many rows on a register that the first version has filled: writers write meanwhile, the run is killed in
 * the middle and goes on where it was, and in the end every row is done and everything checks out.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { kontroller } from '../../src/store/kontrol/kontroller.ts';
import { assertKanBruges, manglende, migrate, migrations } from '../../src/store/migrations/migrate.ts';
import type { Fremgang } from '../../src/store/migrations/migration.ts';
import { openDriver } from '../../src/store/open.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import { gemSomFoer } from './foerste-version.ts';
import { postgresPrograms, startPostgres } from './postgres-server.ts';
import { LAENGDE, migrateLaengde, PORTION } from './senere-version.ts';
import { clock, registrering, TIDER, tilfaeldig } from './verden.ts';

const EJER = '11111111';
const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);
const OBJECTS = 200;
const ROWS = OBJECTS * TIDER.length;
const INDEKS = 'registrering_oevrige_registrering_laengde';

async function tal(driver: Driver, text: string): Promise<number> {
  const [row] = await driver.query<[number]>({ text }, []);
  return row![0];
}
const ugjorte = (driver: Driver) => tal(driver, 'select count(*)::int from registrering where laengde is null');

async function fyldSomFoer(driver: Driver): Promise<void> {
  await migrate(driver, migrations.slice(0, 1));
  const random = tilfaeldig(SEED);
  for (let nr = 0; nr < OBJECTS; nr++) await gemSomFoer(driver, EJER, nr % 2 ? 'Bruger' : 'Klasse', random);
  // What version 1 wrote has no search rows here, so only objects that are written later are searched and checked.
  await migrate(driver);
}

/** Takes the step in a process of its own, and kills it after some batches. */
async function draeb(database: string): Promise<void> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'senere-version.ts'), database], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
    if (text.includes(`laengder ${3 * PORTION} `)) child.kill('SIGKILL');
  });
  const signal = await new Promise((done) => child.on('exit', (_code, ended) => done(ended)));
  assert.equal(signal, 'SIGKILL', text);
}

/** Writes new objects until it is told to stop; gives the UUIDs of those that were acknowledged. */
async function skriv(driver: Driver, isStopped: () => boolean): Promise<string[]> {
  const store = sqlStore(driver, clock);
  const random = tilfaeldig(SEED);
  const uuids: string[] = [];
  while (!isStopped()) {
    const uuid = newUuid();
    const nye = [registrering(random, 'OrganisationEnhed', TIDER[0]!)];
    const skrivning = {
      ejer: EJER,
      objekttype: 'OrganisationEnhed',
      uuid,
      verbum: 'importer',
      forventetNr: 0,
    } as const;
    assert.ok(await store.gem([{ ...skrivning, nye }]));
    uuids.push(uuid);
  }
  return uuids;
}

/** Goes on with the step; every row must be counted once over both runs. */
async function goerFaerdig(driver: Driver): Promise<void> {
  const set: Fremgang[] = [];
  assert.deepEqual(await migrateLaengde(driver, { onProgress: (fremgang) => set.push(fremgang) }), ['laengde']);
  assert.ok(set[0]!.raekker >= 3 * PORTION, `goes on from ${set[0]!.raekker}`);
  const sidste = set.filter(({ trin }) => trin === 'laengder').at(-1)!;
  assert.ok(sidste.raekker >= ROWS);
  assert.equal(sidste.raekker, sidste.ialt);
  assert.equal(set.at(-1)?.trin, 'registrering_laengde');
  assert.equal(await ugjorte(driver), 0);
  assert.equal(await tal(driver, 'select count(*)::int from registrering where laengde <> length(dokument)'), 0);
  assert.deepEqual(await migrateLaengde(driver), []);
}

test(`on PGlite a migration that was killed goes on where it was (seed ${SEED})`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fkorg-migration-'));
  try {
    const first = await openDriver(folder);
    await fyldSomFoer(first);
    await first.close();
    await draeb(folder);
    const driver = await openDriver(folder);
    try {
      assert.ok((await ugjorte(driver)) > 0);
      await goerFaerdig(driver);
      assert.equal(await tal(driver, `select count(*)::int from pg_class where relname = 'registrering_laengde'`), 1);
    } finally {
      await driver.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';
test(`on PostgreSQL it goes on while writers write, killed in between (seed ${SEED})`, { skip }, async () => {
  await using server = await startPostgres();
  const drivers = await Promise.all([openDriver(server.url), openDriver(server.url), openDriver(server.url)]);
  const [driver, ...writers] = drivers as [Driver, Driver, Driver];
  let isStopped = false;
  try {
    await fyldSomFoer(driver);
    const writing = Promise.all(writers.map((writer) => skriv(writer, () => isStopped)));
    await draeb(server.url);
    assert.ok((await ugjorte(driver)) > 0);

    const mangler = await manglende(driver, [...migrations, LAENGDE]);
    const warned: object[] = [];
    assertKanBruges(mangler, { info: () => undefined, warn: (fields) => warned.push(fields) });
    assert.deepEqual(warned, [{ migration: 'laengde' }]);
    const kraevet = mangler.map(({ step, isTaget }) => ({ step: { ...step, isKraevet: true }, isTaget }));
    assert.throws(() => assertKanBruges(kraevet), { code: 'bad-setting', message: /Run `fkorg migrate` first/ });
    assert.throws(() => assertKanBruges([{ step: LAENGDE, isTaget: false }]), { code: 'bad-setting' });
    assert.deepEqual(await migrateLaengde(driver, { isUdenOnline: true }), []);
    assert.ok((await ugjorte(driver)) > 0);

    // An index that a killed run left half made is made anew.
    await driver.query({ text: `create index ${INDEKS} on registrering_oevrige (ejer)` }, []);
    await driver.query({ text: `update pg_index set indisvalid = false where indexrelid = '${INDEKS}'::regclass` }, []);
    await goerFaerdig(driver);
    isStopped = true;
    const uuids = (await writing).flat();
    assert.ok(uuids.length > 20, `${uuids.length} written meanwhile`);
    assert.equal(
      (await sqlStore(driver, clock).hent([EJER], 'OrganisationEnhed', uuids, 'nuvaerende')).length,
      uuids.length,
    );

    const text = `select bool_and(indisvalid)::text, count(*)::int from pg_index
      where indexrelid in ('${INDEKS}'::regclass, 'registrering_laengde'::regclass) and indnatts = 2`;
    assert.deepEqual(await driver.query({ text }, []), [['true', 2]]);
    const fejl: string[] = [];
    await kontroller(driver, async ({ linje }) => {
      if (/ OrganisationEnhed |The feed/.test(linje)) fejl.push(linje);
    });
    assert.deepEqual(fejl, []);
  } finally {
    isStopped = true;
    await Promise.all(drivers.map((each) => each.close()));
  }
});
