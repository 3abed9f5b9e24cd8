/** A session on a pg client, and a transaction on a session. */
import type pg from 'pg';
import type { Parameter, Session, Statement, TransactionOptions } from './driver.ts';
import { asStoreError } from './fejl.ts';
import { kopier } from './kopi.ts';
import type { StatementWatch } from './watch.ts';

/** The session of a client: rows as tuples, errors as `FkorgError`. `watch` is told of every statement. */
export function clientSession(client: pg.ClientBase, watch?: StatementWatch): Session {
  return {
    async query<Row extends readonly unknown[]>(
      statement: Statement,
      parameters: readonly Parameter[],
    ): Promise<Row[]> {
      const end = watch?.begin(statement);
      try {
        const config = { ...statement, values: parameters as Parameter[], rowMode: 'array' as const };
        const { rows } = await client.query(config);
        end?.(rows.length);
        return rows as unknown as Row[];
      } catch (error) {
        end?.(undefined);
        throw asStoreError(error, statement.name ?? statement.text.slice(0, 20).trim());
      }
    },
  };
}

/** The session of a client of a PostgreSQL that nobody else uses meanwhile: it takes COPY as well. */
export function copyingSession(client: pg.ClientBase, watch?: StatementWatch): Session {
  return {
    ...clientSession(client, watch),
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
