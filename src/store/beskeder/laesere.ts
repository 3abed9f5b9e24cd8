/** Where readers of the change feed have got to, and who has what for a while. */
import type { Session, Statement } from '../drivers/driver.ts';
import { FORDELER } from './beskeder.ts';

const POSITION: Statement = { name: 'fkorg-laeser', text: 'select position from laeser where navn = $1' };
const NY: Statement = {
  text: 'insert into laeser (navn, position) values ($1, $2::bigint) on conflict do nothing returning 1',
};
const FLYT: Statement = {
  name: 'fkorg-laeser-flyt',
  text: 'update laeser set position = $3::bigint where navn = $1 and position = $2::bigint returning 1',
};

export async function position(session: Session, laeser: string): Promise<number | undefined> {
  const [row] = await session.query<[string]>(POSITION, [laeser]);
  return row && Number(row[0]);
}

export async function flyt(session: Session, laeser: string, fra: number | undefined, til: number): Promise<boolean> {
  const rows = await (fra === undefined ? session.query(NY, [laeser, til]) : session.query(FLYT, [laeser, fra, til]));
  return rows.length > 0;
}

/** Asked all the time by every process, so it is one statement that reads three rows. */
const ER_DER_NYT: Statement = {
  name: 'fkorg-er-der-nyt',
  text: `select (t.vaerdi is distinct from (select position from laeser where navn = '${FORDELER}')
      or exists (select 1 from udbakke)
      or exists (select 1 from dueslag where mangler_fra is not null and tilstand = 'aktiv'))::int
    from taeller t where t.navn = 'aendring'`,
};

export async function erDerNyt(session: Session): Promise<boolean> {
  const [row] = await session.query<[number]>(ER_DER_NYT, []);
  return row![0] === 1;
}

/** By the clock of the database, which all processes share. Where that has gone back behind the taking, it is free. */
const LAAN: Statement = {
  name: 'fkorg-laan',
  text: `insert into laan as l (navn, proces, taget, udloeber)
    values ($1, $2, clock_timestamp(), clock_timestamp() + $3::double precision * interval '1 millisecond')
    on conflict (navn) do update set proces = excluded.proces, taget = excluded.taget, udloeber = excluded.udloeber
    where l.proces = excluded.proces or l.udloeber <= clock_timestamp() or l.taget > clock_timestamp()
    returning 1`,
};
const SLIP: Statement = { name: 'fkorg-slip', text: 'delete from laan where navn = $1 and proces = $2' };

export async function laan(session: Session, navn: string, proces: string, varighedMs: number): Promise<boolean> {
  return (await session.query(LAAN, [navn, proces, varighedMs])).length > 0;
}

export async function slip(session: Session, navn: string, proces: string): Promise<void> {
  await session.query(SLIP, [navn, proces]);
}
