/** The plans of the statements that a call makes, as PostgreSQL carries them out. */
import type { Driver, Parameter, Session, Statement } from '../../src/store/drivers/driver.ts';

export interface Knude {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Knude[];
}

export interface Plan {
  readonly tekst: string;
  readonly rod: Knude;
}

/** Every node of a plan, the root first. */
export function* knuder(rod: Knude): Generator<Knude> {
  yield rod;
  for (const barn of rod.Plans ?? []) yield* knuder(barn);
}

/** What is planned; the rest (locks, settings, temporary tables) reads nothing. */
export const PLANNED = /^\s*(select|insert|update|delete|with)\b/i;

/** A driver that writes down what is asked through it, in transactions too. */
export function optager(driver: Driver): { driver: Driver; optaget: (readonly [Statement, readonly Parameter[]])[] } {
  const optaget: (readonly [Statement, readonly Parameter[]])[] = [];
  const optagende = ({ query }: Session): Session => ({
    query(statement, parameters) {
      if (PLANNED.test(statement.text)) optaget.push([statement, parameters]);
      return query(statement, parameters);
    },
  });
  const transaction: Driver['transaction'] = (work, options) =>
    driver.transaction((session) => work(optagende(session)), options);
  return { driver: Object.assign(Object.create(driver) as Driver, optagende(driver), { transaction }), optaget };
}

class Fortrudt extends Error {}

/** A value as it stands in SQL. */
export function literal(value: Parameter): string {
  if (value === null) return 'null';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}

/** Carries out a statement once more, as a prepared one with a plan for any parameters, and undoes what it did. */
export async function planOf(driver: Driver, [{ text }, parameters]: readonly [Statement, readonly Parameter[]]) {
  let plan: Plan | undefined;
  const arbejde = driver.transaction(async (session) => {
    await session.query({ text: `prepare proevet as ${text}` }, []);
    const givne = parameters.length > 0 ? `(${parameters.map(literal).join(', ')})` : '';
    // Once before, so that what the session learns of its tables is not counted.
    if (text.startsWith('select')) await session.query({ text: `execute proevet${givne}` }, []);
    const [row] = await session.query<[string]>(
      { text: `explain (analyze, buffers, timing off, format json) execute proevet${givne}` },
      [],
    );
    await session.query({ text: 'deallocate proevet' }, []);
    const json = row![0] as unknown;
    const [{ Plan: rod }] = (typeof json === 'string' ? JSON.parse(json) : json) as [{ Plan: Knude }];
    plan = { tekst: text, rod };
    throw new Fortrudt();
  });
  await arbejde.catch((error: unknown) => {
    if (!(error instanceof Fortrudt)) throw error;
  });
  return plan!;
}

/** A plan in lines, for the message of a test. */
export function vist(knude: Knude, dybde = 0): string {
  const hvad = knude['Index Name'] ?? knude['Relation Name'] ?? '';
  const fjernet = knude['Rows Removed by Filter'] ? `, ${knude['Rows Removed by Filter']} removed` : '';
  const linje = `${'  '.repeat(dybde)}${knude['Node Type']} ${hvad} (${knude['Actual Rows']} x ${knude['Actual Loops']}${fjernet})`;
  return [linje, ...(knude.Plans ?? []).map((barn) => vist(barn, dybde + 1))].join('\n');
}
