/** The statements of value lists. */
import { isIKraft, VAERDILISTEKODER } from '../../standard/vaerdiliste-koder.ts';
import type { Statement } from '../drivers/driver.ts';

/** Stands for the system of lists that no system owns. */
export const INTET_SYSTEM = '00000000-0000-0000-0000-000000000000';
const I_KRAFT = VAERDILISTEKODER.filter(isIKraft)
  .map((kode) => `'${kode}'`)
  .join(', ');

const EJERS = 'cvr = $1::int and system = $2::uuid';
const HOVED = `uuid, nr, navn, kode, (extract(epoch from fra) * 1000)::double precision, indhold, antal`;

export const HENT: Statement = { text: `select ${HOVED} from vaerdiliste where ${EJERS} order by uuid` };
export const HENT_DISSE: Statement = {
  text: `select ${HOVED} from vaerdiliste where ${EJERS} and uuid = any($3::uuid[]) order by uuid`,
};
export const ALLE: Statement = {
  text: `select cvr, system, ${HOVED} from vaerdiliste where kode <> 'Slettet' order by cvr, system, uuid`,
};
export const VAERDIER: Statement = {
  text: `select v.vaerdi from vaerdiliste l join vaerdilistevaerdi v on v.liste = l.id
    where l.cvr = $1::int and l.system = $2::uuid and l.uuid = $3::uuid order by v.vaerdi collate "C"`,
};
export const MEDLEMMER: Statement = {
  name: 'fkorg-vaerdiliste-medlemmer',
  text: `select p.liste, v.vaerdi, l.cvr, l.system
    from unnest($1::text[], $2::uuid[], $3::text[]) as p (liste, uuid, vaerdi)
    cross join lateral (
      select id, cvr, system from vaerdiliste where uuid = p.uuid and kode in (${I_KRAFT})
      union
      select id, cvr, system from vaerdiliste where navn = p.liste and kode in (${I_KRAFT})) l
    join vaerdilistevaerdi v on v.liste = l.id and v.vaerdi = p.vaerdi`,
};
export const LAAS_NYE: Statement = { text: `select 1 from taeller where navn = 'vaerdilister' for update` };
export const ANTAL_LISTER: Statement = {
  text: `select count(*)::int from vaerdiliste where ${EJERS} and kode <> 'Slettet'`,
};
export const LAAS: Statement = {
  text: `select id::text, nr, kode, antal from vaerdiliste where ${EJERS} and uuid = $3::uuid for update`,
};
export const NY: Statement = {
  text: `insert into vaerdiliste (cvr, system, uuid, nr, navn, kode, fra, indhold, antal)
    values ($1::int, $2::uuid, $3::uuid, 1, $4, $5, $6::timestamptz, $7, 0) returning id::text`,
};
export const RET: Statement = {
  text: `update vaerdiliste set nr = nr + 1, navn = $2, kode = $3, fra = $4::timestamptz, indhold = $5
    where id = $1::bigint`,
};
export const RETTET: Statement = {
  text: `update vaerdiliste set nr = nr + 1, kode = 'Rettet', fra = $2::timestamptz, antal = antal + $3::int
    where id = $1::bigint`,
};
export const SAET_ANTAL: Statement = { text: 'update vaerdiliste set antal = $2::int where id = $1::bigint' };
export const TOEM: Statement = { text: 'delete from vaerdilistevaerdi where liste = $1::bigint' };
export const TILFOEJ: Statement = {
  text: `with nye as (insert into vaerdilistevaerdi (liste, vaerdi)
      select $1::bigint, vaerdi from unnest($2::text[]) as p (vaerdi) on conflict do nothing returning 1)
    select count(*)::int from nye`,
};
export const FJERN: Statement = {
  text: `with fjernede as (delete from vaerdilistevaerdi v using unnest($2::text[]) as p (vaerdi)
      where v.liste = $1::bigint and v.vaerdi = p.vaerdi returning 1)
    select count(*)::int from fjernede`,
};
