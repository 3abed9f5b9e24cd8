/** Deleting objects for good, with everything that the store has about them (`fysiskslet`). */
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Driver } from '../drivers/driver.ts';
import { objekttypeNr } from '../numre.ts';
import { arrayText } from '../parametre.ts';
import { medEjer } from './parametre.ts';
import { FLYTNING } from './partitioner-sql.ts';

/** The tables about objects; the one with the locks comes first. */
const TABLES = ['objekt', 'registrering', 'soeg_tekst', 'soeg_reference', 'udbakke', 'aendring'] as const;

/** Deletes all objects of an owner but the ones named, in one transaction; gives how many objects went. */
export function fjernAlle(
  driver: Driver,
  ejer: string,
  undtagen: readonly { objekttype: ObjektType; uuid: string }[],
): Promise<number> {
  const parameters = [
    Number(ejer),
    arrayText(undtagen.map(({ objekttype }) => objekttypeNr(objekttype))),
    arrayText(undtagen.map(({ uuid }) => uuid)),
  ];
  return driver.transaction(async (session) => {
    // Waiting for a table while the rows go over to another, it would find nothing to delete.
    await session.query({ text: `select pg_advisory_xact_lock_shared(${FLYTNING})` }, []);
    // Which objects go is decided once: one that is made meanwhile must lose nothing.
    await session.query(
      { text: 'create temp table fjernes (objekttype smallint not null, uuid uuid not null) on commit drop' },
      [],
    );
    const rows = await session.query(
      medEjer(
        `with gaar as (
            delete from objekt o where ejer = $1::int and not exists (
              select 1 from unnest($2::smallint[], $3::uuid[]) as u(objekttype, uuid)
              where u.objekttype = o.objekttype and u.uuid = o.uuid)
            returning objekttype, uuid)
          insert into fjernes select objekttype, uuid from gaar returning 1`,
        driver,
        ejer,
      ),
      parameters,
    );
    await session.query({ text: 'set local enable_hashjoin = on' }, []);
    await session.query({ text: 'set local enable_seqscan = on' }, []);
    for (const table of TABLES.slice(1)) {
      await session.query(
        medEjer(
          `delete from ${table} t using fjernes f
            where t.ejer = $1::int and t.objekttype = f.objekttype and t.uuid = f.uuid`,
          driver,
          ejer,
        ),
        [Number(ejer)],
      );
    }
    return rows.length;
  });
}
