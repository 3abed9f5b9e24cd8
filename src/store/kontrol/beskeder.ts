/**
 * Holds messages, their distribution and value lists to each other: every row has its message and its dueslag, counters say what is
 * there, numbers and positions are not beyond what has been given. One pass over each table.
 */
import type { Session } from '../drivers/driver.ts';
import type { Meld } from './fund.ts';

/** Lines given at most for one kind of fault. */
const LINES_MAX = 1000;

/** What is wrong in a row or a dueslag, one line each. */
const FEJL: readonly string[] = [
  ...['levering', 'fejlkoe'].flatMap((tabel) => [
    `select 'message ' || t.nr || ' is in ${tabel} and not kept' from ${tabel} t
      left join besked b on b.nr = t.nr where b.nr is null`,
    `select 'message ' || t.nr || ' is in ${tabel} of a dueslag that is not there' from ${tabel} t
      left join dueslag d on d.nr = t.dueslag where d.nr is null`,
    `select 'message ' || t.nr || ' has other bytes in ${tabel}' from ${tabel} t
      join besked b on b.nr = t.nr where b.bytes <> t.bytes`,
  ]),
  `select 'message ' || nr || ' has other bytes than it says' from besked where bytes <> octet_length(indhold)`,
  `select 'message ' || l.nr || ' is both in dueslag ' || d.uuid || ' and in its error queue' from levering l
    join fejlkoe f on f.dueslag = l.dueslag and f.nr = l.nr join dueslag d on d.nr = l.dueslag`,
  `select 'message ' || l.nr || ' is in dueslag ' || d.uuid || ', which lacks those from ' || d.mangler_fra from levering l
    join dueslag d on d.nr = l.dueslag where l.nr >= d.mangler_fra`,
  `select 'dueslag ' || d.uuid || ' holds ' || coalesce(l.beskeder, 0) || ' messages with ' || coalesce(l.bytes, 0) ||
      ' bytes, but its counters say ' || coalesce(i.beskeder - u.beskeder, -1) || ' with ' || coalesce(i.bytes - u.bytes, -1)
    from dueslag d left join dueslag_ind i on i.dueslag = d.nr left join dueslag_ud u on u.dueslag = d.nr
    left join (select dueslag, count(*) as beskeder, sum(bytes) as bytes from levering group by dueslag) l on l.dueslag = d.nr
    where coalesce(l.beskeder, 0) is distinct from i.beskeder - u.beskeder
      or coalesce(l.bytes, 0) is distinct from i.bytes - u.bytes`,
  `select 'message ' || b.nr || ' has a number beyond the last that was given' from besked b
    where b.nr > (select vaerdi from taeller where navn = 'fordeling')`,
  `select 'reader ' || navn || ' is at ' || position || ', beyond the end of the feed' from laeser
    where position > (select vaerdi from taeller where navn = 'aendring')`,
];

/** The values are not told: they are numbers of persons as often as not. */
const LISTEFEJL: readonly string[] = [
  `select 'value list ' || l.uuid || ' of ' || l.cvr || ' has ' || count(v.liste) || ' values, but says ' || l.antal
    from vaerdiliste l left join vaerdilistevaerdi v on v.liste = l.id group by l.id having count(v.liste) <> l.antal`,
  `select 'value list ' || uuid || ' of ' || cvr || ' is deleted and has values' from vaerdiliste l
    where kode = 'Slettet' and exists (select 1 from vaerdilistevaerdi v where v.liste = l.id)`,
];

/** These read whole tables, which is what sequential scans and hashes are for. */
const HELE_TABELLER = ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin'];

export async function kontrollerBeskeder(session: Session, meld: Meld): Promise<void> {
  for (const navn of HELE_TABELLER) await session.query({ text: `set local ${navn} = on` }, []);
  for (const text of [...FEJL, ...LISTEFEJL]) {
    for (const [linje] of await session.query<[string]>({ text: `${text} limit ${LINES_MAX}` }, [])) {
      await meld({ linje: `Messages: ${linje}` });
    }
  }
}
