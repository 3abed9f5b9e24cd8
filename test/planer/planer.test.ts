/**
 * No call of every day reads a table from end to end or sorts what it does not give: the plans of its statements on a
 * register with 100,000 objects, as PostgreSQL carries them out.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EJER, enhedsPakke, OBJECTS_PER_UNIT } from '../../bench/scale/kommune.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { openDriver, openStore } from '../../src/store/open.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import type { Skrivning, Store } from '../../src/store/store.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { DYB_SIDE, dybSide, type Kald, LAESNINGER } from './kald.ts';
import { knuder, optager, type Plan, planOf, vist } from './plan.ts';

const UNITS = 100_000 / OBJECTS_PER_UNIT;
const UNITS_PER_WRITE = 500;
/** Rows that a sort may take where hits come in no order: two full pages, which a top-N sort holds in memory. */
const SORTED_ROWS_MAX = 2000;
/** Database pages that may be looked at for each row that comes of a call, and for a call that gives none. */
const PAGES_PER_ROW = 20;
const PAGES_PER_CALL = 600;

const clock = () => Date.UTC(2026, 0, 1);
const isThere = postgresPrograms() !== undefined || process.env.FKORG_REQUIRE_POSTGRES === '1';
const skip = isThere ? false : 'no PostgreSQL server is installed here';

let server: PostgresServer;
let driver: Driver;
before(async () => {
  if (!isThere) return;
  server = await startPostgres();
  const store = await openStore({ database: server.url, clock });
  for (let nr = 0; nr < UNITS; nr += UNITS_PER_WRITE) {
    assert.ok(await store.gem(Array.from({ length: UNITS_PER_WRITE }, (_, n) => enhedsPakke(nr + n)).flat()));
  }
  while ((await store.nummerer()) > 0);
  await store.close();
  driver = await openDriver(server.url);
});
after(async () => {
  if (!isThere) return;
  await driver.close();
  await server[Symbol.asyncDispose]();
});

/** Makes a call, and holds the plans of the statements that it makes. */
async function proev(kald: Kald, foer?: (store: Store) => Promise<unknown>): Promise<void> {
  const { driver: optagende, optaget } = optager(driver);
  const store = sqlStore(optagende, clock);
  await foer?.(store);
  optaget.length = 0;
  const antal = await kald.goer(store);
  assert.ok(optaget.length > 0, `${kald.navn} asks nothing`);
  for (const spurgt of [...optaget]) assertPlan(kald, antal, await planOf(driver, spurgt));
}

function assertPlan(kald: Kald, antal: number, { tekst, rod }: Plan): void {
  const billede = `${kald.navn}, ${antal} found\n${vist(rod)}\n${tekst}`;
  for (const knude of knuder(rod)) {
    assert.notEqual(knude['Node Type'], 'Seq Scan', `reads a table from end to end: ${billede}`);
    const forgaeves = knude['Rows Removed by Join Filter'] ?? 0;
    assert.ok(forgaeves <= SORTED_ROWS_MAX, `joins ${forgaeves} rows in vain: ${billede}`);
    if (knude['Node Type'] !== 'Sort' || kald.sortererTraef) continue;
    const sorteret = knude.Plans?.[0]?.['Actual Rows'] ?? 0;
    assert.ok(sorteret <= SORTED_ROWS_MAX, `sorts ${sorteret} rows: ${billede}`);
  }
  if (kald.gaarFeltetIgennem) return;
  const sider = rod['Shared Hit Blocks'] + rod['Shared Read Blocks'];
  const traef = kald.sortererTraef ? UNITS / 8 : antal;
  assert.ok(sider <= PAGES_PER_CALL + PAGES_PER_ROW * traef, `looks at ${sider} pages: ${billede}`);
}

for (const kald of LAESNINGER) test(`the plan of ${kald.navn}`, { skip }, () => proev(kald));

test('the same plans where the database has statistics', { skip }, async () => {
  await driver.query({ text: 'analyze' }, []);
  for (const kald of LAESNINGER) await proev(kald);
});

test('the plan of a deep page, where the one before it has been read', { skip }, async () => {
  const { foerste, antal } = DYB_SIDE;
  const kald = { navn: 'a deep page', goer: (store: Store) => dybSide(store, foerste) };
  await proev(kald, (store) => dybSide(store, foerste - antal));
});

/** The call of a write that is taken back, so that its plans are carried out on what it found. */
function fortrudt(skriv: (store: Store) => Promise<boolean>): (store: Store) => Promise<number> {
  return async (store) => {
    const fortrydelse = new Error('taken back');
    const arbejde = store.samlet(async (samlet) => {
      assert.ok(await skriv(samlet), 'nobody else came first');
      throw fortrydelse;
    });
    await assert.rejects(arbejde, fortrydelse);
    return 1;
  };
}

/** What changes an object that has two registrations. */
function aendring(objekttype: ObjektType, nr: number) {
  const [{ nye: historik, uuid }] = enhedsPakke(nr, [objekttype]) as [Skrivning];
  const forrige = historik.at(-1)!;
  const nye = [{ ...forrige, tidspunkt: clock(), egenskaber: forrige.egenskaber.slice(0, 1) }];
  return { ejer: EJER, objekttype, uuid, forventetNr: 2, forrige, nye, historik };
}

const ret = (objekttype: ObjektType) => (store: Store) => store.gem([{ ...aendring(objekttype, 5), verbum: 'ret' }]);

const SKRIVNINGER: Readonly<Record<string, (store: Store) => Promise<boolean>>> = {
  ret: ret('OrganisationEnhed'),
  'ret of a Person, which may have been rewritten': ret('Person'),
  'a new object': (store) => store.gem(enhedsPakke(UNITS, ['OrganisationEnhed'])),
  'many new objects': (store) => store.gem(enhedsPakke(UNITS)),
  anonymiser: (store) => {
    const { historik, ...rest } = aendring('Person', 5);
    return store.omskriv([{ ...rest, verbum: 'anonymiser', registreringer: historik }]);
  },
};

for (const [navn, skriv] of Object.entries(SKRIVNINGER)) {
  test(`the plan of ${navn}`, { skip }, () => proev({ navn, goer: fortrudt(skriv) }));
}
