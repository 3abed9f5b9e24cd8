/**
 * Follows the chains of the audit log. A row that was changed, put in or taken out breaks its chain there; a row that was
 * taken from the end shows where a later start, or the row that ends a chain, has seen it.
 */
import type { Session, Statement } from '../drivers/driver.ts';
import { KOLONNER, type Kolonner, raekkeOfColumns } from './laes.ts';
import { type Anker, raekkehash, starthash } from './raekke.ts';

const PAGE = 2000;

const STARTER: Statement = {
  text: `select nr, (extract(epoch from startet) * 1000)::float8, encode(hash, 'hex')
    from revisionskaede where nr > $1::int order by nr limit ${PAGE}`,
};
const ANKRE_VED: Statement = {
  text: `select kaede, nr::text, encode(hash, 'hex') from revisionsanker where ved = $1::int order by kaede, revisionsanker.nr`,
};
const ANKRE_PAA: Statement = {
  text: `select kaede, nr::text, encode(hash, 'hex') from revisionsanker
    where kaede = $1::int and nr > $2::bigint order by revisionsanker.nr limit 1`,
};
const SIDSTE_ANKER: Statement = { text: 'select max(nr)::text from revisionsanker where kaede = $1::int' };
const RAEKKER: Statement = {
  text: `select ${KOLONNER} from revision where kaede = $1::int and nr > $2::bigint order by revision.nr limit ${PAGE}`,
};
const KAEDE_EFTER: Statement = { text: 'select kaede from revision where kaede > $1::int order by kaede limit 1' };

type Ankerkolonner = [number, string, string];

const ankerOf = ([kaede, nr, hash]: Ankerkolonner): Anker => ({ kaede, nr: Number(nr), hash });

/** Follows the rows of one chain from its start; gives the first place where it does not hold. */
async function brudI(
  session: Session,
  kaede: number,
  start: string,
  paaRaekke: () => void,
): Promise<string | undefined> {
  let [nr, hash, isSluttet] = [0, start, false];
  let [anker] = (await session.query<Ankerkolonner>(ANKRE_PAA, [kaede, 0])).map(ankerOf);
  for (;;) {
    const page = await session.query<Kolonner>(RAEKKER, [kaede, nr]);
    for (const columns of page) {
      const raekke = raekkeOfColumns(columns);
      const sted = `audit chain ${kaede}, row ${nr + 1}`;
      if (isSluttet) return `${sted}: a row behind the one that ended the chain`;
      if (raekke.nr !== nr + 1) return `${sted}: missing; the next one is ${raekke.nr}`;
      const expected = raekkehash(hash, raekke.nr, raekke);
      if (expected !== raekke.hash) return `${sted}: its values or the row before it are not as they were written`;
      [nr, hash, isSluttet] = [raekke.nr, raekke.hash, raekke.art === 'slut'];
      if (anker?.nr === nr) {
        if (anker.hash !== hash) return `${sted}: is not the row that a later chain has seen here`;
        [anker] = (await session.query<Ankerkolonner>(ANKRE_PAA, [kaede, nr])).map(ankerOf);
      }
      paaRaekke();
    }
    if (page.length < PAGE) break;
  }
  const [sidste] = await session.query<[string | null]>(SIDSTE_ANKER, [kaede]);
  const set = Number(sidste?.[0] ?? 0);
  if (set > nr) return `audit chain ${kaede}, row ${nr + 1}: missing up to row ${set}, which a later chain has seen`;
  return undefined;
}

/** What is wrong with the audit log, one line each: for every chain the first place where it does not hold. */
export async function* efterproev(session: Session, onProgress: (raekker: number) => void): AsyncIterable<string> {
  let raekker = 0;
  const paaRaekke = () => {
    raekker += 1;
    if (raekker % PAGE === 0) onProgress(raekker);
  };
  let [nr, hash] = [0, ''];
  for (;;) {
    const page = await session.query<[number, number, string]>(STARTER, [nr]);
    for (const [kaede, startet, found] of page) {
      for (let mangler = nr + 1; mangler < kaede; mangler++) yield `audit chain ${mangler}: its start is missing`;
      const ankre = (await session.query<Ankerkolonner>(ANKRE_VED, [kaede])).map(ankerOf);
      const isWhole = kaede === nr + 1;
      if (isWhole && starthash(hash, kaede, Math.round(startet), ankre) !== found) {
        yield `audit chain ${kaede}: its start, or what it saw of other chains, is not as it was written`;
      }
      const brud = await brudI(session, kaede, found, paaRaekke);
      if (brud !== undefined) yield brud;
      [nr, hash] = [kaede, found];
    }
    if (page.length < PAGE) break;
  }
  const [uden] = await session.query<[number]>(KAEDE_EFTER, [nr]);
  if (uden) yield `audit chain ${uden[0]}: has rows and no start`;
  onProgress(raekker);
}
