/** What goes over a whole register beside the making of a partition: neither sees rows that are half-way. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newUuid } from '../../src/base/uuid.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { kontroller } from '../../src/store/kontrol/kontroller.ts';
import { reparer } from '../../src/store/kontrol/reparer.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { objekttypeNr } from '../../src/store/numre.ts';
import { openDriver } from '../../src/store/open.ts';
import { makePartition } from '../../src/store/queries/partitioner.ts';
import { FLYTNING } from '../../src/store/queries/partitioner-sql.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock, registrering, TIDER, tilfaeldig } from './verden.ts';

const EJER = '11111111';
/** More than one reading takes. */
const OBJECTS = 1200;
const isThere = postgresPrograms() !== undefined || process.env.FKORG_REQUIRE_POSTGRES === '1';
const skip = isThere ? false : 'no PostgreSQL is installed';
const tal = tilfaeldig(1);

let server: PostgresServer;
let driver: Driver;
let other: Driver;

before(async () => {
  if (!isThere) return;
  server = await startPostgres();
  driver = await openDriver(server.url);
  other = await openDriver(server.url);
  await migrate(driver);
  const nye = Array.from({ length: OBJECTS }, () => ({
    ejer: EJER,
    objekttype: 'Bruger' as const,
    uuid: newUuid(),
    verbum: 'importer' as const,
    forventetNr: 0,
    nye: [registrering(tal, 'Bruger', TIDER[0]!)],
  }));
  assert.ok(await sqlStore(driver, clock).gem(nye));
});
after(async () => {
  await driver?.close();
  await other?.close();
  await server?.[Symbol.asyncDispose]();
});

test('a repair waits until rows have been moved', { skip }, async () => {
  let isDone = false;
  let reparation: Promise<unknown> | undefined;
  await other.transaction(async (session) => {
    await session.query({ text: `select pg_advisory_xact_lock(${FLYTNING})` }, []);
    reparation = reparer(driver, { ejer: Number(EJER), objekttype: objekttypeNr('Bruger') }, [newUuid()]);
    reparation.then(() => {
      isDone = true;
    });
    await sleep(300);
    assert.equal(isDone, false);
  });
  await reparation;
});

test('a check and a read of everything that begin while partitions are put in place see them', { skip }, async () => {
  const linjer: string[] = [];
  let antal = 0;
  let kontrollerede = 0;
  let andre: Promise<unknown> | undefined;
  // Who reads keeps the partitions from being put in place until the others have begun.
  await other.transaction(async (session) => {
    await session.query({ text: 'select count(*) from aendring_oevrige' }, []);
    const made = makePartition(driver, EJER, (step) => {
      if (!step.startsWith('readers wait')) return;
      andre = sleep(100).then(() =>
        Promise.all([
          kontroller(
            other,
            async ({ linje }) => {
              linjer.push(linje);
            },
            (objekter) => {
              kontrollerede = objekter;
            },
          ),
          sqlStore(other, clock).fastholdt(async (store) => {
            for await (const _ of store.alle({ ejer: EJER })) antal += 1;
          }),
        ]),
      );
    });
    while (!andre) await sleep(5);
    await sleep(200);
    await session.query({ text: 'rollback' }, []);
    await made;
  });
  await andre;
  assert.deepEqual(linjer, []);
  assert.deepEqual([kontrollerede, antal], [OBJECTS, OBJECTS]);
});
