/** Messages that nothing holds any more go, a bounded piece at a time; and numbers about all dueslag. */
import type { Instant } from '../../base/instant.ts';
import type { Session, Statement } from '../drivers/driver.ts';
import { tidspunktText } from '../parametre.ts';
import { FORDELER } from './beskeder.ts';
import type { Beskedtal } from './beskedtal.ts';

/** Messages looked at by one statement. */
const STYKKE = 5000;

/** What a dueslag lacks begins at the first message that it did not take. */
const RYD: Statement = {
  name: 'fkorg-ryd-beskeder',
  text: `with sete as (
      select b.nr, b.modtaget from besked b
      where b.nr > $1::bigint and b.nr < coalesce((select min(mangler_fra) from dueslag), 9223372036854775807)
      order by b.nr limit ${STYKKE}),
    gaar as (
      delete from besked where nr in (
        select s.nr from sete s where s.modtaget < $2::timestamptz
          and not exists (select 1 from levering l where l.nr = s.nr)
          and not exists (select 1 from fejlkoe f where f.nr = s.nr))
      returning 1)
    select (select count(*)::int from gaar), (select count(*)::int from sete), (select max(nr) from sete),
      coalesce((select bool_and(modtaget >= $2::timestamptz) from sete), true)::int`,
};

export async function ryd(
  session: Session,
  foer: Instant,
  fraNr = 0,
): Promise<{ readonly fjernet: number; readonly videreNr?: number }> {
  const [row] = await session.query<[number, number, string | null, number]>(RYD, [fraNr, tidspunktText(foer)]);
  const [fjernet, sete, sidste, isNye] = row!;
  const isMere = sete === STYKKE && isNye === 0;
  return { fjernet, ...(isMere && { videreNr: Number(sidste) }) };
}

/** More failed messages than that are told as so many. */
const FEJLEDE_MAX = 100_000;

const TAL: Statement = {
  name: 'fkorg-beskedtal',
  text: `select count(*) filter (where d.tilstand = 'aktiv')::int, count(*) filter (where d.tilstand = 'inaktiv')::int,
      count(*) filter (where d.tilstand = 'stoppet')::int, count(d.mangler_fra)::int,
      coalesce(sum(i.beskeder - u.beskeder), 0)::double precision, coalesce(sum(i.bytes - u.bytes), 0)::double precision,
      coalesce(max(i.beskeder - u.beskeder), 0)::double precision,
      (extract(epoch from min(a.lagt)) * 1000)::double precision,
      (select count(*)::int from (select 1 from fejlkoe limit ${FEJLEDE_MAX}) f),
      (select position from laeser where navn = '${FORDELER}')
    from dueslag d
    cross join lateral (select i.beskeder, i.bytes from dueslag_ind i where i.dueslag = d.nr offset 0) i
    cross join lateral (select u.beskeder, u.bytes from dueslag_ud u where u.dueslag = d.nr offset 0) u
    left join lateral (select l.lagt from levering l where l.dueslag = d.nr order by l.nr limit 1) a on true`,
};

type Talraekke = readonly [
  aktive: number,
  inaktive: number,
  stoppede: number,
  fulde: number,
  beskeder: number,
  bytes: number,
  stoerste: number,
  aeldste: number | null,
  fejlede: number,
  position: string | null,
];

export async function tal(session: Session): Promise<Beskedtal> {
  const [row] = await session.query<Talraekke>(TAL, []);
  const [aktiv, inaktiv, stoppet, fulde, beskeder, bytes, beskederIStoerste, aeldste, fejlede, position] = row!;
  return {
    dueslag: { aktiv, inaktiv, stoppet },
    fulde,
    beskeder,
    bytes,
    beskederIStoerste,
    ...(aeldste !== null && { aeldste: Math.round(aeldste) }),
    fejlede,
    ...(position !== null && { position: Number(position) }),
  };
}
