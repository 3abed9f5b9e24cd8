/** Dueslag and subscriptions on a driver: every change counts the version up, in the transaction that makes it. */
import type { Instant } from '../../base/instant.ts';
import type { Driver, Session, Statement } from '../drivers/driver.ts';
import { tidspunktText } from '../parametre.ts';
import type { Nummerering } from '../queries/nummerer.ts';
import { type Beskeder, FORDELER } from './beskeder.ts';
import type { Dueslagspost } from './dueslag.ts';
import { DUESLAG, type Dueslagsraekke, dueslagOf } from './dueslag-raekke.ts';
import { DUESLAG_NR } from './leveringer.ts';
import { nyVersion } from './pladser.ts';

const ALLE: Statement = { name: 'fkorg-dueslag', text: `${DUESLAG} order by d.nr` };
const LEVERBARE: Statement = {
  name: 'fkorg-leverbare',
  text: `${DUESLAG} where d.maade <> 'hent' and d.leverer and i.beskeder > u.beskeder order by d.nr`,
};
const ET: Statement = { name: 'fkorg-et-dueslag', text: `${DUESLAG} where d.uuid = $1::uuid` };

const VERSION: Statement = { name: 'fkorg-dueslag-version', text: `select vaerdi from taeller where navn = 'dueslag'` };

const GEM: Statement = {
  text: `with ny as (
      insert into dueslag as d (uuid, navn, system, cvr, maade, adresse, noegle, beskeder_max, bytes_max, alder_max_ms, siden)
      values ($1::uuid, $2, $3::uuid, $4::int, $5, $6, $7, $8::bigint, $9::bigint, $10::bigint, $11::timestamptz)
      on conflict (uuid) do update set navn = excluded.navn, system = excluded.system, cvr = excluded.cvr,
        maade = excluded.maade, adresse = excluded.adresse, noegle = excluded.noegle,
        beskeder_max = excluded.beskeder_max, bytes_max = excluded.bytes_max, alder_max_ms = excluded.alder_max_ms
      returning nr),
    ind as (insert into dueslag_ind (dueslag) select nr from ny on conflict do nothing)
    insert into dueslag_ud (dueslag) select nr from ny on conflict do nothing`,
};
const GEM_ABONNEMENT: Statement = {
  text: `insert into abonnement as a (uuid, dueslag, navn, udtryk) select $2::uuid, nr, $3, $4 from dueslag where uuid = $1::uuid
    on conflict (uuid) do update set navn = excluded.navn, udtryk = excluded.udtryk where a.dueslag = excluded.dueslag
    returning 1`,
};
/** The first subscription of all begins with what is registered from now on, whether anybody distributes already or not. */
const BEGYND: Statement = {
  text: `insert into laeser (navn, position)
    select '${FORDELER}', vaerdi from taeller where navn = 'aendring' and not exists (select 1 from abonnement)
    on conflict (navn) do update set position = excluded.position`,
};
const FJERN_ABONNEMENT: Statement = { text: 'delete from abonnement where uuid = $1::uuid returning 1' };

const STOP: Statement = {
  text: `update dueslag set tilstand = 'stoppet', grund = $2, siden = $3::timestamptz, leverer = false
    where uuid = $1::uuid returning 1`,
};
const INAKTIVER: Statement = {
  text: `update dueslag set tilstand = 'inaktiv', grund = null, siden = $2::timestamptz, leverer = false
    where uuid = $1::uuid returning 1`,
};
const AKTIVER: Statement = {
  text: `update dueslag set tilstand = 'aktiv', grund = null, siden = $2::timestamptz, leverer = true, naeste_forsoeg = null
    where uuid = $1::uuid returning 1`,
};
const UDSAET: Statement = {
  name: 'fkorg-udsaet',
  text: 'update dueslag set naeste_forsoeg = $2::timestamptz where uuid = $1::uuid',
};

/** What a dueslag holds goes some at a time, so that the last step is short. */
const TOEM_MAX = 10_000;
const TOEM: Statement = {
  text: `with gaar as (
      delete from levering where dueslag = ${DUESLAG_NR} and nr in (
        select nr from levering where dueslag = ${DUESLAG_NR} order by nr limit ${TOEM_MAX}) returning 1)
    select count(*)::int from gaar`,
};
const FJERN = [
  `delete from levering where dueslag = ${DUESLAG_NR}`,
  `delete from fejlkoe where dueslag = ${DUESLAG_NR}`,
  'delete from dueslag where uuid = $1::uuid returning 1',
];

type Dueslagsdoer = Pick<
  Beskeder,
  | 'version'
  | 'dueslag'
  | 'leverbare'
  | 'findDueslag'
  | 'gemDueslag'
  | 'fjernDueslag'
  | 'gemAbonnement'
  | 'fjernAbonnement'
  | 'stop'
  | 'inaktiver'
  | 'aktiver'
  | 'udsaet'
>;

/** @param nummerering That of the store: what has been registered before a subscription is numbered before it. */
export function sqlDueslag(driver: Driver, nummerering: Nummerering): Dueslagsdoer {
  /** A change with the new version, in one transaction; true where it changed something. The version's row is taken first: those who distribute hold it while dueslag must not change. */
  const aendr = (work: (session: Session) => Promise<readonly unknown[]>): Promise<boolean> =>
    driver.transaction(async (session) => {
      await nyVersion(session);
      return (await work(session)).length > 0;
    });
  const saet = (statement: Statement, ...parameters: (string | null)[]) =>
    aendr((session) => session.query(statement, parameters));
  return {
    async version() {
      const [row] = await driver.query<[string]>(VERSION, []);
      return Number(row![0]);
    },
    dueslag: async () => (await driver.query<Dueslagsraekke>(ALLE, [])).map(dueslagOf),
    leverbare: async () => (await driver.query<Dueslagsraekke>(LEVERBARE, [])).map(dueslagOf),
    async findDueslag(uuid) {
      const [row] = await driver.query<Dueslagsraekke>(ET, [uuid]);
      return row && dueslagOf(row);
    },
    async gemDueslag(post, nu) {
      await aendr((session) => gem(session, post, nu));
    },
    async fjernDueslag(uuid) {
      for (;;) {
        const [row] = await driver.query<[number]>(TOEM, [uuid]);
        if (row![0] < TOEM_MAX) break;
      }
      return aendr(async (session) => {
        const gaaede: unknown[][] = [];
        for (const text of FJERN) gaaede.push(await session.query({ text }, [uuid]));
        return gaaede.at(-1)!;
      });
    },
    async gemAbonnement(dueslagUuid, { uuid, navn, udtryk }) {
      await nummerering.run();
      return aendr(async (session) => {
        await session.query(BEGYND, []);
        return session.query(GEM_ABONNEMENT, [dueslagUuid, uuid, navn, udtryk]);
      });
    },
    fjernAbonnement: (uuid) => saet(FJERN_ABONNEMENT, uuid),
    stop: (uuid, grund, nu) => saet(STOP, uuid, grund, tidspunktText(nu)),
    inaktiver: (uuid, nu) => saet(INAKTIVER, uuid, tidspunktText(nu)),
    aktiver: (uuid, nu) => saet(AKTIVER, uuid, tidspunktText(nu)),
    async udsaet(uuid, til) {
      await driver.query(UDSAET, [uuid, til === undefined ? null : tidspunktText(til)]);
    },
  };
}

function gem(session: Session, post: Dueslagspost, nu: Instant): Promise<readonly unknown[]> {
  const { uuid, navn, systemUuid = null, cvr, maade, adresse = null, noegle = null } = post;
  const graenser = [post.beskederMax, post.bytesMax, post.alderMaxMs];
  const hvem = [systemUuid, cvr === undefined ? null : Number(cvr)];
  return session.query(GEM, [uuid, navn, ...hvem, maade, adresse, noegle, ...graenser, tidspunktText(nu)]);
}
