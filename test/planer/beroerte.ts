/** Which tables a call touches: by the plans of its statements, and by what PostgreSQL counted while it carried them out. */
import type { Driver, Parameter, Session, Statement } from '../../src/store/drivers/driver.ts';
import { type Knude, knuder, literal, PLANNED } from './plan.ts';

/** What the session has counted and not yet told to the others: more than the transaction, so only what is added counts. */
const COUNTS = `select relname::text, (seq_scan + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd + n_tup_del)::int
  from pg_stat_xact_user_tables where schemaname = 'public'`;

/** Tables that the transaction holds a lock on: also those that are opened and then not read. */
const LOCKED = `select distinct c.relname::text from pg_locks l join pg_class c on c.oid = l.relation
  where l.pid = pg_backend_pid() and l.locktype = 'relation' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;

const countsOf = async (session: Session) => new Map(await session.query<[string, number]>({ text: COUNTS }, []));

export interface Beroerte {
  /** Tables in the plans. */
  readonly planlagt: Set<string>;
  /** Tables that were read or written. */
  readonly brugt: Set<string>;
  /** Tables that were opened. */
  readonly laast: Set<string>;
  /** Statements that were planned. */
  antal: number;
}

async function plan(session: Session, { text }: Statement, parameters: readonly Parameter[]): Promise<Knude> {
  await session.query({ text: `prepare beroert as ${text}` }, []);
  const givne = parameters.length > 0 ? `(${parameters.map(literal).join(', ')})` : '';
  const [row] = await session.query<[string]>({ text: `explain (format json) execute beroert${givne}` }, []);
  await session.query({ text: 'deallocate beroert' }, []);
  const json = row![0] as unknown;
  return ((typeof json === 'string' ? JSON.parse(json) : json) as [{ Plan: Knude }])[0].Plan;
}

/** A driver that carries everything out, each statement in a transaction, and notes what it touches. */
export function fulgt(driver: Driver): { driver: Driver; beroerte: Beroerte } {
  const beroerte: Beroerte = { planlagt: new Set(), brugt: new Set(), laast: new Set(), antal: 0 };
  const follow = (session: Session): Session => ({
    async query<Row extends readonly unknown[]>(statement: Statement, parameters: readonly Parameter[]) {
      if (PLANNED.test(statement.text)) {
        beroerte.antal += 1;
        for (const knude of knuder(await plan(session, statement, parameters))) {
          if (knude['Relation Name']) beroerte.planlagt.add(knude['Relation Name']);
        }
      }
      return session.query<Row>(statement, parameters);
    },
  });
  const transaction: Driver['transaction'] = (work, options) =>
    driver.transaction(async (session) => {
      const before = await countsOf(session);
      const result = await work(follow(session));
      for (const [navn, antal] of await countsOf(session))
        if (antal > (before.get(navn) ?? 0)) beroerte.brugt.add(navn);
      for (const [navn] of await session.query<[string]>({ text: LOCKED }, [])) beroerte.laast.add(navn);
      return result;
    }, options);
  const query: Driver['query'] = (statement, parameters) =>
    transaction((session) => session.query(statement, parameters));
  return { driver: Object.assign(Object.create(driver) as Driver, { query, transaction }), beroerte };
}
