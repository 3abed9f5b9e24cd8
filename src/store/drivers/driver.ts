/**
 * The door to a database. PGlite and PostgreSQL both speak the PostgreSQL protocol behind it, so that one set of
 * statements, parameters and column types serves the two.
 */

/** Parameters travel as text: numbers are written out, arrays and instants are made into text by `parametre.ts`. */
export type Parameter = string | number | null;

/** A statement. With a name it is prepared once per connection, so one name must always have one text. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
}

/**
 * Runs one statement; gives its rows as tuples in the order of the columns. The caller says of what kind: `int`,
 * `smallint` and `double precision` come as numbers, everything else that this room selects as strings.
 */
export interface Session {
  query<Row extends readonly unknown[]>(statement: Statement, parameters: readonly Parameter[]): Promise<Row[]>;
  /** Runs `copy … from stdin` with lines of the text format. Absent where the database does not take it, or not here. */
  copy?(text: string, rows: string): Promise<void>;
}

export interface TransactionOptions {
  /** One snapshot for the whole transaction, and no time limit on its statements: for checks of everything. */
  readonly isLongRead?: boolean;
}

/** A session that reads hot paths: it knows how owners are written in the texts of statements. */
export interface Laeser extends Session {
  /** True where authorities have partitions of their own (`queries/parametre.ts`). */
  readonly isOpdelt: boolean;
}

export interface Driver extends Laeser {
  /** Set by whoever opens the store, and again when a partition has been made. */
  isOpdelt: boolean;
  /** Runs everything that `work` does, all or nothing: rolled back where it throws. */
  transaction<T>(work: (session: Session) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** True for PGlite: one process has the database for itself. */
  readonly isIndlejret: boolean;
  /** True inside a transaction that somebody else has begun. */
  readonly isITransaktion?: boolean;
  /**
   * Gives `work` a session that nobody else uses meanwhile, outside any transaction and without a time limit on its
   * statements; what it holds for itself, such as a lock, is let go of in the end.
   */
  alene<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /**
   * Lays a copy of the database into a folder, as it is between two statements. Others wait only while what changed
   * during the copying is copied again. Only a database in a folder has it.
   */
  kopier?(til: string): Promise<void>;
  /** Waits for what is under way and lets go of everything that is held. */
  close(): Promise<void>;
}

/** What the drivers tell about themselves; never with data of a statement. */
export interface StoreLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/**
 * Settings of every connection. The statements of this room are written so that each has one right plan, along an index
 * (docs/decisions/0020-store.md); these keep the planner from guessing otherwise where it has no statistics, which is
 * always so in PGlite, and let it plan once per connection.
 */
export const SESSION_SETTINGS: Readonly<Record<string, string>> = {
  jit: 'off',
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_memoize: 'off',
  plan_cache_mode: 'force_generic_plan',
};
