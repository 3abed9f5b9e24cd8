/** The figures by which a copy of a register is known again: what is in it, and in which form. */
import type { Session } from '../drivers/driver.ts';
import { objekttypeOf } from '../numre.ts';

export interface Noegletal {
  /** The migrations that it has taken, in order. */
  readonly migrationer: readonly string[];
  /** Number of objects by type. */
  readonly objekter: Readonly<Record<string, number>>;
  readonly registreringer: number;
  readonly myndigheder: number;
}

const OBJEKTER = 'select objekttype, count(*)::int from objekt group by objekttype order by objekttype';
const ANTAL = '(select count(*)::int from registrering), (select count(*)::int from myndighed)';

/** Undefined where the database holds no register. */
export async function noegletalOf(session: Session): Promise<Noegletal | undefined> {
  const [known] = await session.query<[string | null]>({ text: `select to_regclass('migration')::text` }, []);
  if (known?.[0] == null) return undefined;
  const migrationer = await session.query<[string]>({ text: 'select navn from migration order by nr' }, []);
  const objekter = await session.query<[number, number]>({ text: OBJEKTER }, []);
  const [antal] = await session.query<[number, number]>({ text: `select ${ANTAL}` }, []);
  return {
    migrationer: migrationer.map(([navn]) => navn),
    objekter: Object.fromEntries(objekter.map(([nr, n]) => [objekttypeOf(nr), n])),
    registreringer: antal![0],
    myndigheder: antal![1],
  };
}

/** Number of objects of all types. */
export function objekterIAlt({ objekter }: Noegletal): number {
  return Object.values(objekter).reduce((sum, n) => sum + n, 0);
}
