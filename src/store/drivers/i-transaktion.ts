/** A driver inside a transaction that somebody else has begun: what would be a transaction of its own is a savepoint. */
import type { Driver, Session } from './driver.ts';

/**
 * Everything that the driver does is part of the transaction of the session. One piece of work at a time: savepoints are
 * a stack.
 */
export function driverI(session: Session, { isOpdelt, isIndlejret }: Driver): Driver {
  return {
    ...session,
    isOpdelt,
    isIndlejret,
    isITransaktion: true,
    alene: (work) => work(session),
    async transaction(work) {
      await session.query({ text: 'savepoint del' }, []);
      try {
        const result = await work(session);
        await session.query({ text: 'release savepoint del' }, []);
        return result;
      } catch (error) {
        await session.query({ text: 'rollback to savepoint del' }, []);
        await session.query({ text: 'release savepoint del' }, []);
        throw error;
      }
    },
    async close() {},
  };
}
