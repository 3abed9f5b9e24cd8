/** The addresses of the token service on the listener: limits, the client certificate, and a line in the log for every answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Sts } from '../fronts/sts/bevilling.ts';
import { assertMetode, findStsRute, STS_BODY_BYTES_MAX, type StsRute } from '../fronts/sts/ruter.ts';
import type { Stsspor } from '../fronts/sts/spor.ts';
import { afslagskodeOf } from '../fronts/sts/stsfejl.ts';
import { send } from './answer.ts';
import { baseUrl } from './base-url.ts';
import { type BufferedBytes, receiveBody } from './body.ts';
import { klientcertifikat } from './klientcertifikat.ts';
import { logError, type ServerLog } from './log.ts';
import { stsPost } from './revision-sts.ts';
import { targetOf } from './ruter.ts';
import type { ServerOptions } from './server.ts';
import { aroundCall, type CallEnd, type CallWatch, callStart } from './watch.ts';

/** What of the server a call needs. */
export interface Stsvaert {
  readonly options: ServerOptions;
  readonly buffered: BufferedBytes;
  readonly watches: readonly CallWatch[];
}

/** Answers a call of the token service; false where there is none, or the address is not one of its own. */
export async function stsCall(vaert: Stsvaert, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const { sti, query } = targetOf(request.url ?? '/');
  const { sts } = vaert.options;
  const rute = sts && findStsRute(sti);
  if (!rute) return false;
  const call = { ...vaert, sts, rute, query, request, response };
  await aroundCall(vaert.watches, callStart('STS', request), () => answer(call));
  return true;
}

interface Call extends Stsvaert {
  readonly sts: Sts;
  readonly rute: StsRute;
  readonly query: string | undefined;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers; gives how it ended. Throws FkorgError for what is refused before anything is read. */
async function answer({ options, sts, rute, query, buffered, request, response }: Call): Promise<CallEnd> {
  const startedMs = performance.now();
  const tid = options.clock();
  response.setHeader('allow', rute.metode);
  assertMetode(rute, request.method);
  const { limits } = options;
  const bytesMax = Math.min(STS_BODY_BYTES_MAX, limits.bodyBytesMax);
  const body = await receiveBody(request, { bytesMax, timeoutMs: limits.requestTimeoutMs, buffered });
  try {
    const svar = await rute.besvar(sts, {
      contentType: request.headers['content-type'],
      query,
      body,
      klientcertifikat: () => (sts.isTlsKlientens ? klientcertifikat(request) : undefined),
      base: baseUrl(options, request),
    });
    const post = stsPost(svar, { tid, startedMs });
    if (post) await options.revision?.skriv(post);
    response.setHeader('cache-control', 'no-store');
    const answerBytes = send(response, svar, limits.requestTimeoutMs);
    const ms = Math.round(performance.now() - startedMs);
    log(options.log, { sts: rute.navn, httpStatus: svar.httpStatus, ms }, svar.spor);
    return { verbum: rute.navn, httpStatus: svar.httpStatus, requestBytes: body.length, answerBytes };
  } finally {
    buffered.giveBack(body.length);
  }
}

/** Who got a token for what, or why nobody did; never a token. */
function log(to: ServerLog, fields: object, { bevilling, fejl }: Stsspor): void {
  const code = afslagskodeOf(fejl);
  if (code !== undefined) to.info({ ...fields, code }, 'refused');
  else if (fejl !== undefined) logError(to, fejl, fields);
  else if (bevilling) {
    const { system, cvr, entityId, til } = bevilling;
    to.info({ ...fields, system: system.uuid, cvr, entityId, til: new Date(til).toISOString() }, 'token issued');
  }
}
