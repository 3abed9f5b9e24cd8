/**
 * Deleting objects for good, with everything that the store has about them (`fysiskslet`). In the change feed their keys
 * stay, because positions have no gaps, and each gets a last change, because who follows the feed must learn of it.
 */
import type { Instant } from '../../base/instant.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Driver } from '../drivers/driver.ts';
import { livscyklusNr, objekttypeNr, verbumNr } from '../numre.ts';
import { arrayText, tidspunktText } from '../parametre.ts';
import { medEjer } from './parametre.ts';
import { FLYTNING } from './partitioner-sql.ts';

/** The tables about objects, but the one with the locks. */
const TABLES = ['registrering', 'soeg_tekst', 'soeg_reference'] as const;

const UDBAKKE = `insert into udbakke (ejer, objekttype, uuid, nr, tidspunkt, livscyklus, verbum)
  select $1::int, objekttype, uuid, nr, $2::timestamptz, $3::smallint, $4::smallint from fjernes order by objekttype, uuid`;

/** Deletes all objects of an owner but the ones named, in one transaction at `now`; gives how many objects went. */
export function fjernAlle(
  driver: Driver,
  ejer: string,
  undtagen: readonly { objekttype: ObjektType; uuid: string }[],
  now: Instant,
): Promise<number> {
  const parameters = [
    Number(ejer),
    arrayText(undtagen.map(({ objekttype }) => objekttypeNr(objekttype))),
    arrayText(undtagen.map(({ uuid }) => uuid)),
  ];
  return driver.transaction(async (session) => {
    // All of a large authority: as many rows as the register has of it.
    await session.query({ text: 'set local statement_timeout = 0' }, []);
    // Waiting for a table while the rows go over to another, it would find nothing to delete.
    await session.query({ text: `select pg_advisory_xact_lock_shared(${FLYTNING})` }, []);
    // Which objects go is decided once: one that is made meanwhile must lose nothing.
    await session.query(
      { text: 'create temp table fjernes (objekttype smallint, uuid uuid, nr int) on commit drop' },
      [],
    );
    const rows = await session.query(
      medEjer(
        `with gaar as (
            delete from objekt o where ejer = $1::int and not exists (
              select 1 from unnest($2::smallint[], $3::uuid[]) as u(objekttype, uuid)
              where u.objekttype = o.objekttype and u.uuid = o.uuid)
            returning objekttype, uuid, nr)
          insert into fjernes select objekttype, uuid, nr from gaar returning 1`,
        driver,
        ejer,
      ),
      parameters,
    );
    await session.query({ text: 'set local enable_hashjoin = on' }, []);
    await session.query({ text: 'set local enable_seqscan = on' }, []);
    for (const table of TABLES) {
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
    await session.query({ text: UDBAKKE }, [
      Number(ejer),
      tidspunktText(now),
      livscyklusNr.Slettet,
      verbumNr.fysiskslet,
    ]);
    return rows.length;
  });
}
