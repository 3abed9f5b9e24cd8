/**
 * What a register that is taken back to a time does with its messages (docs/decisions/0051-fordeling.md): those that tell of
 * changes that are gone go from every dueslag, what others sent stays, and readers stand where they stood among the changes
 * that are left. To be done when the changes are gone and not numbered anew.
 */

/** Messages of changes that are not there any more. */
const GAAEDE = `create temp table gaaede on commit drop as
  select b.nr from besked b where b.position is not null
    and not exists (select 1 from aendring a where a.position = b.position)`;

/** What leaves a dueslag is counted out of it. */
const UD = `update dueslag_ud u set beskeder = u.beskeder + g.beskeder, bytes = u.bytes + g.bytes
  from (select l.dueslag, count(*) as beskeder, sum(l.bytes) as bytes from levering l join gaaede on gaaede.nr = l.nr
    group by l.dueslag) g
  where u.dueslag = g.dueslag`;

const FJERN = ['levering', 'fejlkoe', 'besked'].map(
  (tabel) => `delete from ${tabel} t using gaaede where t.nr = gaaede.nr`,
);

const LAESERE = `update laeser r set position = (select count(*) from aendring a where a.position <= r.position)`;

/** Two steps, because no two messages may meet at one position on the way. */
const POSITIONER = [
  `create temp table flyttede on commit drop as
    select b.nr, n.ny from besked b
    join (select position, row_number() over (order by position) as ny from aendring) n on n.position = b.position
    where n.ny <> b.position`,
  'update besked b set position = -f.ny from flyttede f where f.nr = b.nr',
  'update besked b set position = -b.position where b.position < 0',
];

export const SKAER_BESKEDER: readonly string[] = [GAAEDE, UD, ...FJERN, LAESERE, ...POSITIONER];
