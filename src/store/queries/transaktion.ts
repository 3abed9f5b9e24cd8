/** Transactions that may be given up without an error: somebody else came first. */
import { FkorgError } from '../../base/error.ts';
import type { Driver, Session } from '../drivers/driver.ts';

/** Thrown inside `iEnTransaktion` to undo everything and answer false. */
export class Opgivet extends Error {}

/** A row that its table may not hold. No table has such a rule but a partition: which rows are its. */
const CHECK_VIOLATION = /^23514/;

/** True for a write that found the owner's partition as it was moved (`partitioner.ts`): tried anew it finds the new one. */
export function isFlyttet(error: unknown): boolean {
  return error instanceof FkorgError && CHECK_VIOLATION.test(error.detail ?? '');
}

/** True where everything is committed, false where it was given up. */
export async function iEnTransaktion(driver: Driver, work: (session: Session) => Promise<void>): Promise<boolean> {
  try {
    await driver.transaction(work);
    return true;
  } catch (error) {
    if (error instanceof Opgivet || isFlyttet(error)) return false;
    throw error;
  }
}
