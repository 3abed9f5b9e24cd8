/** What the register holds of whom, and who else uses the database: for work on the whole of it. */
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Driver } from '../drivers/driver.ts';
import { cvrOf, objekttypeOf } from '../numre.ts';

const ANTAL = 'select ejer, objekttype, count(*)::int from objekt group by ejer, objekttype order by ejer, objekttype';

const ANDRE = `select count(*)::int from pg_stat_activity
  where datname = current_database() and application_name like 'fkorg%'
    and application_name <> current_setting('application_name')`;

/** Number of objects by owner and type, in the order of both. */
export async function antalPrEjer(driver: Driver): Promise<ReadonlyMap<string, ReadonlyMap<ObjektType, number>>> {
  const rows = await driver.query<[number, number, number]>({ text: ANTAL }, []);
  const ejere = new Map<string, Map<ObjektType, number>>();
  for (const [ejer, type, antal] of rows) {
    const cvr = cvrOf(ejer);
    const typer = ejere.get(cvr) ?? new Map<ObjektType, number>();
    ejere.set(cvr, typer.set(objekttypeOf(type), antal));
  }
  return ejere;
}

/** Connections of fkorg to the database, but for those that have the name of this one. */
export async function forbindelser(driver: Driver): Promise<number> {
  if (driver.isIndlejret) return 0;
  const [row] = await driver.query<[number]>({ text: ANDRE }, []);
  return row![0];
}
