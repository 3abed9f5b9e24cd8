/** The service that value lists are kept by, on the listener: its address, and a call received, answered, in the audit log and in the log. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { FkorgError } from '../base/error.ts';
import { newUuid } from '../base/uuid.ts';
import { besvarListekald, type Listeadgang, listefejl, soapAfContentType } from '../fronts/soap/vaerdiliste/front.ts';
import { compileListeskema, type Listeskema } from '../standard/vaerdiliste-dommer.ts';
import { VAERDILISTE_TJENESTE } from '../standard/vaerdiliste-tjeneste.ts';
import { isSilenced, send, sendAndEnd } from './answer.ts';
import { baseUrl } from './base-url.ts';
import { type BufferedBytes, receiveBody } from './body.ts';
import { listeDokument } from './dokumenter.ts';
import { logCall, logError } from './log.ts';
import { revider } from './revision.ts';
import { targetOf } from './ruter.ts';
import type { ServerOptions } from './server.ts';
import { aroundCall, type CallEnd, type CallWatch, callStart } from './watch.ts';

const { navn, sti: STI } = VAERDILISTE_TJENESTE;
/** Letter case does not matter, a last slash may be there. */
const STIER: ReadonlySet<string> = new Set([STI, `${STI}/`].map((sti) => sti.toLowerCase()));

/** What a server has for these calls. */
export interface Listevaert {
  readonly options: ServerOptions;
  readonly lister: Listeadgang;
  readonly skema: Listeskema;
  readonly buffered: BufferedBytes;
  readonly watches: readonly CallWatch[];
}

/** Undefined where the server has no value lists. */
export function listevaertOf(options: ServerOptions, buffered: BufferedBytes): Listevaert | undefined {
  const { lister, watches = [] } = options;
  return lister && { options, lister, skema: compileListeskema(), buffered, watches };
}

/** Answers a request to the address; false where it is another one. */
export async function listeCall(
  vaert: Listevaert | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { sti, query } = targetOf(request.url ?? '/');
  if (!vaert || !STIER.has(sti.toLowerCase())) return false;
  const { limits } = vaert.options;
  response.setHeader('allow', 'GET, HEAD, POST');
  if (request.method === 'GET' || request.method === 'HEAD') {
    send(response, listeDokument(query, baseUrl(vaert.options, request)), limits.requestTimeoutMs);
  } else {
    await post(vaert, request, response);
  }
  return true;
}

/** What goes wrong before there is a message is a fault too, in the version that the caller speaks. */
async function post(vaert: Listevaert, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    if (request.method !== 'POST') {
      throw new FkorgError('wrong-method', `${request.method} bruges ikke her; SOAP sendes med POST`);
    }
    await aroundCall(vaert.watches, callStart(navn, request), () => kald(vaert, request, response));
  } catch (fejl) {
    const transactionUuid = newUuid();
    for (const watch of vaert.watches) watch.refused?.(fejl instanceof FkorgError ? fejl.code : 'internal');
    const { xml, ...svar } = listefejl(fejl, soapAfContentType(request.headers['content-type']), transactionUuid);
    sendAndEnd(request, response, { ...svar, body: Buffer.from(xml.join('')) }, isSilenced(fejl));
    logError(vaert.options.log, fejl, { tjeneste: navn, transactionUuid });
  }
}

async function kald(vaert: Listevaert, request: IncomingMessage, response: ServerResponse): Promise<CallEnd> {
  const { options, lister, skema, buffered } = vaert;
  const { limits, adgang, clock, revision, log } = options;
  const startedMs = performance.now();
  const tid = clock();
  const bytesMax = limits.importBodyBytesMax;
  const body = await receiveBody(request, { bytesMax, timeoutMs: limits.requestTimeoutMs, buffered });
  try {
    const svar = await besvarListekald(
      { lister, skema, limits, indgang: adgang.soap(request, 'beskedmodtag') },
      { contentType: request.headers['content-type'], body, bytesMax },
    );
    const { httpStatus, contentType, xml, kalder, uuids } = svar;
    const { verbum, status, ...spor } = svar.spor;
    await revider(revision, {
      front: 'soap',
      kalder,
      handling: verbum && `vaerdiliste-${verbum}`,
      hvilke: { uuids, antal: uuids.length },
      ...spor,
      tid,
      varighedMs: performance.now() - startedMs,
      status: status ?? httpStatus,
    });
    const answerBytes = send(response, { httpStatus, contentType, text: xml }, limits.requestTimeoutMs);
    logCall(log, navn, { httpStatus, spor: svar.spor }, startedMs);
    return {
      httpStatus,
      requestBytes: body.length,
      answerBytes,
      ...(verbum !== undefined && { verbum }),
      ...(status !== undefined && { status }),
    };
  } finally {
    buffered.giveBack(body.length);
  }
}
