/** The statements that make chains longer: a start, and rows after the last one. */
import type { Instant } from '../../base/instant.ts';
import type { Driver, Statement } from '../drivers/driver.ts';
import { arrayText, teksterText, tidspunkterText, tidspunktText } from '../parametre.ts';
import { type Anker, type PlaceretRaekke, starthash } from './raekke.ts';

/** The end of a chain as its writer knows it. */
export interface Hoved {
  readonly kaede: number;
  /** 0 before the first row. */
  readonly nr: number;
  readonly hash: string;
}

/** Any number that nobody else in the database uses for the same purpose. */
const LAAS = 1500_6_8;

/** The heads that no start has seen yet. */
const HOVEDER: Statement = {
  text: `select k.nr, r.nr::text, encode(r.hash, 'hex')
    from revisionskaede k
    cross join lateral (select nr, hash from revision where kaede = k.nr order by nr desc limit 1) r
    where not exists (select from revisionsanker a where a.kaede = k.nr and a.nr = r.nr)
    order by k.nr`,
};

/** Begins a chain. Starts follow one another, also those of other processes. */
export function begynd(driver: Driver, tid: Instant): Promise<Hoved> {
  return driver.transaction(async (session) => {
    await session.query({ text: `select pg_advisory_xact_lock(${LAAS})` }, []);
    const [sidste] = await session.query<[number, string]>(
      { text: `select nr, encode(hash, 'hex') from revisionskaede order by nr desc limit 1` },
      [],
    );
    const nr = (sidste?.[0] ?? 0) + 1;
    const hoveder = await session.query<[number, string, string]>(HOVEDER, []);
    const ankre = hoveder.map(([kaede, raekkenr, hash]): Anker => ({ kaede, nr: Number(raekkenr), hash }));
    const startet = Math.trunc(tid);
    const hash = starthash(sidste?.[1] ?? '', nr, startet, ankre);
    await session.query({ text: `insert into revisionskaede (nr, startet, hash) values ($1, $2, decode($3, 'hex'))` }, [
      nr,
      tidspunktText(startet),
      hash,
    ]);
    await session.query(
      {
        text: `insert into revisionsanker (ved, kaede, nr, hash)
          select $1::int, a.kaede, a.nr, decode(a.hash, 'hex')
          from unnest($2::int[], $3::bigint[], $4::text[]) as a (kaede, nr, hash)`,
      },
      [
        nr,
        arrayText(ankre.map((a) => a.kaede)),
        arrayText(ankre.map((a) => a.nr)),
        teksterText(ankre.map((a) => a.hash)),
      ],
    );
    return { kaede: nr, nr: 0, hash };
  });
}

/**
 * On a server nobody waits for the disk: what the process has lost is not lost here (docs/decisions/0041-revision.md). Rows are written
 * only behind the one that they follow: where a crash of the database lost that one, the chain ends there.
 */
const TILFOEJ: Statement = {
  name: 'revision_tilfoej',
  text: `insert into revision (kaede, nr, tid, varighed_us, art, front, handling, objekttype, system, system_navn, cvr,
      certifikat, transaktion, status, kode, regler, uuids, antal, hash)
    select $1::int, p.nr, p.tid, p.varighed_us, p.art, p.front, p.handling, p.objekttype, p.system, p.system_navn, p.cvr,
      p.certifikat, p.transaktion, p.status, p.kode, p.regler::text[], p.uuids::uuid[], p.antal, decode(p.hash, 'hex')
    from (
      select set_config('synchronous_commit', coalesce($21::text, current_setting('synchronous_commit')), true) as vaerdi
    ) as commit
    cross join unnest($3::bigint[], $4::timestamptz[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[],
      $10::uuid[], $11::text[], $12::text[], $13::text[], $14::uuid[], $15::int[], $16::text[], $17::text[], $18::text[],
      $19::int[], $20::text[])
      as p (nr, tid, varighed_us, art, front, handling, objekttype, system, system_navn, cvr, certifikat, transaktion,
        status, kode, regler, uuids, antal, hash)
    where commit.vaerdi is not null
      and ($2::bigint = 0 or exists (select from revision f where f.kaede = $1::int and f.nr = $2::bigint))
    returning 1`,
};

/** Writes rows that follow one another after row `efter`; false, and nothing is written, where that row is not there. */
export async function tilfoej(
  driver: Driver,
  { kaede, nr: efter }: Hoved,
  raekker: readonly PlaceretRaekke[],
): Promise<boolean> {
  const column = <T>(value: (raekke: PlaceretRaekke) => T): T[] => raekker.map(value);
  const rows = await driver.query(TILFOEJ, [
    kaede,
    efter,
    arrayText(column((r) => r.nr)),
    tidspunkterText(column((r) => r.tid)),
    arrayText(column((r) => r.varighedUs)),
    arrayText(column((r) => r.art)),
    arrayText(column((r) => r.front)),
    arrayText(column((r) => r.handling)),
    arrayText(column((r) => r.objekttype)),
    arrayText(column((r) => r.system)),
    teksterText(column((r) => r.systemNavn)),
    arrayText(column((r) => r.cvr)),
    arrayText(column((r) => r.certifikat)),
    arrayText(column((r) => r.transaktion)),
    arrayText(column((r) => r.status)),
    arrayText(column((r) => r.kode)),
    teksterText(column((r) => arrayText(r.regler))),
    teksterText(column((r) => arrayText(r.uuids))),
    arrayText(column((r) => r.antal)),
    arrayText(column((r) => r.hash)),
    // A database in this process dies with it; and inside a transaction that one says what its commit waits for.
    driver.isIndlejret || driver.isITransaktion ? null : 'off',
  ]);
  return rows.length === raekker.length;
}
