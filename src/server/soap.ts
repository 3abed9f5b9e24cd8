/** One SOAP call on the listener: its body received, answered, in the audit log and in the log. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { besvar, SOAP_CONTENT_TYPE } from '../fronts/soap/front.ts';
import type { Anmodningsskema } from '../standard/anmodningsskema.ts';
import type { Tjeneste } from '../standard/tjenester.ts';
import { send } from './answer.ts';
import { type BufferedBytes, receiveBody } from './body.ts';
import { logCall } from './log.ts';
import { reviderSoap } from './revision.ts';
import type { ServerOptions } from './server.ts';
import type { CallEnd } from './watch.ts';

/** What a server has for its SOAP calls. */
export interface SoapVaert {
  readonly options: ServerOptions;
  readonly skema: Anmodningsskema;
  readonly buffered: BufferedBytes;
}

/** Answers a call; gives how it ended. Throws where it came to no answer. */
export async function soapCall(
  { options, skema, buffered }: SoapVaert,
  tjeneste: Tjeneste,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<CallEnd> {
  const startedMs = performance.now();
  const { limits, adgang, clock } = options;
  const tid = clock();
  const hasImport = tjeneste.operationer.some(({ verbum }) => verbum === 'import');
  const bytesMax = hasImport ? limits.importBodyBytesMax : limits.bodyBytesMax;
  const body = await receiveBody(request, { bytesMax, timeoutMs: limits.requestTimeoutMs, buffered });
  try {
    const svar = await besvar(
      { register: options, skema, indgang: adgang.soap(request, tjeneste) },
      { tjeneste, contentType: request.headers['content-type'], body, bytesMax },
    );
    await reviderSoap(options.revision, svar, { tid, startedMs });
    const answerBytes = send(
      response,
      { httpStatus: svar.httpStatus, contentType: SOAP_CONTENT_TYPE, text: svar.xml },
      limits.requestTimeoutMs,
    );
    logCall(options.log, tjeneste.navn, svar, startedMs);
    const { verbum, status } = svar.spor;
    return {
      httpStatus: svar.httpStatus,
      requestBytes: body.length,
      answerBytes,
      ...(verbum !== undefined && { verbum }),
      ...(status !== undefined && { status }),
    };
  } finally {
    buffered.giveBack(body.length);
  }
}
