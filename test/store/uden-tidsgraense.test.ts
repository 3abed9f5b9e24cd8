/** What takes as long as the register is large is not cut off by the time limit of a statement. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { openDriver, openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock, registrering, tilfaeldig } from './verden.ts';

const EJER = '11111111';
/** The time limit of this store, and how long others keep a statement of it waiting. */
const LIMIT_MS = 1000;
const HELD_SECONDS = 2.5;
const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';

let server: PostgresServer;
let store: Store;
let anden: Driver;
before(async () => {
  if (skip) return;
  server = await startPostgres();
  store = await openStore({ database: `${server.url}?statement_timeout=${LIMIT_MS}`, clock });
  anden = await openDriver(server.url);
  const nye = [registrering(tilfaeldig(1), 'Adresse', clock())];
  const skrivning = { ejer: EJER, objekttype: 'Adresse', verbum: 'importer', forventetNr: 0, nye } as const;
  assert.ok(await store.gem([newUuid(), newUuid()].map((uuid) => ({ ...skrivning, uuid }))));
});
after(async () => {
  if (skip) return;
  await Promise.all([store.close(), anden.close()]);
  await server[Symbol.asyncDispose]();
});

/** Does the work while somebody else holds what a statement takes. */
async function mensHoldt<T>(laas: string, work: () => Promise<T>): Promise<T> {
  const { promise: held, resolve } = Promise.withResolvers<void>();
  const holder = anden.transaction(async (session) => {
    await session.query({ text: laas }, []);
    resolve();
    await session.query({ text: `select pg_sleep(${HELD_SECONDS})` }, []);
  });
  await held;
  const begyndtMs = performance.now();
  try {
    return await work();
  } finally {
    assert.ok(performance.now() - begyndtMs >= LIMIT_MS, 'it has waited as long as a statement of a call may take');
    await holder;
  }
}

test('a statement of a call is cut off', { skip }, async () => {
  const laas = 'lock table registrering in access exclusive mode';
  await assert.rejects(
    mensHoldt(laas, () => store.hent([EJER], 'Adresse', [newUuid()], 'nuvaerende')),
    { code: 'store-unavailable' },
  );
});

test('counting how tables are filled is not', { skip }, () =>
  mensHoldt('lock table soeg_tekst_oevrige in share update exclusive mode', () => store.opdaterStatistik()),
);

test('fysiskslet is not', { skip }, async () => {
  const antal = await mensHoldt('select 1 from registrering for update', () => store.fjernAlle(EJER, []));
  assert.equal(antal, 2);
});
