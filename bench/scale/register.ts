/** A register of the size asked for, on a PostgreSQL of its own, and beside it the plain table that is the floor. */
import { systemClock } from '../../src/base/clock.ts';
import { TIL_ALTID } from '../../src/base/instant.ts';
import type { Registrering } from '../../src/register/model.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import { dokumentOf } from '../../src/store/dokument.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { openDriver } from '../../src/store/open.ts';
import { teksterText } from '../../src/store/parametre.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import type { Store } from '../../src/store/store.ts';
import { EJER, enhedsPakke, FOERST, id } from './kommune.ts';

const OBJECTS_PER_WRITE = 2000;
const HISTORY = 300;
/** Floor rows that are read: enough to be spread over the table. */
export const GULV_ROWS = 5000;

export interface Register {
  readonly driver: Driver;
  readonly store: Store;
  readonly units: number;
  /** Seconds that the loading took, and objects loaded. */
  readonly fyldt: { readonly sekunder: number; readonly objekter: number };
}

async function sql(driver: Driver, text: string): Promise<void> {
  await driver.transaction(async (session) => {
    await session.query({ text: 'set local statement_timeout = 0' }, []);
    await session.query({ text }, []);
  });
}

/** Opens a new register in an empty database and fills it. Without `typer` each unit comes with what belongs to it. */
export async function fyldtRegister(url: string, units: number, typer?: readonly ObjektType[]): Promise<Register> {
  const driver = await openDriver(url);
  await migrate(driver);
  const store = sqlStore(driver, systemClock);
  const startedMs = performance.now();
  let objekter = 0;
  let parcel: ReturnType<typeof enhedsPakke> = [];
  for (let nr = 0; nr < units; nr++) {
    parcel.push(...enhedsPakke(nr, typer));
    if (parcel.length < OBJECTS_PER_WRITE && nr < units - 1) continue;
    if (!(await store.gem(parcel))) throw new Error('the store refused new objects');
    objekter += parcel.length;
    parcel = [];
    if (nr % 10_000 < 400) console.error(`${nr} units ...`);
  }
  const sekunder = (performance.now() - startedMs) / 1000;
  await driver.query({ text: 'analyze' }, []);
  return { driver, store, units, fyldt: { sekunder, objekter } };
}

/** A row of the size of a user's document under each of some users' UUIDs: what reading costs at the least. */
export async function lavGulv(driver: Driver): Promise<void> {
  await sql(
    driver,
    'create table gulv (uuid uuid primary key, dokument text not null) with (toast_tuple_target = 8160)',
  );
  const uuids = Array.from({ length: GULV_ROWS }, (_, nr) => id('Bruger', nr));
  const dokumenter = uuids.map((_, nr) => dokumentOf(enhedsPakke(nr, ['Bruger'])[0]!.nye.at(-1)!));
  await driver.query({ text: 'insert into gulv select * from unnest($1::uuid[], $2::text[])' }, [
    teksterText(uuids),
    teksterText(dokumenter),
  ]);
  await driver.query({ text: 'analyze gulv' }, []);
}

/** A unit that has been registered 300 times; gives its UUID. */
export async function lavLangHistorie(store: Store): Promise<string> {
  const uuid = id('lang historie', 1);
  const [enhed] = enhedsPakke(1, ['OrganisationEnhed']);
  const grund = enhed!.nye[0]!;
  const nye = Array.from({ length: HISTORY }, (_, nr): Registrering => {
    const virkning = { ...grund.egenskaber[0]!.virkning, til: TIL_ALTID };
    const felter = { BrugervendtNoegleTekst: '1', EnhedNavn: `Navn nummer ${nr}` };
    return { ...grund, tidspunkt: FOERST + nr * 1000, egenskaber: [{ virkning, felter }] };
  });
  const gemt = await store.gem([
    { ejer: EJER, objekttype: 'OrganisationEnhed', uuid, verbum: 'importer', forventetNr: 0, nye },
  ]);
  if (!gemt) throw new Error('the store refused the long history');
  return uuid;
}

/** Bytes on disk of the tables about objects with all their indexes, after vacuum. */
export async function diskBytes(driver: Driver): Promise<number> {
  await driver.query({ text: 'vacuum' }, []);
  const [row] = await driver.query<[number]>(
    {
      text: `select sum(pg_total_relation_size(relid))::double precision from pg_stat_user_tables
        where relname ~ '^(objekt|registrering|soeg_tekst|soeg_reference|udbakke|aendring)'`,
    },
    [],
  );
  return row![0];
}
