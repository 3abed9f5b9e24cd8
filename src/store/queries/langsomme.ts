/** The slow statements of all processes, kept in the database, and why each of them may be slow. */
import type { Driver, Session } from '../drivers/driver.ts';
import type { Slow, SlowStatements } from '../drivers/slow.ts';
import type { SlowStatement } from '../store.ts';

/** Statements that are kept: those that were slow last. */
const KEPT_MAX = 200;
const SAVE_MS = 5000;
/** Rows from which on a table that was never analysed is a reason, and an answer is large. */
const ROWS_MANY = 5000;
/** A cost in the planner's unit below which a plan is no reason for a slow answer. */
const COST_SMALL = 1000;

const GEM = `insert into langsom (kontrolsum, tekst, antal, vaerste_ms, raekker)
  values (md5($1::text), $1::text, $2::int, $3::float8, $4::int)
  on conflict (kontrolsum) do update set antal = langsom.antal + excluded.antal, tid = now(),
    raekker = case when excluded.vaerste_ms > langsom.vaerste_ms then excluded.raekker else langsom.raekker end,
    vaerste_ms = greatest(langsom.vaerste_ms, excluded.vaerste_ms)`;
const RYD = `delete from langsom where kontrolsum not in (select kontrolsum from langsom order by tid desc limit ${KEPT_MAX})`;
const LAES = `select tekst, antal, vaerste_ms, raekker, tid::text from langsom order by vaerste_ms desc limit $1::int`;
const UANALYSEREDE = `select relname::text from pg_stat_user_tables
  where last_analyze is null and last_autoanalyze is null and n_live_tup > ${ROWS_MANY}`;
const VENTER = `select count(*)::int from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;

/** Saves every few seconds what was slow; gives what saves the last of it and ends. */
export function keepSlow(driver: Session, slow: SlowStatements): () => Promise<void> {
  const save = async () => {
    const found = slow.take();
    for (const { text, count, worstMs, rows } of found) await driver.query({ text: GEM }, [text, count, worstMs, rows]);
    if (found.length > 0) await driver.query({ text: RYD }, []);
  };
  // What cannot be saved while the database is gone is not worth keeping.
  const timer = setInterval(() => save().catch(() => undefined), SAVE_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await save().catch(() => undefined);
  };
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Total Cost': number;
  readonly Plans?: readonly Node[];
}

function* nodes(node: Node): Generator<Node> {
  yield node;
  for (const child of node.Plans ?? []) yield* nodes(child);
}

/** The plan for any parameters; undefined where the statement is not of this version's tables. */
async function planOf(session: Session, text: string): Promise<{ lines: string[]; root: Node } | undefined> {
  const count = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(([, nr]) => Number(nr)));
  const given = count === 0 ? '' : `(${Array.from({ length: count }, () => 'null').join(', ')})`;
  await session.query({ text: 'savepoint plan' }, []);
  try {
    await session.query({ text: `prepare fkorg_slow as ${text}` }, []);
    const lines = await session.query<[string]>({ text: `explain execute fkorg_slow${given}` }, []);
    const [row] = await session.query<[unknown]>({ text: `explain (format json) execute fkorg_slow${given}` }, []);
    await session.query({ text: 'deallocate fkorg_slow' }, []);
    const json = typeof row![0] === 'string' ? JSON.parse(row![0]) : row![0];
    return { lines: lines.map(([line]) => line), root: (json as [{ Plan: Node }])[0].Plan };
  } catch {
    await session.query({ text: 'rollback to savepoint plan' }, []);
    return undefined;
  }
}

/** What to do about it, in whole sentences. */
function adviceOf(slow: Slow, root: Node | undefined, unanalysed: ReadonlySet<string>, waiting: number): string[] {
  const all = root ? [...nodes(root)] : [];
  const tables = new Set(all.flatMap((node) => node['Relation Name'] ?? []));
  const scanned = all.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']);
  const never = [...tables].filter((table) => unanalysed.has(table));
  const isCheap = root !== undefined && root['Total Cost'] < COST_SMALL && slow.rows < ROWS_MANY;
  return [
    ...(slow.rows < 0 ? ['It failed, or passed the time limit.'] : []),
    ...(scanned.length > 0
      ? [`No index is used on ${scanned.join(', ')}: see whether one is missing (fkorg migrate).`]
      : []),
    ...(never.length > 0 ? [`${never.join(', ')} has no statistics: run ANALYZE ${never.join(', ')}.`] : []),
    ...(slow.rows >= ROWS_MANY ? [`It gave ${slow.rows} rows: ask for smaller pages or a narrower search.`] : []),
    ...(isCheap ? ['Its plan is cheap: it waited, for a lock, a disk or a busy machine.'] : []),
    ...(waiting > 0 ? [`Just now ${waiting} statements wait for locks: see pg_stat_activity.`] : []),
  ];
}

/** The slowest statements, worst first, with plan and advice. Nothing is carried out. */
export function slowest(driver: Driver, most: number): Promise<readonly SlowStatement[]> {
  return driver.transaction(async (session) => {
    const rows = await session.query<[string, number, number, number, string]>({ text: LAES }, [most]);
    const unanalysed = new Set((await session.query<[string]>({ text: UANALYSEREDE }, [])).map(([name]) => name));
    const [waiting] = await session.query<[number]>({ text: VENTER }, []);
    const found: SlowStatement[] = [];
    for (const [text, count, worstMs, raekker, at] of rows) {
      const slow = { text, count, worstMs, rows: raekker };
      const plan = await planOf(session, text);
      const advice = adviceOf(slow, plan?.root, unanalysed, waiting![0]);
      found.push({ ...slow, at, plan: plan?.lines ?? [], advice });
    }
    return found;
  });
}
