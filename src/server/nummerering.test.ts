/** The background numbering on a real store: it empties the queue by itself, ends cleanly, and says once that it fails. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixedClock } from '../base/clock.ts';
import { newUuid } from '../base/uuid.ts';
import { TOMT_INDHOLD } from '../register/model.ts';
import { migrate } from '../store/migrations/migrate.ts';
import { openDriver } from '../store/open.ts';
import { sqlStore } from '../store/sql-store.ts';
import { startNumbering } from './nummerering.ts';

const now = Date.UTC(2026, 0, 1);

test('what is written gets its position although nobody reads; a stop ends it; a failure is told of once', async () => {
  const driver = await openDriver(':memory:');
  await migrate(driver);
  const store = sqlStore(driver, fixedClock(now));
  const errors: string[] = [];
  const log = { info: () => undefined, error: (_: object, text: string) => errors.push(text) };
  const waiting = async () => (await driver.query<[number]>({ text: 'select count(*)::int from udbakke' }, []))[0]![0];
  const write = async () => {
    const nye = [{ ...TOMT_INDHOLD, tidspunkt: now, livscyklusKode: 'Importeret' as const }];
    const noegle = { ejer: '11111111', objekttype: 'Adresse' as const, uuid: newUuid() };
    assert.ok(await store.gem([{ ...noegle, verbum: 'importer', forventetNr: 0, nye }]));
  };

  const numbering = startNumbering(store, log, 5);
  for (let n = 0; n < 3; n++) {
    await write();
    for (let tries = 0; (await waiting()) > 0; tries++) {
      assert.ok(tries < 1000, 'the queue is not emptied');
      await sleep(5);
    }
  }
  await numbering.stop();
  await write();
  await sleep(50);
  assert.equal(await waiting(), 1);
  assert.deepEqual(errors, []);

  const text = `insert into udbakke (tidspunkt, uuid, ejer, nr, objekttype, livscyklus, verbum)
    select '2026-01-01', gen_random_uuid(), 11111111, 1, 7, 2, 2 from generate_series(1, 25000)`;
  await driver.query({ text }, []);
  await startNumbering(store, log, 5).stop();
  assert.equal(await waiting(), 15_001, 'a stop waits for one batch, not for all');

  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const slow = startNumbering(store, log, 60_000);
  for (let tries = 0; timers() === before; tries++) {
    assert.ok(tries < 1000, 'no next round');
    await new Promise((resolve) => setImmediate(resolve));
    if (tries % 50 === 49) await store.antal();
  }
  await slow.stop();
  assert.equal(timers(), before, 'nothing keeps the process from ending');

  const failing = startNumbering(store, log, 5);
  await store.close();
  await sleep(100);
  await failing.stop();
  assert.equal(errors.length, 1);
});
