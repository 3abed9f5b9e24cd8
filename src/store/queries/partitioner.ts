/**
 * Giving an authority partitions of its own on a live register (docs/decisions/0025-many-processes.md), in one transaction.
 * Its rows are copied while everybody goes on. Then those who write where they came from wait while what has changed since
 * is copied and the old rows are deleted, and those who read there while the database sees that nothing of it is left.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { FkorgError } from '../../base/error.ts';
import type { Driver, Session } from '../drivers/driver.ts';
import type { Partition, PartitionMade } from '../store.ts';
import * as sql from './partitioner-sql.ts';

/** A lock that is not had within this time is let go of, before the database looks for deadlocks (1 s), and tried again. */
const LOCK_TRY_MS = 400;
const LOCK_PAUSE_MS = 100;
/** Tries while nobody waits for us, and while writers do: those are refused after 30 s. */
const LOCK_TRIES_MAX = 100;
const LAST_LOCK_TRIES_MAX = 10;
/** Milliseconds between one look at whether there are partitions and the next. */
const FOLLOW_MS = 2000;

const LOCK_NOT_AVAILABLE = /^55P03/;

/** The authorities that have partitions of their own, and the rest, which has no CVR. */
export async function partitions(session: Session): Promise<readonly Partition[]> {
  const rows = await session.query<[string | null, number, number]>({ text: sql.PARTITIONER }, []);
  return rows.map(([cvr, objects, bytes]) => ({ ...(cvr !== null && { cvr }), objects, bytes }));
}

async function run(session: Session, text: string): Promise<void> {
  await session.query({ text }, []);
}

/** Takes locks on all tables, or on none and then again, so that nobody who holds one of them waits for ever. */
async function lock(session: Session, text: string, triesMax: number): Promise<void> {
  for (let tries = 0; tries < triesMax; tries++) {
    await run(session, 'savepoint laas');
    await run(session, `set local lock_timeout = ${LOCK_TRY_MS}`);
    try {
      await run(session, text);
      await run(session, 'set local lock_timeout = 0');
      return;
    } catch (error) {
      if (!(error instanceof FkorgError && LOCK_NOT_AVAILABLE.test(error.detail ?? ''))) throw error;
      await run(session, 'rollback to savepoint laas');
      await sleep(LOCK_PAUSE_MS);
    }
  }
  throw new FkorgError(
    'busy',
    'The tables are in use by statements that take long; nothing was changed. Try again later.',
  );
}

/** The rows as they are now, in tables that nobody sees yet; gives who may still write what was not seen. */
async function copy(session: Session, ejer: number, tell: (step: string) => void): Promise<string> {
  const [row] = await session.query<[string]>({ text: sql.FOERSTE_SKRIVER }, []);
  for (const table of sql.OPDELTE) {
    tell(`copying ${table}`);
    const [how] = await session.query<[string]>({ text: sql.MAADE }, [sql.oevrige(table)]);
    await run(session, sql.lav(table, ejer, how![0]));
    await run(session, sql.kopier(table, ejer));
  }
  return row![0];
}

async function move(session: Session, ejer: number, tell: (step: string) => void): Promise<PartitionMade> {
  await run(session, 'set local statement_timeout = 0');
  await run(session, `select pg_advisory_xact_lock(${sql.FLYTNING})`);
  const [known] = await session.query<[string | null]>({ text: 'select to_regclass($1)::text' }, [
    sql.egen('objekt', ejer),
  ]);
  if (known![0] !== null) throw new FkorgError('bad-setting', 'The authority has partitions of its own already.');
  // These read whole tables, which is what sequential scans are for.
  for (const way of ['seqscan', 'hashjoin', 'mergejoin', 'bitmapscan'])
    await run(session, `set local enable_${way} = on`);
  const startedMs = performance.now();
  const firstWriter = await copy(session, ejer, tell);
  tell('writers wait: copying what has changed meanwhile');
  const copiedMs = performance.now();
  await lock(session, sql.LAAS_SKRIVERE, LOCK_TRIES_MAX);
  await run(session, sql.beroerte(ejer, firstWriter));
  for (const table of sql.OPDELTE) {
    for (const text of sql.kopierBeroerte(table, ejer)) await run(session, text);
    await run(session, sql.toem(table, ejer));
  }
  tell('readers wait: putting the partitions in place');
  const emptiedMs = performance.now();
  await lock(session, sql.LAAS_ALLE, LAST_LOCK_TRIES_MAX);
  for (const table of sql.OPDELTE) await run(session, sql.saetIVaerk(table, ejer));
  const endedMs = performance.now();
  return {
    copyMs: copiedMs - startedMs,
    writersWaitMs: endedMs - copiedMs,
    readersWaitMs: endedMs - emptiedMs,
  };
}

/**
 * Keeps partitions from being put in place until the transaction ends. In a transaction of one snapshot it must come first:
 * locking tables takes no snapshot, so the one that is taken afterwards sees everything that was put in place before.
 */
export function holdPartitions(session: Session): Promise<void> {
  return run(session, sql.LAAS_LAESERE);
}

/** Moves the rows of an authority into partitions of its own, all or nothing. Throws `bad-setting` where it has them. */
export async function makePartition(
  driver: Driver,
  cvr: string,
  tell: (step: string) => void = () => undefined,
): Promise<PartitionMade> {
  const ejer = Number(cvr);
  const made = await driver.transaction((session) => move(session, ejer, tell));
  driver.isOpdelt = true;
  await driver.alene(async (session) => {
    for (const table of sql.OPDELTE) await run(session, `analyze ${sql.egen(table, ejer)}`);
  });
  return made;
}

/** Keeps `driver.isOpdelt` true to the database, whoever makes partitions; gives what ends it. */
export async function followPartitions(driver: Driver): Promise<() => void> {
  const look = async () => {
    const [row] = await driver.query<[number]>({ text: sql.ER_OPDELT }, []);
    driver.isOpdelt = row![0] > 1;
  };
  await look();
  // Where the database is gone there is nothing to know; the next look tells.
  const timer = setInterval(() => look().catch(() => undefined), FOLLOW_MS);
  timer.unref();
  return () => clearInterval(timer);
}
