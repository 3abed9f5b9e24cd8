/** The error queue of each dueslag: what could not be delivered waits there until somebody decides. */
import type { Instant } from '../../base/instant.ts';
import type { Driver, Session, Statement } from '../drivers/driver.ts';
import { tidspunktText } from '../parametre.ts';
import type { Fejlpost } from './beskeder.ts';
import { BESKED_TIL, DUESLAG_NR, LEVERING, type Leveringsraekke, leveringOf } from './leveringer.ts';

const GAAR = `where dueslag = ${DUESLAG_NR} and nr = $2::bigint returning *`;
/** Counts what goes out of a dueslag, or what comes back to it. */
const TAEL = (
  tegn: '+' | '-',
) => `update dueslag_ud u set beskeder = u.beskeder ${tegn} 1, bytes = u.bytes ${tegn} g.bytes
    from gaar g where u.dueslag = g.dueslag returning 1`;

const TIL: Statement = {
  name: 'fkorg-til-fejlkoe',
  text: `with gaar as (delete from levering ${GAAR}),
    ind as (
      insert into fejlkoe (dueslag, nr, abonnement, bytes, forsoeg, modtagere, grund, flyttet)
      select dueslag, nr, abonnement, bytes, forsoeg, modtagere, $3, $4::timestamptz from gaar)
    ${TAEL('+')}`,
};
const FRA: Statement = {
  text: `with gaar as (delete from fejlkoe ${GAAR}),
    ind as (
      insert into levering (dueslag, nr, lagt, abonnement, bytes, forsoeg, modtagere)
      select dueslag, nr, $3::timestamptz, abonnement, bytes, forsoeg, modtagere from gaar)
    ${TAEL('-')}`,
};
const FJERN: Statement = { text: `delete from fejlkoe ${GAAR}` };

const LISTE: Statement = {
  name: 'fkorg-fejlkoe',
  text: `select l.grund, (extract(epoch from l.flyttet) * 1000)::double precision, ${LEVERING} from (
      select * from fejlkoe where dueslag = ${DUESLAG_NR} and nr > $2::bigint order by nr limit $3::int) l
    ${BESKED_TIL} order by l.nr`,
};

export async function tilFejlkoe(
  session: Session,
  dueslagUuid: string,
  nr: number,
  grund: string,
  nu: Instant,
): Promise<boolean> {
  return (await session.query(TIL, [dueslagUuid, nr, grund, tidspunktText(nu)])).length > 0;
}

export async function fejlkoe(
  session: Session,
  dueslagUuid: string,
  antal: number,
  efterNr = 0,
): Promise<readonly Fejlpost[]> {
  const rows = await session.query<[string, number, ...Leveringsraekke]>(LISTE, [dueslagUuid, efterNr, antal]);
  return rows.map(([grund, flyttet, ...levering]) => ({
    ...leveringOf(levering),
    grund,
    flyttet: Math.round(flyttet),
  }));
}

export async function genindsaet(driver: Driver, dueslagUuid: string, nr: number, nu: Instant): Promise<boolean> {
  return (await driver.query(FRA, [dueslagUuid, nr, tidspunktText(nu)])).length > 0;
}

export async function fjernFraFejlkoe(session: Session, dueslagUuid: string, nr: number): Promise<boolean> {
  return (await session.query(FJERN, [dueslagUuid, nr])).length > 0;
}
