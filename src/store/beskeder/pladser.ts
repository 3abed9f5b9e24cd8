/** What those who distribute see of dueslag, and what they change in them; all of it under the lock of the distribution. */
import type { Instant } from '../../base/instant.ts';
import type { Session, Statement } from '../drivers/driver.ts';
import { arrayText, teksterText, tidspunktText } from '../parametre.ts';
import { FORDELER } from './beskeder.ts';
import type { Plads } from './graenser.ts';

/** A dueslag by what the tables call it. */
export interface Dueslagsplads extends Plads {
  readonly nr: number;
  readonly uuid: string;
  manglerFra: number | undefined;
}

/** The last number of a message; whoever has the row distributes. */
const LAAS: Statement = {
  name: 'fkorg-fordel-laas',
  text: `select vaerdi from taeller where navn = 'fordeling' for update`,
};
/** After the lock, so that it sees what was committed while it was waited for. Dueslag do not change until this has ended. */
const STAND: Statement = {
  name: 'fkorg-fordel-stand',
  text: `select t.vaerdi, (select position from laeser where navn = '${FORDELER}'),
      exists (select 1 from dueslag where mangler_fra is not null)::int
    from taeller t where t.navn = 'dueslag' for update of t`,
};

export interface Stand {
  readonly sidsteNr: number;
  readonly version: number;
  readonly position: number | undefined;
  /** True where a dueslag lacks messages, so that every one is kept. */
  readonly isNogetMangler: boolean;
}

/** Takes the lock of the distribution until the transaction ends. */
export async function laasFordeling(session: Session): Promise<Stand> {
  const [sidste] = await session.query<[string]>(LAAS, []);
  const [stand] = await session.query<[string, string | null, number]>(STAND, []);
  const [version, position, mangler] = stand!;
  return {
    sidsteNr: Number(sidste![0]),
    version: Number(version),
    position: position === null ? undefined : Number(position),
    isNogetMangler: mangler === 1,
  };
}

const PLADSER: Statement = {
  name: 'fkorg-pladser',
  text: `select d.nr, d.uuid, d.mangler_fra, d.beskeder_max, d.bytes_max, d.alder_max_ms,
      (i.beskeder - u.beskeder)::double precision, (i.bytes - u.bytes)::double precision,
      (extract(epoch from greatest(a.lagt, d.siden)) * 1000)::double precision
    from unnest($1::uuid[]) as k(uuid)
    cross join lateral (select d.* from dueslag d where d.uuid = k.uuid offset 0) d
    cross join lateral (select i.beskeder, i.bytes from dueslag_ind i where i.dueslag = d.nr offset 0) i
    cross join lateral (select u.beskeder, u.bytes from dueslag_ud u where u.dueslag = d.nr offset 0) u
    left join lateral (select l.lagt from levering l where l.dueslag = d.nr order by l.nr limit 1) a on true`,
};

type Pladsraekke = readonly [
  nr: number,
  uuid: string,
  manglerFra: string | null,
  beskederMax: string,
  bytesMax: string,
  alderMaxMs: string,
  beskeder: number,
  bytes: number,
  aeldste: number | null,
];

/** The dueslag with these UUIDs. */
export async function pladser(session: Session, uuids: readonly string[]): Promise<ReadonlyMap<string, Dueslagsplads>> {
  if (uuids.length === 0) return new Map();
  const rows = await session.query<Pladsraekke>(PLADSER, [arrayText(uuids)]);
  return new Map(
    rows.map(([nr, uuid, manglerFra, beskederMax, bytesMax, alderMaxMs, beskeder, bytes, aeldste]) => [
      uuid,
      {
        nr,
        uuid,
        manglerFra: manglerFra === null ? undefined : Number(manglerFra),
        beskederMax: Number(beskederMax),
        bytesMax: Number(bytesMax),
        alderMaxMs: Number(alderMaxMs),
        beskeder,
        bytes,
        aeldste: beskeder > 0 && aeldste !== null ? Math.round(aeldste) : undefined,
      },
    ]),
  );
}

/** A message that goes into a dueslag. */
export interface Ilagt {
  readonly dueslagNr: number;
  readonly nr: number;
  readonly abonnementUuid: string;
  readonly bytes: number;
  readonly tilladteModtagere: readonly string[];
}

const LAEG: Statement = {
  name: 'fkorg-laeg',
  text: `with ny as (
      insert into levering (dueslag, nr, lagt, abonnement, bytes, modtagere)
      select dueslag, nr, $6::timestamptz, abonnement, bytes, modtagere
      from unnest($1::int[], $2::bigint[], $3::uuid[], $4::int[], $5::text[]) as p(dueslag, nr, abonnement, bytes, modtagere)
      returning dueslag, bytes)
    update dueslag_ind i set beskeder = i.beskeder + n.beskeder, bytes = i.bytes + n.bytes
    from (select dueslag, count(*) as beskeder, sum(bytes) as bytes from ny group by dueslag) n
    where i.dueslag = n.dueslag`,
};

/** Puts messages into dueslag, and counts them there. */
export async function laeg(session: Session, ilagte: readonly Ilagt[], nu: Instant): Promise<void> {
  if (ilagte.length === 0) return;
  await session.query(LAEG, [
    arrayText(ilagte.map(({ dueslagNr }) => dueslagNr)),
    arrayText(ilagte.map(({ nr }) => nr)),
    arrayText(ilagte.map(({ abonnementUuid }) => abonnementUuid)),
    arrayText(ilagte.map(({ bytes }) => bytes)),
    teksterText(ilagte.map(({ tilladteModtagere }) => JSON.stringify(tilladteModtagere))),
    tidspunktText(nu),
  ]);
}

const STOP: Statement = {
  text: `update dueslag set tilstand = 'stoppet', grund = $2, siden = $3::timestamptz, mangler_fra = $4::bigint
    where nr = $1::int`,
};
const NY_VERSION: Statement = { text: `update taeller set vaerdi = vaerdi + 1 where navn = 'dueslag'` };

/** A dueslag takes no more; what is in it may go out as before. */
export async function stopFuldt(
  session: Session,
  dueslagNr: number,
  grund: string,
  manglerFra: number,
  nu: Instant,
): Promise<void> {
  await session.query(STOP, [dueslagNr, grund, tidspunktText(nu), manglerFra]);
  await nyVersion(session);
}

/** Tells all processes that dueslag have changed. */
export async function nyVersion(session: Session): Promise<void> {
  await session.query(NY_VERSION, []);
}
