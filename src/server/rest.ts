/** The REST addresses on the listener: who calls, the headers of the answer, and its line in the log. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Kalder } from '../access/kalder.ts';
import { FkorgError } from '../base/error.ts';
import { besvarRest, METHODS, type RestSvar, restFejl } from '../fronts/rest/front.ts';
import type { Rute } from '../fronts/rest/ruter.ts';
import { send } from './answer.ts';
import type { Laesere } from './haendelser.ts';
import { logError, type ServerLog } from './log.ts';
import { findModtager } from './modtageraftaler.ts';
import { type Begyndt, revider } from './revision.ts';
import type { ServerOptions } from './server.ts';
import type { CallEnd } from './watch.ts';

export interface RestCall {
  readonly rute: Rute;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What comes after the question mark. */
  readonly query: string | undefined;
}

interface Restvaert {
  readonly options: ServerOptions;
  /** While the server is stopping nobody is let in, which is no failure for the log. */
  readonly calls: { readonly isEnding: boolean };
  /** Those who listen to events. */
  readonly laesere: Laesere;
}

/** Answers a call of a REST address; gives how it ended. */
export async function restCall(vaert: Restvaert, call: RestCall): Promise<CallEnd> {
  const { options, laesere, calls } = vaert;
  const { rute, request, response, query } = call;
  const { isEnding } = calls;
  const startedMs = performance.now();
  const findKalder = async (cvr: string | undefined) => {
    if (isEnding) throw new FkorgError('busy', 'Serveren er ved at lukke');
    if (rute.tjeneste === 'Organisation') return options.adgang.rest(request, cvr);
    return medModtager(options, await options.adgang.rest(request, cvr, 'beskedmodtag'));
  };
  const tid = options.clock();
  const { method } = request;
  const sidsteId = request.headers['last-event-id'];
  const hoveder = typeof sidsteId === 'string' ? { sidsteId } : {};
  const fundet = await besvarRest({ register: options, findKalder }, { rute, method, query, hoveder });
  const { givet, plads } = medPlads(laesere, fundet);
  const svar = await revideret(options, rute, { tid, startedMs }, givet);
  response.setHeader('cache-control', 'no-store');
  if (svar.httpStatus === 401) response.setHeader('www-authenticate', 'Bearer');
  if (svar.httpStatus === 405) {
    response.setHeader('allow', METHODS);
    // A body that nobody wants is thrown away, so that the caller gets its answer and not a reset.
    request.resume();
    response.shouldKeepAlive = false;
  }
  const answerBytes = sendt(vaert, call, svar, plads);
  if (!isEnding) log(options.log, rute, svar, Math.round(performance.now() - startedMs));
  const { status } = svar.spor;
  const end = { verbum: rute.verbum, httpStatus: svar.httpStatus, requestBytes: 0, answerBytes };
  return status === undefined ? end : { ...end, status };
}

/** The caller, and whether its agreements let it receive messages. */
async function medModtager({ modtagere }: ServerOptions, kalder: Kalder): Promise<Kalder> {
  if (!modtagere || !kalder.identitet) return kalder;
  return { ...kalder, erModtager: (await findModtager(modtagere, kalder)) !== undefined };
}

/** The answer, with a place among those who listen where it is a stream of events; where there is none, what says so. */
function medPlads(laesere: Laesere, svar: RestSvar): { givet: RestSvar; plads?: () => void } {
  if (!svar.stroem) return { givet: svar };
  try {
    return { givet: svar, plads: laesere.tag(svar.stroem.kalder) };
  } catch (fejl) {
    return { givet: { ...restFejl(fejl), sag: svar.sag } };
  }
}

/** Sends the answer, or begins to tell of events; gives the bytes of the body. */
function sendt(
  { options, laesere }: Restvaert,
  { request, response }: RestCall,
  svar: RestSvar,
  slip: (() => void) | undefined,
): number {
  if (svar.stroem && slip && request.method === 'GET') {
    laesere.fortael(response, svar.stroem).finally(slip);
    return 0;
  }
  slip?.();
  return send(response, svar, options.limits.requestTimeoutMs);
}

/** The answer, when its row is in the audit log; where that cannot be, the answer that says so. */
async function revideret(
  { revision }: ServerOptions,
  { verbum }: Rute,
  { tid, startedMs }: Begyndt,
  svar: RestSvar,
): Promise<RestSvar> {
  const { spor, sag, httpStatus } = svar;
  const { status = httpStatus, regler, fejl } = spor;
  const varighedMs = performance.now() - startedMs;
  const kald = { front: 'rest', handling: verbum, ...sag, tid, varighedMs, status, regler, fejl } as const;
  return revider(revision, kald).then(() => svar, restFejl);
}

function log(to: ServerLog, { sti, verbum }: Rute, { httpStatus, spor }: RestSvar, ms: number): void {
  const { fejl, ...resten } = spor;
  const fields = { sti, verbum, ...resten, httpStatus, ms };
  if (fejl === undefined) to.info(fields, 'call');
  else logError(to, fejl, fields);
}
