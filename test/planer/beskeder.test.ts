/** The statements about messages read what they give, however many messages there are: their plans on 100,000 that wait. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import type { Beskeder } from '../../src/store/beskeder/beskeder.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { openDriver, openStore } from '../../src/store/open.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import { besked, dueslagspost } from '../store/beskeder-suite.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { knuder, optager, planOf, vist } from './plan.ts';

const DUESLAG = 20;
const BESKEDER = 5000;
const AENDRINGER = 100_000;
/** Database pages that a statement may look at. */
const PAGES = 1200;

const clock = () => Date.UTC(2026, 0, 1);
const isThere = postgresPrograms() !== undefined || process.env.FKORG_REQUIRE_POSTGRES === '1';
const skip = isThere ? false : 'no PostgreSQL server is installed here';
const uuids = Array.from({ length: DUESLAG }, () => newUuid());

const FYLD = [
  `insert into besked (nr, modtaget, position, bytes, sha256, besked_id, indhold)
    select n, '2025-01-01', n, 20, '\\x00', 'id' || n, '<besked>' || n || '</besked>' from generate_series(1, ${BESKEDER}) n`,
  `insert into levering select d.nr, n, '2025-01-01', gen_random_uuid(), 20, 0, '[]'
    from dueslag d cross join generate_series(1, ${BESKEDER}) n`,
  `update dueslag_ind set beskeder = ${BESKEDER}, bytes = ${20 * BESKEDER}`,
  `update taeller set vaerdi = ${BESKEDER} where navn = 'fordeling'`,
  `insert into aendring select n, now(), gen_random_uuid(), 11111111 + n % 5, 1, 3 + n % 3, 1, 1
    from generate_series(1, ${AENDRINGER}) n`,
  `update taeller set vaerdi = ${AENDRINGER} where navn = 'aendring'`,
  `insert into laeser values ('fordeler', 50)`,
];

let server: PostgresServer;
let driver: Driver;
before(async () => {
  if (!isThere) return;
  server = await startPostgres();
  const store = await openStore({ database: server.url, clock });
  for (const uuid of uuids) await store.beskeder.gemDueslag(dueslagspost({ uuid, beskederMax: 1e6 }), clock());
  await store.close();
  driver = await openDriver(server.url);
  for (const text of FYLD) await driver.query({ text }, []);
});
after(async () => {
  if (!isThere) return;
  await driver.close();
  await server[Symbol.asyncDispose]();
});

const [a] = uuids as [string];
const MIDT = BESKEDER / 2;
const KALD: Readonly<Record<string, (beskeder: Beskeder) => Promise<unknown>>> = {
  haendelser: (beskeder) => beskeder.haendelser(AENDRINGER / 2, 20, ['Bruger', 'OrganisationEnhed']),
  erDerNyt: (beskeder) => beskeder.erDerNyt(),
  'naeste from the start': (beskeder) => beskeder.naeste(a, 20),
  'naeste from the middle': (beskeder) => beskeder.naeste(a, 20, MIDT),
  kvitter: (beskeder) => beskeder.kvitter(a, [1, MIDT]),
  forsoegt: (beskeder) => beskeder.forsoegt(a, [MIDT]),
  find: (beskeder) => beskeder.find(uuids, `id${MIDT}`),
  tilFejlkoe: (beskeder) => beskeder.tilFejlkoe(a, MIDT, 'nej', clock()),
  fejlkoe: (beskeder) => beskeder.fejlkoe(a, 20),
  gemte: (beskeder) => beskeder.gemte(MIDT, 20),
  dueslag: (beskeder) => beskeder.dueslag(),
  leverbare: (beskeder) => beskeder.leverbare(),
  tal: (beskeder) => beskeder.tal(),
  stopForGamle: (beskeder) => beskeder.stopForGamle(Date.UTC(2025, 0, 1)),
  'fordel, a message that others send': async (beskeder) =>
    assert.equal((await beskeder.fordel([besked(uuids)], await beskeder.version())).udfald, 'gemt'),
  'fordel, one of the register': async (beskeder) =>
    beskeder.fordel([besked(uuids, { position: 51 })], await beskeder.version(), { fra: 50, til: 51 }),
};

/** Makes a call that is taken back, and holds the plans of its statements. */
async function proev(navn: string, kald: (beskeder: Beskeder) => Promise<unknown>): Promise<void> {
  const { driver: optagende, optaget } = optager(driver);
  const fortrydelse = new Error('taken back');
  const arbejde = sqlStore(optagende, clock).samlet(async ({ beskeder }) => {
    optaget.length = 0;
    await kald(beskeder);
    throw fortrydelse;
  });
  await assert.rejects(arbejde, fortrydelse);
  assert.ok(optaget.length > 0, `${navn} asks nothing`);
  for (const spurgt of [...optaget]) {
    const { rod, tekst } = await planOf(driver, spurgt);
    const billede = `${navn}\n${vist(rod)}\n${tekst}`;
    for (const knude of knuder(rod)) {
      // What is asked of all dueslag reads all of them.
      if (knude['Relation Name'] !== 'dueslag') assert.notEqual(knude['Node Type'], 'Seq Scan', billede);
    }
    const sider = rod['Shared Hit Blocks'] + rod['Shared Read Blocks'];
    assert.ok(sider <= PAGES, `looks at ${sider} pages: ${billede}`);
  }
}

for (const [navn, kald] of Object.entries(KALD)) test(`the plans of ${navn}`, { skip }, () => proev(navn, kald));

test('the same plans where the database has statistics', { skip }, async () => {
  await driver.query({ text: 'analyze' }, []);
  for (const [navn, kald] of Object.entries(KALD)) await proev(navn, kald);
});
