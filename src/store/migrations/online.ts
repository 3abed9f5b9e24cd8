/**
 * The online parts of migrations: batches in transactions of their own, and indexes made beside the writers. What is
 * done is recorded with the work itself, so that a run that was killed goes on where it was.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { FkorgError } from '../../base/error.ts';
import type { Session } from '../drivers/driver.ts';
import { runTransaction } from '../drivers/session.ts';
import type { Fremgang, Indeks, Migration, Portioner } from './migration.ts';

/** Times that a batch is tried again where it and a writer stood in each other's way. */
const TRIES_MAX = 10;
const TRY_PAUSE_MS = 100;
/** SQLSTATEs of that: deadlock, serialization failure, lock not available. */
const I_VEJEN = /^(40P01|40001|55P03) /;

/** Notes the online parts of a step as things to do, in the transaction that takes the step. */
export async function noter(session: Session, { nr, online = [] }: Migration): Promise<void> {
  if (online.length === 0) return;
  await session.query(
    {
      text: `create table if not exists migration_trin (
               nr int not null, trin int not null, navn text not null, raekker bigint not null default 0,
               faerdig timestamptz, primary key (nr, trin)
             )`,
    },
    [],
  );
  for (const [trin, { navn }] of online.entries()) {
    await session.query({ text: 'insert into migration_trin (nr, trin, navn) values ($1, $2, $3)' }, [nr, trin, navn]);
  }
}

/** The numbers of the steps whose online part is not done. */
export async function ventende(session: Session): Promise<ReadonlySet<number>> {
  const [known] = await session.query<[string | null]>({ text: `select to_regclass('migration_trin')::text` }, []);
  if (known?.[0] == null) return new Set();
  const text = 'select distinct nr from migration_trin where faerdig is null';
  return new Set((await session.query<[number]>({ text }, [])).map(([nr]) => nr));
}

/** Does what is left of the online part of a step. Whoever calls holds the lock of the migrations, in no transaction. */
export async function tagOnline(
  session: Session,
  migration: Migration,
  isIndlejret: boolean,
  onProgress: (fremgang: Fremgang) => void,
): Promise<void> {
  const { nr, online = [] } = migration;
  const text = 'select trin, raekker::float8 from migration_trin where nr = $1 and faerdig is null order by trin';
  for (const [plads, raekker] of await session.query<[number, number]>({ text }, [nr])) {
    const trin = online[plads]!;
    const tell = (done: number, ialt?: number) =>
      onProgress({ migration: migration.navn, trin: trin.navn, raekker: done, ...(ialt !== undefined && { ialt }) });
    tell(raekker);
    if (trin.art === 'portioner') await tagPortioner(session, [nr, plads], trin, raekker, tell);
    else await (isIndlejret ? lavIndeks(session, trin) : lavIndeksOnline(session, trin));
    await session.query({ text: 'update migration_trin set faerdig = now() where nr = $1 and trin = $2' }, [nr, plads]);
  }
}

async function tagPortioner(
  session: Session,
  plads: readonly [nr: number, trin: number],
  { statement, ialt }: Portioner,
  taget: number,
  tell: (raekker: number, ialt?: number) => void,
): Promise<void> {
  const rest = ialt === undefined ? undefined : await session.query<[string]>({ text: ialt }, []);
  const total = rest && taget + Number(rest[0]![0]);
  for (let raekker = taget; ; ) {
    const antal = await igenHvisIVejen(() => portion(session, plads, statement));
    if (antal === 0) return;
    raekker += antal;
    tell(raekker, total);
  }
}

/** One batch with its record; gives how many rows it changed. */
function portion(session: Session, plads: readonly [number, number], statement: string): Promise<number> {
  return runTransaction(session, async () => {
    const text = `with gjort as (${statement} returning 1) select count(*)::int from gjort`;
    const [row] = await session.query<[number]>({ text }, []);
    await session.query({ text: 'update migration_trin set raekker = raekker + $3 where nr = $1 and trin = $2' }, [
      ...plads,
      row![0],
    ]);
    return row![0];
  });
}

async function igenHvisIVejen<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const isIVejen = error instanceof FkorgError && I_VEJEN.test(error.detail ?? '');
      if (!isIVejen || tries === TRIES_MAX) throw error;
      await pause(TRY_PAUSE_MS);
    }
  }
}

async function lavIndeks(session: Session, { navn, tabel, definition }: Indeks): Promise<void> {
  await session.query({ text: `create index if not exists ${navn} on ${tabel} ${definition}` }, []);
}

/**
 * The index of each partition is made beside the writers; that of the whole table then takes them over at once. One that
 * a killed run left half made is made anew.
 */
async function lavIndeksOnline(session: Session, indeks: Indeks): Promise<void> {
  const { navn, tabel, definition } = indeks;
  const text = 'select relid::regclass::text from pg_partition_tree($1::regclass) where isleaf order by 1';
  const partitioner = (await session.query<[string]>({ text }, [tabel])).map(([partition]) => partition);
  const dele =
    partitioner.length === 0
      ? [{ paa: tabel, del: navn }]
      : partitioner.map((paa) => ({ paa, del: `${paa}_${navn}`.slice(0, 63) }));
  for (const { paa, del } of dele) {
    const [gyldig] = await session.query<[boolean]>(
      { text: 'select indisvalid from pg_index where indexrelid = to_regclass($1)' },
      [del],
    );
    if (gyldig?.[0] === true) continue;
    if (gyldig) await session.query({ text: `drop index concurrently ${del}` }, []);
    await session.query({ text: `create index concurrently ${del} on ${paa} ${definition}` }, []);
  }
  if (partitioner.length > 0) await lavIndeks(session, indeks);
}
