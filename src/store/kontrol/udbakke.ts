/**
 * Holds the outbox and the feed to the registrations: each is in one of the two once, those of an object in their order,
 * and positions run from 1 to the counter without a gap. Sums of hashes tell owners and types that are as they should be
 * in one pass over each table; only the others are compared row by row.
 */
import type { Session } from '../drivers/driver.ts';
import { verbumNr } from '../numre.ts';
import { type Afsnit, type Meld, navnOf } from './fund.ts';

/** Lines given at most for one owner and type. */
const LINES_MAX = 1000;

/** `anonymiser` tells of a registration that has been told of before, and `fysiskslet` of an object that is gone. */
const UDENFOR = `(${verbumNr.anonymiser}, ${verbumNr.fysiskslet})`;

const NOEGLE = 'ejer, objekttype, uuid, nr';
/** What waits in the outbox comes after everything that has a position. */
const EFTER_ALLE = '4611686018427387904';

/** Rows of feed and outbox with their place in the order of both. */
function raekkerMed(verbum: string, hvor: string): string {
  const part = (tabel: string, plads: string) =>
    `select ${NOEGLE}, ${plads} as plads from ${tabel} where verbum ${verbum} ${hvor}`;
  return `${part('aendring', 'position')} union all ${part('udbakke', `loebenummer + ${EFTER_ALLE}`)}`;
}

/** What is told of the objects that are there: what comes before a `fysiskslet` of an object is about one that is gone. */
function fortalt(hvor = ''): string {
  const slettede = `select ejer, objekttype, uuid, max(plads) as plads
    from (${raekkerMed(`= ${verbumNr.fysiskslet}`, hvor)}) v group by ejer, objekttype, uuid`;
  return `select f.* from (${raekkerMed(`not in ${UDENFOR}`, hvor)}) f
    left join (${slettede}) g on g.ejer = f.ejer and g.objekttype = f.objekttype and g.uuid = f.uuid
    where g.plads is null or f.plads > g.plads`;
}

/** Registrations of objects of one owner and type that come after a later one of the same object. */
function uordenSql({ ejer, objekttype }: Afsnit): string {
  return `select uuid, nr from (
      select uuid, nr, max(nr) over (partition by uuid order by plads) as hoejeste
      from (${fortalt(`and ejer = ${ejer} and objekttype = ${objekttype}`)}) f) o
    where nr < hoejeste order by uuid, nr limit ${LINES_MAX}`;
}

function sumSql(raekker: string): string {
  return `select ejer, objekttype, count(*) as antal,
      sum(hash_record_extended(row(uuid, nr), 1500)::numeric) as sum
    from (${raekker}) t group by ejer, objekttype`;
}

const AFSNIT = `select coalesce(r.ejer, u.ejer), coalesce(r.objekttype, u.objekttype),
    r.antal is distinct from u.antal or r.sum is distinct from u.sum
  from (${sumSql(`select ${NOEGLE} from registrering`)}) r
  full join (${sumSql(fortalt())}) u on u.ejer = r.ejer and u.objekttype = r.objekttype order by 1, 2`;

function afvigelserSql({ ejer, objekttype }: Afsnit): string {
  const hvor = `ejer = ${ejer} and objekttype = ${objekttype}`;
  return `select uuid, nr, sum(kendt)::int, sum(fortalt)::int from (
      select uuid, nr, 1 as kendt, 0 as fortalt from registrering where ${hvor}
      union all select uuid, nr, 0, 1 from (${fortalt(`and ${hvor}`)}) f) t
    group by uuid, nr having sum(kendt) <> sum(fortalt) order by uuid, nr limit ${LINES_MAX}`;
}

const POSITIONER = `select a.antal, a.mindst, a.stoerst, t.vaerdi,
    a.sum is not distinct from (
      select sum(hashint8extended(n, 1500)::numeric) from generate_series(1, t.vaerdi) n)
  from (select count(*) as antal, coalesce(min(position), 0) as mindst, coalesce(max(position), 0) as stoerst,
      sum(hashint8extended(position, 1500)::numeric) as sum from aendring) a
  cross join (select coalesce(max(vaerdi), 0) as vaerdi from taeller where navn = 'aendring') t`;

/** These read whole tables, which is what sequential scans are for; where much must be sorted, it goes to disk. */
const HELE_TABELLER = { enable_seqscan: 'on', enable_hashjoin: 'on', enable_mergejoin: 'on', enable_hashagg: 'on' };

export async function kontrollerUdbakke(session: Session, meld: Meld): Promise<void> {
  await medIndstillinger(session, HELE_TABELLER);
  const alle = await session.query<[number, number, boolean]>({ text: AFSNIT }, []);
  await medIndstillinger(session, { enable_hashagg: 'off' });
  for (const [ejer, objekttype, isAfvigende] of alle) {
    const afsnit = { ejer, objekttype };
    if (!isAfvigende) {
      for (const [uuid, nr] of await session.query<[string, number]>({ text: uordenSql(afsnit) }, [])) {
        await meld({ linje: `${navnOf({ ...afsnit, uuid })}: registration ${nr} comes in the feed after a later one` });
      }
      continue;
    }
    const rows = await session.query<[string, number, number, number]>({ text: afvigelserSql(afsnit) }, []);
    for (const [uuid, nr, kendt, antal] of rows) {
      const hvad =
        kendt === 0
          ? `the outbox names registration ${nr}, which is not there`
          : `registration ${nr} is in the outbox ${antal} times and not once`;
      await meld({ linje: `${navnOf({ ...afsnit, uuid })}: ${hvad}` });
    }
  }
  const [positioner] = await session.query<[string, string, string, string, boolean]>({ text: POSITIONER }, []);
  const [antal, mindst, stoerst, taeller, isHele] = positioner!;
  if (!isHele) {
    const linje = `The feed has ${antal} positions from ${mindst} to ${stoerst}, but its counter says 1 to ${taeller}`;
    await meld({ linje });
  }
}

async function medIndstillinger(session: Session, indstillinger: Readonly<Record<string, string>>): Promise<void> {
  for (const [navn, vaerdi] of Object.entries(indstillinger)) {
    await session.query({ text: `set local ${navn} = ${vaerdi}` }, []);
  }
}
