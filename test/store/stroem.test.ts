/** The suite of the change feed on both databases, and what a page of it costs in a long feed. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { openDriver } from '../../src/store/open.ts';
import { aendringer, objekter } from '../../src/store/queries/aendringer.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from './postgres-server.ts';
import { stroemSuite } from './stroem-suite.ts';
import { maal } from './verden.ts';

const CHANGES = 50_000;
const PAGE = 100;

/** The most rows that a step of the plan looked at, removed ones included, and the kinds of all steps. */
function planOf(plan: Record<string, unknown>): { rows: number; steps: string[] } {
  const below = ((plan.Plans as Record<string, unknown>[] | undefined) ?? []).map(planOf);
  const own = Number(plan['Actual Rows'] ?? 0) + Number(plan['Rows Removed by Filter'] ?? 0);
  return {
    rows: Math.max(own, ...below.map(({ rows }) => rows)),
    steps: [String(plan['Node Type']), ...below.flatMap(({ steps }) => steps)],
  };
}

/** Runs `work` on a driver that explains every statement in place of running it, and gives the plans. */
async function plansOf(driver: Driver, work: (driver: Driver) => Promise<unknown>) {
  const texts: { text: string; parameters: readonly unknown[] }[] = [];
  await work({
    ...driver,
    query: (statement, parameters) => {
      texts.push({ text: statement.text, parameters });
      return driver.query(statement, parameters);
    },
  });
  return Promise.all(
    texts.map(async ({ text, parameters }) => {
      const literals = parameters.map((value) => `'${value}'`);
      const filled = text.replace(/\$(\d+)/g, (_, nr) => literals[Number(nr) - 1]!);
      const [row] = await driver.query<[unknown]>({ text: `explain (analyze, format json) ${filled}` }, []);
      const json = typeof row![0] === 'string' ? JSON.parse(row![0]) : row![0];
      return planOf((json as { Plan: Record<string, unknown> }[])[0]!.Plan);
    }),
  );
}

async function assertPagesAreCheap(driver: Driver): Promise<void> {
  await migrate(driver);
  const values = `select i, '2026-01-01'::timestamptz, ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid,
    case i % 2 when 0 then 11111111 else 19435075 end, 1, 7, 1`;
  const from = `from generate_series(1, ${CHANGES}) i`;
  await driver.query({ text: `insert into aendring select ${values.slice(7)}, 1 ${from}` }, []);
  await driver.query({ text: `update taeller set vaerdi = ${CHANGES}` }, []);
  await driver.query(
    {
      text: `insert into objekt (registreret_fra, uuid, ejer, nr, objekttype, livscyklus)
        select a.tidspunkt, a.uuid, a.ejer, a.nr, a.objekttype, a.livscyklus from aendring a`,
    },
    [],
  );
  const ejere = ['11111111', '19435075'];
  for (const siden of [0, CHANGES / 2, CHANGES - 10]) {
    const [plan] = await plansOf(driver, (spy) => aendringer(spy, ejere, siden, PAGE));
    assert.ok(plan!.rows <= PAGE + 1, `${plan!.rows} rows for a page of ${PAGE} after ${siden}`);
    assert.ok(!plan!.steps.includes('Seq Scan'), plan!.steps.join(', '));
  }
  const efter = { ejer: '11111111', objekttype: 'OrganisationEnhed' as const, uuid: maal(1) };
  for (const noegle of [undefined, efter]) {
    for (const plan of await plansOf(driver, (spy) => objekter(spy, ejere, noegle, PAGE))) {
      assert.ok(plan.rows <= PAGE + 1, `${plan.rows} rows for a page of ${PAGE} objects`);
      assert.ok(!plan.steps.includes('Sort') && !plan.steps.includes('Seq Scan'), plan.steps.join(', '));
    }
  }
}

stroemSuite('PGlite', () => openDriver(':memory:'));

test('PGlite: a page costs what it gives, wherever it is in the feed', async () => {
  const driver = await openDriver(':memory:');
  try {
    await assertPagesAreCheap(driver);
  } finally {
    await driver.close();
  }
});

if (postgresPrograms() === undefined && process.env.FKORG_REQUIRE_POSTGRES !== '1') {
  test('the change feed on PostgreSQL', { skip: 'no PostgreSQL server is installed here' }, () => undefined);
} else {
  let server: PostgresServer | undefined;
  stroemSuite('PostgreSQL', async () => {
    server = await startPostgres();
    return openDriver(server.url);
  });
  after(() => server?.[Symbol.asyncDispose]());

  test('PostgreSQL: a page costs what it gives, wherever it is in the feed', async () => {
    await using own = await startPostgres();
    const driver = await openDriver(own.url);
    try {
      await assertPagesAreCheap(driver);
    } finally {
      await driver.close();
    }
  });
}
