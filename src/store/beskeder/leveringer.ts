/** What waits in a dueslag: read in order, counted as attempts, and gone when the receiver has it. */
import type { Driver, Session, Statement } from '../drivers/driver.ts';
import { arrayText } from '../parametre.ts';
import type { Levering } from './beskeder.ts';

/** The number of a dueslag in the tables. */
export const DUESLAG_NR = '(select nr from dueslag where uuid = $1::uuid)';
const MS = (kolonne: string) => `(extract(epoch from ${kolonne}) * 1000)::double precision`;

/** The columns of a message that waits (`l`) and its content (`b`). */
export const LEVERING = `l.nr, b.besked_id, b.indhold, l.bytes, ${MS('b.modtaget')}, b.afsender, l.abonnement, l.modtagere, l.forsoeg`;
export const BESKED_TIL = `cross join lateral (
      select b.besked_id, b.indhold, b.modtaget, b.afsender from besked b where b.nr = l.nr offset 0) b`;

export type Leveringsraekke = readonly [
  nr: string,
  beskedId: string,
  indhold: string,
  bytes: number,
  modtaget: number,
  afsender: string | null,
  abonnement: string,
  modtagere: string,
  forsoeg: number,
];

const NAESTE: Statement = {
  name: 'fkorg-naeste',
  text: `select ${LEVERING} from (
      select * from levering where dueslag = ${DUESLAG_NR} and nr > $2::bigint order by nr limit $3::int) l
    ${BESKED_TIL} order by l.nr`,
};

export function leveringOf(row: Leveringsraekke): Levering {
  const [nr, beskedId, indhold, bytes, modtaget, afsender, abonnementUuid, modtagere, forsoeg] = row;
  return {
    nr: Number(nr),
    beskedId,
    indhold,
    bytes,
    modtaget: Math.round(modtaget),
    ...(afsender !== null && { afsenderUuid: afsender }),
    abonnementUuid,
    tilladteModtagere: JSON.parse(modtagere) as string[],
    forsoeg,
  };
}

export async function naeste(
  session: Session,
  dueslagUuid: string,
  antal: number,
  efterNr = 0,
): Promise<readonly Levering[]> {
  return (await session.query<Leveringsraekke>(NAESTE, [dueslagUuid, efterNr, antal])).map(leveringOf);
}

const KVITTER: Statement = {
  name: 'fkorg-kvitter',
  text: `with gaar as (
      delete from levering where dueslag = ${DUESLAG_NR} and nr = any($2::bigint[]) returning dueslag, bytes)
    update dueslag_ud u set beskeder = u.beskeder + g.beskeder, bytes = u.bytes + g.bytes
    from (select dueslag, count(*) as beskeder, sum(bytes) as bytes from gaar group by dueslag) g
    where u.dueslag = g.dueslag`,
};

export async function kvitter(session: Session, dueslagUuid: string, numre: readonly number[]): Promise<void> {
  if (numre.length > 0) await session.query(KVITTER, [dueslagUuid, arrayText(numre)]);
}

/** What a crash of the database loses of it is an attempt that is not counted, so its commit is not waited for on disk. */
const FORSOEGT: Statement = {
  name: 'fkorg-forsoegt',
  text: `update levering l set forsoeg = l.forsoeg + 1
    from (select set_config('synchronous_commit', coalesce($3::text, current_setting('synchronous_commit')), true)) c
    where l.dueslag = ${DUESLAG_NR} and l.nr = any($2::bigint[])`,
};

export async function forsoegt(driver: Driver, dueslagUuid: string, numre: readonly number[]): Promise<void> {
  if (numre.length === 0) return;
  const commit = driver.isIndlejret || driver.isITransaktion ? null : 'off';
  await driver.query(FORSOEGT, [dueslagUuid, arrayText(numre), commit]);
}

const FIND: Statement = {
  name: 'fkorg-find-levering',
  text: `select d.uuid, l.nr from (select nr from besked where besked_id = $2) b
    cross join lateral (
      select l.dueslag, l.nr from levering l where l.nr = b.nr offset 0) l
    cross join lateral (select d.uuid from dueslag d where d.nr = l.dueslag offset 0) d
    where d.uuid = any($1::uuid[]) order by l.nr, d.uuid`,
};

export async function find(
  session: Session,
  dueslagUuids: readonly string[],
  beskedId: string,
): Promise<readonly { dueslagUuid: string; nr: number }[]> {
  const rows = await session.query<[string, string]>(FIND, [arrayText(dueslagUuids), beskedId.toLowerCase()]);
  return rows.map(([dueslagUuid, nr]) => ({ dueslagUuid, nr: Number(nr) }));
}
