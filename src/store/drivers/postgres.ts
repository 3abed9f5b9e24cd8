/**
 * PostgreSQL as a driver. Single statements go down a few connections that are each written to without waiting for the
 * answer before (pipelining); a transaction has a connection of a pool to itself. What is lost is opened anew by the
 * next call.
 */
import pg from 'pg';
import { type Driver, type Parameter, SESSION_SETTINGS, type Statement, type StoreLog } from './driver.ts';
import { asStoreError } from './fejl.ts';
import { clientSession, copyingSession, runTransaction } from './session.ts';
import type { StatementWatch } from './watch.ts';

/**
 * Connections for single statements, shared among the processes of a machine; a process has two at least, so that a slow
 * statement does not hold up the others. Each more costs the database: it then finds fewer statements waiting at a time.
 */
const PIPELINES = 4;
const PIPELINES_MIN = 2;
/** Connections for transactions. */
const TRANSACTIONS_MAX = 4;
/** Milliseconds that a statement may take. */
const STATEMENT_TIMEOUT_MS = 30_000;
/** Milliseconds to wait for a connection. */
const CONNECT_TIMEOUT_MS = 10_000;

/** One connection that is written to without waiting. */
interface Pipeline {
  client: Promise<pg.Client> | undefined;
  /** Statements that wait for an answer. */
  underway: number;
}

export interface PostgresOptions {
  readonly log?: StoreLog | undefined;
  readonly watch?: StatementWatch | undefined;
  /** Processes that answer on this machine, this one included; 1 where it is not said. */
  readonly processes?: number | undefined;
  /** What its connections are called in the database; `fkorg` where it is not said. */
  readonly navn?: string | undefined;
}

/** @param url `postgres://user:password@host:port/database`, as libpq reads it. Throws `store-unavailable`. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Driver> {
  const driver = postgresDriver(url, options);
  await driver.query({ text: 'select 1' }, []);
  return driver;
}

/** A driver that connects when it is first asked something. */
export function postgresDriver(
  url: string,
  { log, watch, processes = 1, navn = 'fkorg' }: PostgresOptions = {},
): Driver {
  const config: pg.ClientConfig = {
    connectionString: url,
    application_name: navn,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    options: Object.entries(SESSION_SETTINGS)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  };
  const pool = new pg.Pool({ ...config, max: TRANSACTIONS_MAX });
  const lost = (error: unknown) => log?.warn({ err: asStoreError(error) }, 'a database connection was lost');
  // The pool listens to its idle connections alone; one lost in a transaction, between two statements, would end the process.
  pool.on('connect', (client) => client.on('error', lost));
  pool.on('error', () => undefined);
  const pipelines = Array.from(
    { length: Math.max(PIPELINES_MIN, Math.ceil(PIPELINES / processes)) },
    (): Pipeline => ({ client: undefined, underway: 0 }),
  );

  async function connect(pipeline: Pipeline): Promise<pg.Client> {
    const client = new pg.Client({ ...config, pipeline: true });
    const forget = () => {
      pipeline.client = undefined;
    };
    client.on('error', (error) => {
      forget();
      lost(error);
    });
    client.on('end', forget);
    try {
      await client.connect();
      return client;
    } catch (error) {
      forget();
      throw asStoreError(error);
    }
  }

  /** The connection with the least to do, the first of several. */
  function leastBusy(): Pipeline {
    let best = pipelines[0]!;
    for (const pipeline of pipelines) if (pipeline.underway < best.underway) best = pipeline;
    return best;
  }

  function takeClient(): Promise<pg.PoolClient> {
    return pool.connect().catch((error: unknown) => {
      throw asStoreError(error);
    });
  }

  return {
    isOpdelt: false,
    isIndlejret: false,
    async query<Row extends readonly unknown[]>(
      statement: Statement,
      parameters: readonly Parameter[],
    ): Promise<Row[]> {
      const pipeline = leastBusy();
      pipeline.underway += 1;
      try {
        pipeline.client ??= connect(pipeline);
        return await clientSession(await pipeline.client, watch).query<Row>(statement, parameters);
      } finally {
        pipeline.underway -= 1;
      }
    },
    async transaction(work, options) {
      const client = await takeClient();
      let isBroken = true;
      try {
        const result = await runTransaction(copyingSession(client, watch), work, options);
        isBroken = false;
        return result;
      } catch (error) {
        isBroken = asStoreError(error).code === 'store-unavailable';
        throw error;
      } finally {
        client.release(isBroken);
      }
    },
    async alene(work) {
      const client = await takeClient();
      try {
        const session = clientSession(client);
        await session.query({ text: 'set statement_timeout = 0' }, []);
        return await work(session);
      } finally {
        client.release(true);
      }
    },
    async close() {
      const clients = await Promise.allSettled(pipelines.flatMap(({ client }) => client ?? []));
      await Promise.all(clients.map((result) => (result.status === 'fulfilled' ? result.value.end() : undefined)));
      await pool.end();
    },
  };
}
