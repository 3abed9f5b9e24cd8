/** A session on a pg client, and a transaction on a session. */
import type pg from 'pg';
import type { Parameter, Session, Statement, TransactionOptions } from './driver.ts';
import { asStoreError } from './fejl.ts';
import { kopier } from './kopi.ts';

/** The session of a client: rows as tuples, errors as `FkorgError`. */
export function clientSession(client: pg.ClientBase): Session {
  return {
    async query<Row extends readonly unknown[]>(
      statement: Statement,
      parameters: readonly Parameter[],
    ): Promise<Row[]> {
      try {
        const config = { ...statement, values: parameters as Parameter[], rowMode: 'array' as const };
        return (await client.query(config)).rows as unknown as Row[];
      } catch (error) {
        throw asStoreError(error, statement.name ?? statement.text.slice(0, 20).trim());
      }
    },
  };
}

/** The session of a client of a PostgreSQL that nobody else uses meanwhile: it takes COPY as well. */
export function copyingSession(client: pg.ClientBase): Session {
  return {
    ...clientSession(client),
    async copy(text, rows) {
      try {
        await kopier(client, text, rows);
      } catch (error) {
        throw asStoreError(error, text.slice(0, 20).trim());
      }
    },
  };
}

/** Runs `work` between begin and commit on a session that nobody else uses meanwhile. */
export async function runTransaction<T>(
  session: Session,
  work: (session: Session) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const begin = options.isLongRead ? 'begin isolation level repeatable read' : 'begin';
  await session.query({ text: begin }, []);
  try {
    if (options.isLongRead) await session.query({ text: 'set local statement_timeout = 0' }, []);
    const result = await work(session);
    await session.query({ text: 'commit' }, []);
    return result;
  } catch (error) {
    // Where the connection is gone there is nothing left to roll back, and the first error is the one to tell.
    await session.query({ text: 'rollback' }, []).catch(() => undefined);
    throw error;
  }
}
