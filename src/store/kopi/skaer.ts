/**
 * Takes a register back to a time: drops every registration that was made later, and leaves everything beside the documents
 * as it was then, search rows, outbox and feed included. For a register that nobody uses meanwhile.
 */
import type { Instant } from '../../base/instant.ts';
import type { Driver, Parameter, Session } from '../drivers/driver.ts';
import { verbumNr } from '../numre.ts';
import { tidspunktText } from '../parametre.ts';
import { SKAER_BESKEDER } from './skaer-beskeder.ts';

export interface Bortfald {
  /** Registrations that were later. */
  readonly registreringer: number;
  /** Objects of which nothing is left. */
  readonly objekter: number;
  /** Authorities whose Organisation is among them: they may no longer call. */
  readonly myndigheder: number;
}

const NOEGLE = 'ejer, objekttype, uuid';
const SAMME = (a: string, b: string) =>
  `${a}.ejer = ${b}.ejer and ${a}.objekttype = ${b}.objekttype and ${a}.uuid = ${b}.uuid`;

const RAMTE = `create temp table ramte on commit drop as
  select distinct ${NOEGLE} from registrering where registreret_fra > `;

/** How many rows a statement takes away. */
const ANTAL = (slet: string) => `with gaar as (${slet} returning 1) select count(*)::int from gaar`;

const REGISTRERINGER = ANTAL('delete from registrering where registreret_fra > $1::timestamptz');

const OBJEKTER_TILBAGE = `update objekt o set nr = r.nr, registreret_fra = r.registreret_fra, livscyklus = r.livscyklus
  from (select distinct on (r.ejer, r.objekttype, r.uuid) r.* from registrering r join ramte b on ${SAMME('b', 'r')}
    order by r.ejer, r.objekttype, r.uuid, r.nr desc) r
  where ${SAMME('r', 'o')}`;

/** The objects of which nothing is left, for what follows. */
const BORTE = `create temp table borte on commit drop as
  select ${NOEGLE} from ramte b where not exists (select 1 from registrering r where ${SAMME('r', 'b')})`;

const OBJEKTER = ANTAL(`delete from objekt o using borte b where ${SAMME('b', 'o')}`);

const MYNDIGHEDER = ANTAL('delete from myndighed m using borte b where b.uuid = m.organisation and b.ejer = m.cvr');

/** Search rows that began later go, and those that ended later have not ended. */
const SOEGERAEKKER = ['soeg_tekst', 'soeg_reference'].flatMap((tabel) => [
  `delete from ${tabel} where registreret_fra > $1::timestamptz`,
  `update ${tabel} set registreret_til = 'infinity' where registreret_til > $1::timestamptz and registreret_til < 'infinity'`,
]);

const UDBAKKE = 'delete from udbakke where tidspunkt > $1::timestamptz';

/** What is told of registrations that are not there, where nothing tells that their object was deleted for good. */
const FORLADTE = ['udbakke', 'aendring'].map((tabel) =>
  ANTAL(`delete from ${tabel} t where not exists (select 1 from registrering r where ${SAMME('r', 't')} and r.nr = t.nr)
    and not exists (
      select 1 from (
        select ${NOEGLE} from udbakke where verbum = ${verbumNr.fysiskslet}
        union all select ${NOEGLE} from aendring where verbum = ${verbumNr.fysiskslet}) f
      where ${SAMME('f', 't')})`),
);

/** Positions are numbered anew, so that they have no gaps; who has read further than this must start again. */
const FEED_KOLONNER = 'tidspunkt, uuid, ejer, nr, objekttype, livscyklus, verbum';
const FEED = [
  `create temp table blivende on commit drop as
    select row_number() over (order by position) as position, ${FEED_KOLONNER} from aendring`,
  'delete from aendring',
  `insert into aendring (position, ${FEED_KOLONNER}) select position, ${FEED_KOLONNER} from blivende`,
  `update taeller set vaerdi = (select count(*) from blivende) where navn = 'aendring'`,
];
const FEED_SENERE = ANTAL('delete from aendring where tidspunkt > $1::timestamptz');

/** How the names of marks begin that say how far a file has been read: what they say was read may be gone now. */
export const IMPORT_MAERKER = 'import/';
const MAERKER = `delete from maerke where starts_with(navn, '${IMPORT_MAERKER}')`;

/** Drops what was registered after an instant, all or nothing. */
export function skaer(driver: Driver, til: Instant): Promise<Bortfald> {
  const tid = tidspunktText(til);
  return driver.transaction(async (session) => {
    for (const navn of ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin'])
      await goer(session, `set local ${navn} = on`);
    // A statement that makes a table takes no parameters.
    await goer(session, `${RAMTE} '${tid}'::timestamptz`);
    const registreringer = await antal(session, REGISTRERINGER, [tid]);
    await goer(session, OBJEKTER_TILBAGE);
    await goer(session, BORTE);
    const objekter = await antal(session, OBJEKTER, []);
    const myndigheder = await antal(session, MYNDIGHEDER, []);
    for (const text of [...SOEGERAEKKER, UDBAKKE]) await goer(session, text, [tid]);
    await goer(session, MAERKER);
    let fraFeed = await antal(session, FEED_SENERE, [tid]);
    for (const text of FORLADTE) fraFeed += await antal(session, text, []);
    if (fraFeed > 0) for (const text of [...SKAER_BESKEDER, ...FEED]) await goer(session, text);
    return { registreringer, objekter, myndigheder };
  });
}

async function goer(session: Session, text: string, parameters: readonly Parameter[] = []): Promise<void> {
  await session.query({ text }, parameters);
}

async function antal(session: Session, text: string, parameters: readonly Parameter[]): Promise<number> {
  const [row] = await session.query<[number]>({ text }, parameters);
  return row![0];
}
