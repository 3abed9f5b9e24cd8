/**
 * Holds the outbox and the feed to the registrations: each is in one of the two once, and positions run from 1 to the
 * counter without a gap. Sums of hashes tell owners and types that are as they should be in one pass over each table;
 * only the others are compared row by row.
 */
import type { Session } from '../drivers/driver.ts';
import { verbumNr } from '../numre.ts';
import { type Afsnit, type Meld, navnOf } from './fund.ts';

/** Lines given at most for one owner and type. */
const LINES_MAX = 1000;

/** `anonymiser` tells of a registration that has been told of before, and `fysiskslet` of one that is gone. */
const UDENFOR = `(${verbumNr.anonymiser}, ${verbumNr.fysiskslet})`;

const OBJEKT = 'ejer, objekttype, uuid';
const NOEGLE = `${OBJEKT}, nr`;

/** What outbox and feed tell, in its order: what still waits comes last. */
function alle(hvor: string): string {
  return `select ${NOEGLE}, verbum, 0 as trin, position as plads from aendring where ${hvor}
    union all select ${NOEGLE}, verbum, 1, loebenummer from udbakke where ${hvor}`;
}

/** What they tell of the registrations that are there: what comes before a `fysiskslet` is of an object that is gone. */
function fortalt(hvor = 'true'): string {
  const slettede = `select distinct on (${OBJEKT}) ${OBJEKT}, trin, plads
    from (${alle(`${hvor} and verbum = ${verbumNr.fysiskslet}`)}) d order by ${OBJEKT}, trin desc, plads desc`;
  return `select ${NOEGLE} from (${alle(`${hvor} and verbum not in ${UDENFOR}`)}) a
    left join (${slettede}) s using (${OBJEKT})
    where s.plads is null or (a.trin, a.plads) > (s.trin, s.plads)`;
}

function sumSql(raekker: string): string {
  return `select ejer, objekttype, count(*) as antal,
      sum(hash_record_extended(row(uuid, nr), 1500)::numeric) as sum
    from (${raekker}) t group by ejer, objekttype`;
}

const AFVIGENDE = `select coalesce(r.ejer, u.ejer), coalesce(r.objekttype, u.objekttype)
  from (${sumSql(`select ${NOEGLE} from registrering`)}) r
  full join (${sumSql(fortalt())}) u on u.ejer = r.ejer and u.objekttype = r.objekttype
  where r.antal is distinct from u.antal or r.sum is distinct from u.sum order by 1, 2`;

function afvigelserSql({ ejer, objekttype }: Afsnit): string {
  const hvor = `ejer = ${ejer} and objekttype = ${objekttype}`;
  return `select uuid, nr, sum(kendt)::int, sum(fortalt)::int from (
      select uuid, nr, 1 as kendt, 0 as fortalt from registrering where ${hvor}
      union all select uuid, nr, 0, 1 from (${fortalt(hvor)}) f) t
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
  const afvigende = await session.query<[number, number]>({ text: AFVIGENDE }, []);
  await medIndstillinger(session, { enable_hashagg: 'off' });
  for (const [ejer, objekttype] of afvigende) {
    const afsnit = { ejer, objekttype };
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
