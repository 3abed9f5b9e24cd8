/**
 * Gives positions to what has been committed (docs/decisions/0022-age-and-partitions.md): rows move from `udbakke` to
 * `aendring` in batches, each in one transaction under the lock of the counter. Positions so have no gaps, never go
 * back, and are seen in their order, because the next batch begins after the one before has been committed.
 */
import type { Driver, Session, Statement } from '../drivers/driver.ts';

/** Rows of one transaction: few enough for other calls to get in between where there is one session alone. */
const BATCH_ROWS = 10_000;

const VENTER: Statement = { name: 'fkorg-venter', text: 'select exists (select 1 from udbakke)::int' };

const LAAS: Statement = { text: `select 1 from taeller where navn = 'aendring' for update` };

/** A statement of its own after the lock, so that it sees what was committed while it was waited for. */
const FLYT: Statement = {
  text: `with gaar as (
      delete from udbakke where loebenummer <= (
        select max(loebenummer) from (select loebenummer from udbakke order by loebenummer limit $1::int) foerste)
      returning *),
    frem as (
      update taeller set vaerdi = vaerdi + (select count(*) from gaar) where navn = 'aendring'
      returning vaerdi - (select count(*) from gaar) as foer),
    ind as (
      insert into aendring (position, tidspunkt, uuid, ejer, nr, objekttype, livscyklus, verbum)
      select frem.foer + row_number() over (order by loebenummer), tidspunkt, uuid, ejer, nr, objekttype, livscyklus, verbum
      from gaar, frem)
    select count(*)::int from gaar`,
};

/** Moves one batch; gives its number of rows. */
async function flytBatch(session: Session, rows: number): Promise<number> {
  await session.query(LAAS, []);
  const [row] = await session.query<[number]>(FLYT, [rows]);
  return row?.[0] ?? 0;
}

/** Numbers everything that was committed when it is called; gives how many rows that were. */
export async function nummerer(driver: Driver, batchRows = BATCH_ROWS): Promise<number> {
  const [venter] = await driver.query<[number]>(VENTER, []);
  if (!venter?.[0]) return 0;
  let sum = 0;
  for (;;) {
    const rows = await driver.transaction((session) => flytBatch(session, batchRows));
    sum += rows;
    if (rows < batchRows) return sum;
  }
}

/**
 * Numbering for the callers of one process: one at a time, and those who come meanwhile share the next, which begins after
 * their own writes. So no more than one connection waits for the lock.
 */
export class Nummerering {
  readonly #driver: Driver;
  #running: Promise<unknown> = Promise.resolve();
  #next: Promise<number> | undefined;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** Resolves when everything that was committed at the call has its position; gives how many rows got one. */
  run(): Promise<number> {
    this.#next ??= this.#begin();
    return this.#next;
  }

  async #begin(): Promise<number> {
    await this.#running;
    const run = nummerer(this.#driver);
    this.#next = undefined;
    this.#running = run.catch(() => undefined);
    return run;
  }
}
