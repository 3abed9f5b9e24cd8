/** The SQL of giving an authority partitions of its own (`partitioner.ts`). `ejer` is a number and is written into the texts. */
import { cvrOf } from '../numre.ts';

/** The tables that are partitioned by owner; the one that writes begin with comes first. */
export const OPDELTE = ['objekt', 'registrering', 'soeg_tekst', 'soeg_reference', 'aendring'] as const;
export type Opdelt = (typeof OPDELTE)[number];

/** Where the rows of all are who have no partition of their own. */
export const oevrige = (tabel: Opdelt): string => `${tabel}_oevrige`;
export const egen = (tabel: Opdelt, ejer: number): string => `${tabel}_${cvrOf(ejer)}`;

/** Which authorities have partitions, how many objects there are about, and the bytes of all five tables with their indexes. */
export const PARTITIONER = `
  select nullif(replace(c.relname, 'objekt_', ''), 'oevrige'), greatest(c.reltuples, 0)::float8,
    (select sum(pg_total_relation_size(d.oid))::float8 from pg_class d
     where d.relkind = 'r' and d.relnamespace = c.relnamespace and d.relname = any(
       select t || replace(c.relname, 'objekt', '') from unnest(array['${OPDELTE.join("','")}']) t))
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'objekt'::regclass order by c.relname`;

export const ER_OPDELT = `select count(*)::int from pg_inherits where inhparent = 'objekt'::regclass`;

/** The oldest transaction that may still write what a statement after this one does not see. */
export const FOERSTE_SKRIVER = 'select pg_snapshot_xmin(pg_current_snapshot())::xid::text';

/** How a table keeps its rows, so that the new one keeps them the same way. */
export const MAADE = `select coalesce(array_to_string(reloptions, ', '), '') from pg_class where oid = $1::text::regclass`;

/** A table like the others, with all indexes, that nobody sees yet. */
export function lav(tabel: Opdelt, ejer: number, maade: string): string {
  const med = maade === '' ? '' : ` with (${maade})`;
  return `create table ${egen(tabel, ejer)} (like ${tabel} including all)${med}`;
}

export function kopier(tabel: Opdelt, ejer: number): string {
  return `insert into ${egen(tabel, ejer)} select * from ${oevrige(tabel)} where ejer = ${ejer}`;
}

/** The objects that were written or went since the copy began: every write of an object writes its row in `objekt`. */
export function beroerte(ejer: number, foersteSkriver: string): string {
  return `create temp table beroerte on commit drop as
    select objekttype, uuid from objekt_oevrige where ejer = ${ejer} and age(xmin) <= age('${foersteSkriver}'::xid)
    union
    select e.objekttype, e.uuid from ${egen('objekt', ejer)} e where not exists (select 1 from objekt_oevrige o
      where o.ejer = ${ejer} and o.objekttype = e.objekttype and o.uuid = e.uuid)`;
}

/** The rows of those objects, copied anew. Positions are given to writes of before, too. */
export function kopierBeroerte(tabel: Opdelt, ejer: number): readonly string[] {
  const ny = egen(tabel, ejer);
  const igen = [
    `delete from ${ny} e using beroerte b where e.objekttype = b.objekttype and e.uuid = b.uuid`,
    `insert into ${ny} select o.* from ${oevrige(tabel)} o join beroerte b on b.objekttype = o.objekttype and b.uuid = o.uuid
     where o.ejer = ${ejer}`,
  ];
  if (tabel !== 'aendring') return igen;
  const sammen = (a: string, b: string) =>
    `not exists (select 1 from ${b} x where x.ejer = ${ejer} and x.position = ${a}.position)`;
  return [
    `delete from ${ny} e where ${sammen('e', oevrige(tabel))}`,
    `insert into ${ny} select o.* from ${oevrige(tabel)} o where o.ejer = ${ejer} and ${sammen('o', ny)}`,
  ];
}

export function toem(tabel: Opdelt, ejer: number): string {
  return `delete from ${oevrige(tabel)} where ejer = ${ejer}`;
}

export function saetIVaerk(tabel: Opdelt, ejer: number): string {
  return `alter table ${tabel} attach partition ${egen(tabel, ejer)} for values in (${ejer})`;
}

/** Held by whoever makes partitions, and shared by those who must not see rows go over to another table. */
export const FLYTNING = 1500_6_1;

/** Those who write where the rows are, and whoever numbers changes, wait. All tables at once, so that nobody is met half-way. */
export const LAAS_SKRIVERE = `lock table only aendring, ${OPDELTE.map(oevrige).join(', ')} in share row exclusive mode`;

/** Those who read there wait as well. */
export const LAAS_ALLE = `lock table ${OPDELTE.map(oevrige).join(', ')} in access exclusive mode`;

/** Held by whoever goes over a whole register in one snapshot: what is put in place after the snapshot has no rows in it. */
export const LAAS_LAESERE = `lock table ${OPDELTE.map(oevrige).join(', ')} in access share mode`;
