/**
 * A version after this one, as far as its store goes: a step that gives every registration a number that is made from its
 * document, some rows at a time, and an index on it. Run with the address of a store it takes the step, and tells.
 */

import type { Driver } from '../../src/store/drivers/driver.ts';
import { type MigrateOptions, migrate, migrations } from '../../src/store/migrations/migrate.ts';
import type { Migration } from '../../src/store/migrations/migration.ts';
import { openDriver } from '../../src/store/open.ts';

/** Rows in a batch. */
export const PORTION = 50;

export const LAENGDE: Migration = {
  nr: migrations.at(-1)!.nr + 1,
  navn: 'laengde',
  statements: [
    'alter table registrering add column laengde int',
    // What is written from now on is done already.
    `create function saet_laengde() returns trigger language plpgsql
     as $$ begin new.laengde := length(new.dokument); return new; end $$`,
    'create trigger laengde before insert on registrering for each row execute function saet_laengde()',
  ],
  online: [
    {
      art: 'portioner',
      navn: 'laengder',
      statement: `update registrering r set laengde = length(dokument) where (r.ejer, r.objekttype, r.uuid, r.nr) in (
        select ejer, objekttype, uuid, nr from registrering where laengde is null limit ${PORTION})`,
      ialt: 'select count(*) from registrering where laengde is null',
    },
    { art: 'indeks', navn: 'registrering_laengde', tabel: 'registrering', definition: '(ejer, laengde)' },
  ],
};

export function migrateLaengde(driver: Driver, options?: MigrateOptions): Promise<readonly string[]> {
  return migrate(driver, [...migrations, LAENGDE], options);
}

if (import.meta.main) {
  const driver = await openDriver(process.argv[2]!);
  await migrateLaengde(driver, {
    onProgress: ({ trin, raekker, ialt }) => {
      process.stdout.write(`${trin} ${raekker} ${ialt}\n`);
      // Time for whoever reads it to end this process between two batches.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    },
  });
  await driver.close();
}
