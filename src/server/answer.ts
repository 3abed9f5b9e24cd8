/**
 * Writes answers so that callers get them: also those who are still sending, who sent no HTTP, or who read slowly.
 */
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { FkorgError } from '../base/error.ts';
import { fejlsvar } from '../fronts/soap/fejl.ts';
import { SOAP_CONTENT_TYPE } from '../fronts/soap/front.ts';
import { skrivKonvolut } from '../fronts/soap/konvolut.ts';
import { OutBuffers } from './out-buffers.ts';

export interface Answer {
  readonly httpStatus: number;
  readonly contentType: string;
  /** The body; in pieces where it is large. */
  readonly text: string | readonly string[];
}

const buffers = new OutBuffers();

/** Answers a call; gives the bytes of the body. A caller who takes nothing of the answer for `timeoutMs` loses the connection. */
export function send(response: ServerResponse, { httpStatus, contentType, text }: Answer, timeoutMs: number): number {
  if (response.headersSent || response.destroyed) return 0;
  const { body, release } = buffers.write(typeof text === 'string' ? [text] : text);
  response.writeHead(httpStatus, { 'content-type': contentType, 'content-length': body.length });
  response.setTimeout(timeoutMs);
  response.once('close', release);
  response.end(body);
  return body.length;
}

function faultOf(error: unknown, transactionUuid: string): { httpStatus: number; body: Buffer } {
  const { httpStatus, body } = fejlsvar(error);
  return { httpStatus, body: Buffer.from(skrivKonvolut({ transactionUuid }, [body]).join('')) };
}

/** How long the rest of a request is thrown away after the answer. */
const LINGER_MS = 5000;

/**
 * Answers a request that is not, or not wholly, read, and ends the connection; gives the bytes of the body. What the caller is
 * still sending is taken and thrown away for some seconds: closed at once, the connection would be reset, and most callers would
 * see that in place of the answer.
 */
export function sendAndEnd(
  request: IncomingMessage,
  response: ServerResponse,
  { httpStatus, contentType, body }: { httpStatus: number; contentType: string; body: Buffer },
  isSilent: boolean,
): number {
  if (response.headersSent || response.destroyed) return 0;
  response.shouldKeepAlive = false;
  response.writeHead(httpStatus, { 'content-type': contentType, 'content-length': body.length });
  if (request.readableEnded || isSilent) {
    response.end(body);
    return body.length;
  }
  response.write(body);
  const timer = setTimeout(() => response.end(), LINGER_MS);
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  request.once('end', end).once('close', end).resume();
  return body.length;
}

/** True for a caller that sends nothing more, so that there is nothing to wait for. */
export function isSilenced(error: unknown): boolean {
  return error instanceof FkorgError && error.code === 'request-timeout';
}

/** Answers a request as `sendAndEnd` does, with the fault of an error. */
export function sendFault(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  transactionUuid: string,
): void {
  const fault = { ...faultOf(error, transactionUuid), contentType: SOAP_CONTENT_TYPE };
  sendAndEnd(request, response, fault, isSilenced(error));
}

/** What Node's HTTP parser refuses, by its code: the status and what the caller is told. The rest is 400. */
function refusal(code: string | undefined): { error: FkorgError; httpStatus?: number } {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { error: new FkorgError('limit-passed', 'HTTP-hovedet er større end 16 kB'), httpStatus: 431 };
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { error: new FkorgError('request-timeout', 'Kaldet var ikke fremme inden for fristen') };
  }
  return { error: new FkorgError('malformed-request', 'Kaldet er ikke HTTP/1.1, eller det blev afbrudt') };
}

/** Answers what is no HTTP request, on the bare socket, and ends the connection. */
export function sendRefusal(socket: Duplex, code: string | undefined, transactionUuid: string): void {
  const { error, httpStatus } = refusal(code);
  const fault = faultOf(error, transactionUuid);
  const status = httpStatus ?? fault.httpStatus;
  socket.write(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: ${SOAP_CONTENT_TYPE}\r\n` +
      `Content-Length: ${fault.body.length}\r\nConnection: close\r\n\r\n`,
  );
  socket.end(fault.body, () => socket.destroy());
}
