/** Rows of the audit log by what is asked for, a page at a time. */
import type { Instant } from '../../base/instant.ts';
import { isUuid } from '../../base/uuid.ts';
import type { Parameter, Session, Statement } from '../drivers/driver.ts';
import { tidspunktText } from '../parametre.ts';
import type { PlaceretRaekke, Raekkeart } from './raekke.ts';
import type { Revisionsfilter } from './revisionslog.ts';

const PAGE = 1000;

/** The columns of a row as `raekkeOfColumns` reads them; arrays come as JSON. */
export const KOLONNER = `kaede, nr::text, (extract(epoch from tid) * 1000)::float8, varighed_us, art, front, handling, objekttype,
  system::text, system_navn, cvr, certifikat, transaktion::text, status, kode, to_json(regler)::text, to_json(uuids)::text,
  antal, encode(hash, 'hex')`;

type Tekst = string | null;
export type Kolonner = [
  number,
  string,
  number,
  number,
  Raekkeart,
  string,
  Tekst,
  Tekst,
  Tekst,
  Tekst,
  Tekst,
  Tekst,
  Tekst,
  number | null,
  Tekst,
  string,
  string,
  number,
  string,
];

export function raekkeOfColumns(columns: Kolonner): PlaceretRaekke {
  const [kaede, nr, tid, varighedUs, art, front, handling, objekttype, system, systemNavn, cvr, certifikat, ...resten] =
    columns;
  const [transaktion, status, kode, regler, uuids, antal, hash] = resten;
  return {
    kaede,
    nr: Number(nr),
    tid: Math.round(tid),
    varighedUs,
    art,
    front,
    handling,
    objekttype,
    system,
    systemNavn,
    cvr,
    certifikat,
    transaktion,
    status,
    kode,
    regler: JSON.parse(regler) as string[],
    uuids: JSON.parse(uuids) as string[],
    antal,
    hash,
  };
}

/** The conditions of a filter, and their parameters, which are numbered from `$5` on. */
function betingelser(filter: Revisionsfilter): { text: string; parameters: Parameter[] } {
  const parameters: Parameter[] = [];
  const texts: string[] = [];
  const add = (value: string | undefined, text: (p: string) => string) => {
    if (value === undefined) return;
    parameters.push(value);
    texts.push(` and ${text(`$${parameters.length + 4}`)}`);
  };
  const { system } = filter;
  if (system !== undefined && isUuid(system)) add(system, (p) => `system = ${p}::uuid`);
  else add(system?.toLowerCase(), (p) => `position(${p}::text in lower(system_navn)) > 0`);
  add(filter.cvr, (p) => `cvr = ${p}::text`);
  add(filter.certifikatSha256, (p) => `certifikat = ${p}::text`);
  add(filter.handling, (p) => `handling = ${p}::text`);
  add(filter.uuid, (p) => `(transaktion = ${p}::uuid or ${p}::uuid = any (uuids))`);
  return { text: texts.join(''), parameters };
}

/** The rows of a filter in the order of time, chain and number. */
export async function* laes(session: Session, filter: Revisionsfilter): AsyncIterable<PlaceretRaekke> {
  const { text, parameters } = betingelser(filter);
  const statement: Statement = {
    text: `select ${KOLONNER} from revision
      where (tid, kaede, nr) > ($1::timestamptz, $2::int, $3::bigint) and tid < $4::timestamptz${text}
      order by tid, kaede, revision.nr limit ${PAGE}`,
  };
  let after: { tid: Instant; kaede: number; nr: number } = {
    tid: filter.siden ?? Number.NEGATIVE_INFINITY,
    kaede: 0,
    nr: 0,
  };
  const until = tidspunktText(filter.indtil ?? Number.POSITIVE_INFINITY);
  for (;;) {
    const key = [tidspunktText(after.tid), after.kaede, after.nr];
    const page = await session.query<Kolonner>(statement, [...key, until, ...parameters]);
    const raekker = page.map(raekkeOfColumns);
    yield* raekker;
    if (page.length < PAGE) return;
    after = raekker.at(-1)!;
  }
}
