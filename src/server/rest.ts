/** The REST addresses on the listener: who calls, the headers of the answer, and its line in the log. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { FkorgError } from '../base/error.ts';
import { besvarRest, METHODS, type RestSvar } from '../fronts/rest/front.ts';
import type { Rute } from '../fronts/rest/ruter.ts';
import { findKalder } from './adgang.ts';
import type { ServerOptions } from './server.ts';

/** The answer to a call of a REST address; its headers but those of the text are set on `response`. */
export async function restSvar(
  options: ServerOptions,
  rute: Rute,
  request: IncomingMessage,
  response: ServerResponse,
  query: string | undefined,
): Promise<RestSvar> {
  const startedMs = performance.now();
  const svar = await besvarRest(
    { register: options, findKalder: () => findKalder(options.store, request.headers['x-anvenderkontekst']) },
    { rute, method: request.method, query },
  );
  response.setHeader('cache-control', 'no-store');
  if (svar.httpStatus === 405) {
    response.setHeader('allow', METHODS);
    response.shouldKeepAlive = false;
  }
  log(options, rute, svar, Math.round(performance.now() - startedMs));
  return svar;
}

function log({ log }: ServerOptions, { sti }: Rute, { httpStatus, spor }: RestSvar, ms: number): void {
  const { fejl, ...resten } = spor;
  const fields = { sti, ...resten, httpStatus, ms };
  if (fejl === undefined) log.info(fields, 'call');
  else if (fejl instanceof FkorgError && fejl.isCallersFault) log.info({ ...fields, code: fejl.code }, 'refused');
  else log.error({ ...fields, err: fejl }, 'failed');
}
