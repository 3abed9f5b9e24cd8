/** What a driver makes of a database's errors. Their texts quote data, so nothing of them but the code goes on. */
import { FkorgError } from '../../base/error.ts';

/** SQLSTATE classes and codes that mean: not now, or not reachable. */
const UNAVAILABLE = /^(08|53|57|58)/;
/** How the operating system says it. */
const SYSTEM = /^E[A-Z]+$/;
/** How pg says it, which gives these no code. */
const PG_TEXTS = /connection (terminated|error)|not queryable|timeout (exceeded|expired)|Client was closed/i;

const SQLSTATE = /^[0-9A-Z]{5}$/;

/** Gives an FkorgError for everything: `store-unavailable` where trying again may help, else `internal`. */
export function asStoreError(error: unknown, statement = 'connect'): FkorgError {
  if (error instanceof FkorgError) return error;
  const { code, message } = error instanceof Error ? (error as Error & { code?: string }) : { message: '' };
  const isUnavailable = code === undefined ? PG_TEXTS.test(message) : UNAVAILABLE.test(code) || SYSTEM.test(code);
  const detail = `${code !== undefined && (SQLSTATE.test(code) || SYSTEM.test(code)) ? code : 'no code'} at ${statement}`;
  return isUnavailable
    ? new FkorgError('store-unavailable', 'Registrets lager svarer ikke; prøv igen om lidt', { detail })
    : new FkorgError('internal', 'Registrets lager kunne ikke udføre kaldet', { detail });
}
