/** The REST addresses on the listener: who calls, the headers of the answer, and its line in the log. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { FkorgError } from '../base/error.ts';
import { besvarRest, METHODS, type RestSvar } from '../fronts/rest/front.ts';
import type { Rute } from '../fronts/rest/ruter.ts';
import { send } from './answer.ts';
import { logError, type ServerLog } from './log.ts';
import type { ServerOptions } from './server.ts';
import type { CallEnd } from './watch.ts';

export interface RestCall {
  readonly rute: Rute;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What comes after the question mark. */
  readonly query: string | undefined;
  /** True where the server is stopping: then nobody is let in, which is no failure for the log. */
  readonly isEnding: boolean;
}

/** Answers a call of a REST address; gives how it ended. */
export async function restCall(options: ServerOptions, call: RestCall): Promise<CallEnd> {
  const { rute, request, response, query, isEnding } = call;
  const startedMs = performance.now();
  const kalder = () => {
    if (isEnding) throw new FkorgError('busy', 'Serveren er ved at lukke');
    return options.adgang.rest(request);
  };
  const svar = await besvarRest(
    { register: options, findKalder: async () => kalder() },
    { rute, method: request.method, query },
  );
  response.setHeader('cache-control', 'no-store');
  if (svar.httpStatus === 405) {
    response.setHeader('allow', METHODS);
    // A body that nobody wants is thrown away, so that the caller gets its answer and not a reset.
    request.resume();
    response.shouldKeepAlive = false;
  }
  const answerBytes = send(response, svar, options.limits.requestTimeoutMs);
  if (!isEnding) log(options.log, rute, svar, Math.round(performance.now() - startedMs));
  const { status } = svar.spor;
  const end = { verbum: rute.verbum, httpStatus: svar.httpStatus, requestBytes: 0, answerBytes };
  return status === undefined ? end : { ...end, status };
}

function log(to: ServerLog, { sti, verbum }: Rute, { httpStatus, spor }: RestSvar, ms: number): void {
  const { fejl, ...resten } = spor;
  const fields = { sti, verbum, ...resten, httpStatus, ms };
  if (fejl === undefined) to.info(fields, 'call');
  else logError(to, fejl, fields);
}
