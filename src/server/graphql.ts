/** GraphQL on the listener: who calls, within which limits, until when; the headers of the answer, and its line in the logs. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Kalder } from '../access/kalder.ts';
import { FkorgError } from '../base/error.ts';
import { assertJson, laesTransaktion } from '../fronts/graphql/anmodning.ts';
import { besvarGraphql, type GraphqlFront, type GraphqlSvar } from '../fronts/graphql/front.ts';
import { type Problem, problemOf } from '../fronts/graphql/problem.ts';
import { isSilenced, send, sendAndEnd } from './answer.ts';
import { type BufferedBytes, receiveBody } from './body.ts';
import { logError } from './log.ts';
import { type Begyndt, type RevideretKald, revider } from './revision.ts';
import type { ServerOptions } from './server.ts';
import type { CallEnd } from './watch.ts';

export const GRAPHQL_STI = '/organisation/organisationhent/1';
/** What the call is in logs and figures: the name of the service, and what is asked of it. */
export const TJENESTE = 'OrganisationHent';
const HANDLING = 'organisationhent';

/** Letter case does not matter, a last slash may be there. */
export function erGraphqlSti(sti: string): boolean {
  return (sti.endsWith('/') ? sti.slice(0, -1) : sti).toLowerCase() === GRAPHQL_STI;
}

export interface GraphqlCall {
  readonly sti: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly buffered: BufferedBytes;
  /** True where the server is stopping: then nobody is let in. */
  readonly isEnding: boolean;
}

/** How far a call has come. */
interface Forloeb extends Begyndt {
  kalder?: Kalder;
  transactionUuid?: string;
  /** Bytes of the body that are held. */
  requestBytes: number;
}

/** Ends when the caller goes away, or the time is up; `slip` when the answer is there. */
function frist(response: ServerResponse, timeoutMs: number): { signal: AbortSignal; slip: () => void } {
  const afbryd = new AbortController();
  const raad = 'spørg om færre objekter, eller enklere';
  const forSent = () =>
    afbryd.abort(new FkorgError('answer-timeout', `Svaret var ikke klar efter ${timeoutMs} ms; ${raad}`));
  const gaaet = () => afbryd.abort(new FkorgError('aborted', 'Den, der spurgte, er gået'));
  const timer = setTimeout(forSent, timeoutMs);
  response.once('close', gaaet);
  return {
    signal: afbryd.signal,
    slip() {
      clearTimeout(timer);
      response.off('close', gaaet);
    },
  };
}

async function besvar(
  options: ServerOptions,
  front: GraphqlFront,
  { request, response, buffered, isEnding }: GraphqlCall,
  forloeb: Forloeb,
): Promise<GraphqlSvar> {
  const { limits, adgang } = options;
  if (isEnding) throw new FkorgError('busy', 'Serveren er ved at lukke');
  if (request.method !== 'POST') {
    throw new FkorgError('wrong-method', `${request.method} bruges ikke her; forespørgsler sendes med POST`);
  }
  forloeb.kalder = await adgang.rest(request);
  forloeb.transactionUuid = laesTransaktion(request.headers);
  assertJson(request.headers);
  if (request.destroyed) throw new FkorgError('aborted', 'Den, der spurgte, er gået');
  const { bodyBytesMax: bytesMax, requestTimeoutMs: timeoutMs } = limits;
  const body = await receiveBody(request, { bytesMax, timeoutMs, buffered });
  forloeb.requestBytes = body.length;
  const { signal, slip } = frist(response, limits.graphqlTimeoutMs);
  try {
    return await besvarGraphql(front, { kalder: forloeb.kalder, hoveder: request.headers, body, signal });
  } finally {
    slip();
  }
}

/** What is answered, and what went wrong, if anything did. */
interface Endt {
  readonly svar: GraphqlSvar | Problem;
  readonly fejl: unknown;
}

/** The end of a call, when its row is in the audit log; where that cannot be, the answer that says so. */
async function revideret(
  { revision, clock }: ServerOptions,
  sti: string,
  { kalder, transactionUuid, tid, startedMs }: Forloeb,
  { svar, fejl }: Endt,
): Promise<Endt> {
  const hvilke = 'hvilke' in svar ? svar.hvilke : { uuids: [], antal: 0 };
  const varighedMs = performance.now() - startedMs;
  const status = svar.httpStatus;
  const kald = { front: 'graphql', handling: HANDLING, kalder, hvilke, tid, varighedMs, transactionUuid, status, fejl };
  try {
    await revider(revision, kald as RevideretKald);
    return { svar, fejl };
  } catch (error) {
    return { svar: problemOf(error, sti, clock()), fejl: error };
  }
}

function log({ log: to }: ServerOptions, { transactionUuid, startedMs }: Forloeb, { svar, fejl }: Endt): void {
  const { fejl: _fejl, ...spor } = 'spor' in svar ? svar.spor : {};
  const ms = Math.round(performance.now() - startedMs);
  const fields = { tjeneste: TJENESTE, verbum: HANDLING, transactionUuid, ...spor, httpStatus: svar.httpStatus, ms };
  if (fejl === undefined) to.info(fields, 'call');
  else logError(to, fejl, fields);
}

function svarMed(options: ServerOptions, { request, response }: GraphqlCall, { svar, fejl }: Endt): number {
  response.setHeader('cache-control', 'no-store');
  if (svar.httpStatus === 401) response.setHeader('www-authenticate', 'Bearer');
  if (svar.httpStatus === 405) response.setHeader('allow', 'POST');
  if (request.readableEnded) return send(response, svar, options.limits.requestTimeoutMs);
  return sendAndEnd(request, response, { ...svar, body: Buffer.from(svar.text) }, isSilenced(fejl));
}

/** Answers a call; gives how it ended. What goes wrong is an answer, too. */
export async function graphqlCall(options: ServerOptions, front: GraphqlFront, call: GraphqlCall): Promise<CallEnd> {
  const forloeb: Forloeb = { tid: options.clock(), startedMs: performance.now(), requestBytes: 0 };
  try {
    const endt = await revideret(
      options,
      call.sti,
      forloeb,
      await besvar(options, front, call, forloeb).then(
        (svar): Endt => ({ svar, fejl: svar.spor.fejl }),
        (fejl: unknown): Endt => ({ svar: problemOf(fejl, call.sti, options.clock()), fejl }),
      ),
    );
    const answerBytes = svarMed(options, call, endt);
    if (!call.isEnding) log(options, forloeb, endt);
    const { httpStatus } = endt.svar;
    const end = { verbum: HANDLING, httpStatus, requestBytes: forloeb.requestBytes, answerBytes };
    return httpStatus === 200 ? { ...end, status: httpStatus } : end;
  } finally {
    call.buffered.giveBack(forloeb.requestBytes);
  }
}
