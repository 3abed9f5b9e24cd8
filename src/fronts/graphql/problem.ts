/** What goes wrong before a query is begun: an HTTP status, and JSON that says it in the form of the real service. */
import { FkorgError } from '../../base/error.ts';
import { HTTP_STATUS } from '../../base/http-status.ts';
import type { Instant } from '../../base/instant.ts';
import { Sikkerhedsfejl } from '../../identity/sikkerhedsfejl.ts';

const FEJLNAVNE = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal ServerError',
  503: 'Service Unavailable',
} as const;

type HttpStatus = keyof typeof FEJLNAVNE;

/** The status of an error, and what the caller may know of it. */
function udadtil(fejl: unknown): { httpStatus: HttpStatus; message: string } {
  // The one answer to whom security does not let in; which check failed is for the log alone.
  if (fejl instanceof Sikkerhedsfejl) {
    return { httpStatus: 401, message: 'Kaldet skal have et gyldigt token: Authorization: Bearer <JWT>' };
  }
  if (fejl instanceof FkorgError) return { httpStatus: HTTP_STATUS[fejl.code], message: fejl.message };
  return { httpStatus: 500, message: 'Der skete en fejl i fkorg' };
}

export interface Problem {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly text: string;
}

/** The answer to a call of which nothing came. */
export function problemOf(fejl: unknown, path: string, now: Instant): Problem {
  const { httpStatus, message } = udadtil(fejl);
  const json = {
    timestamp: new Date(now).toISOString(),
    status: httpStatus,
    error: FEJLNAVNE[httpStatus],
    message,
    path,
  };
  return { httpStatus, contentType: 'application/json; charset=utf-8', text: `${JSON.stringify(json)}\n` };
}
