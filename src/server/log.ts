/** What the server tells the log of a call: never a name or a number of a person, never free text of the caller. */
import { isOurs } from '../fronts/soap/fejl.ts';
import { Sikkerhedsfejl } from '../identity/sikkerhedsfejl.ts';
import { kodeOf } from './revision.ts';

/** The part of a logger that the server uses. */
export interface ServerLog {
  info(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** A mistake of the caller is a line with its code; one of ours has the error with it. */
export function logError(log: ServerLog, error: unknown, fields: object): void {
  if (error instanceof Sikkerhedsfejl) log.info({ ...fields, code: error.art, kontrol: error.detail }, 'refused');
  else if (isOurs(error)) log.error({ ...fields, err: error }, 'failed');
  else log.info({ ...fields, code: kodeOf(error) }, 'refused');
}

/** How a call ended, as the log may know it. */
interface Endt {
  readonly httpStatus: number;
  readonly spor: { readonly fejl?: unknown };
}

export function logCall(log: ServerLog, tjeneste: string, svar: Endt, startedMs: number): void {
  const { fejl, ...spor } = svar.spor;
  const ms = Math.round(performance.now() - startedMs);
  const fields = { tjeneste, ...spor, httpStatus: svar.httpStatus, ms };
  if (fejl === undefined) log.info(fields, 'call');
  else logError(log, fejl, fields);
}
