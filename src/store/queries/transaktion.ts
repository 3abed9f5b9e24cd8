/** Transactions that may be given up without an error: somebody else came first. */
import type { Driver, Session } from '../drivers/driver.ts';

/** Thrown inside `iEnTransaktion` to undo everything and answer false. */
export class Opgivet extends Error {}

/** True where everything is committed, false where it was given up. */
export async function iEnTransaktion(driver: Driver, work: (session: Session) => Promise<void>): Promise<boolean> {
  try {
    await driver.transaction(work);
    return true;
  } catch (error) {
    if (error instanceof Opgivet) return false;
    throw error;
  }
}
