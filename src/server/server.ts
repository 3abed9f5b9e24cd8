/**
 * The listener: addresses to fronts, limits on what comes in, a clean end. What a call means is the fronts' business.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FkorgError } from '../base/error.ts';
import { findRute } from '../fronts/rest/ruter.ts';
import { fejlsvar } from '../fronts/soap/fejl.ts';
import { besvar, SOAP_CONTENT_TYPE, type SoapSvar } from '../fronts/soap/front.ts';
import { skrivKonvolut } from '../fronts/soap/konvolut.ts';
import type { Register } from '../operations/kontekst.ts';
import { type Anmodningsskema, compileAnmodningsskema } from '../standard/anmodningsskema.ts';
import type { Tjeneste } from '../standard/tjenester.ts';
import { findKalder } from './adgang.ts';
import { BufferedBytes, receiveBody } from './body.ts';
import { findDokument } from './dokumenter.ts';
import { restSvar } from './rest.ts';
import { type Environment, rutetabel, tjenesterOf } from './ruter.ts';

/** The part of a logger that the server uses; never given names or numbers of persons. */
export interface ServerLog {
  info(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export interface ServerOptions extends Register {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly environment: Environment;
  /** Scheme, host and port that callers use, where a proxy stands between. */
  readonly publicUrl?: string;
  readonly log: ServerLog;
}

export interface RunningServer {
  /** Scheme, host and port. */
  readonly url: string;
  /** Stops listening, lets the calls under way end, and closes; the store is not its to close. */
  close(): Promise<void>;
}

interface Vaert {
  readonly options: ServerOptions;
  readonly skema: Anmodningsskema;
  readonly tjenesteOf: (sti: string) => Tjeneste | undefined;
  readonly buffered: BufferedBytes;
}

const HOST_FORM = /^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](:\d{1,5})?$/;

function baseUrl(vaert: Vaert, request: IncomingMessage): string {
  if (vaert.options.publicUrl) return vaert.options.publicUrl.replace(/\/$/, '');
  const host = request.headers.host ?? '';
  const { port } = request.socket.address() as AddressInfo;
  return `http://${HOST_FORM.test(host) ? host : `${vaert.options.host}:${port}`}`;
}

function send(response: ServerResponse, httpStatus: number, contentType: string, text: string): void {
  if (response.headersSent || response.destroyed) return;
  const body = Buffer.from(text);
  response.writeHead(httpStatus, { 'content-type': contentType, 'content-length': body.length });
  response.end(body);
}

/** A fault before there is a message: the rest of the request is not read, so the connection ends with the answer. */
function sendFault(response: ServerResponse, error: unknown): void {
  const svar = fejlsvar(error);
  response.shouldKeepAlive = false;
  send(response, svar.httpStatus, SOAP_CONTENT_TYPE, skrivKonvolut({}, svar.body));
}

function logCall(vaert: Vaert, tjeneste: Tjeneste, svar: SoapSvar, startedMs: number): void {
  const { fejl, ...spor } = svar.spor;
  const fields = {
    tjeneste: tjeneste.navn,
    ...spor,
    httpStatus: svar.httpStatus,
    ms: Math.round(performance.now() - startedMs),
  };
  if (fejl === undefined) vaert.options.log.info(fields, 'call');
  else if (fejl instanceof FkorgError && fejl.isCallersFault)
    vaert.options.log.info({ ...fields, code: fejl.code }, 'refused');
  else vaert.options.log.error({ ...fields, err: fejl }, 'failed');
}

async function post(
  vaert: Vaert,
  tjeneste: Tjeneste,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedMs = performance.now();
  const { limits, store } = vaert.options;
  const hasImport = tjeneste.operationer.some(({ verbum }) => verbum === 'import');
  const bytesMax = hasImport ? limits.importBodyBytesMax : limits.bodyBytesMax;
  const body = await receiveBody(request, {
    bytesMax,
    timeoutMs: limits.requestTimeoutMs,
    buffered: vaert.buffered,
  });
  try {
    const svar = await besvar(
      {
        register: vaert.options,
        skema: vaert.skema,
        findKalder: () => findKalder(store, request.headers['x-anvenderkontekst']),
      },
      { tjeneste, contentType: request.headers['content-type'], body, bytesMax },
    );
    send(response, svar.httpStatus, SOAP_CONTENT_TYPE, svar.xml);
    logCall(vaert, tjeneste, svar, startedMs);
  } finally {
    vaert.buffered.giveBack(body.length);
  }
}

async function handle(vaert: Vaert, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [sti = '/', query] = (request.url ?? '/').split('?', 2);
  const rest = findRute(sti);
  if (rest) {
    const svar = await restSvar(vaert.options, rest, request, response, query);
    send(response, svar.httpStatus, svar.contentType, svar.text);
    return;
  }
  if (request.method === 'GET' || request.method === 'HEAD') {
    const tjenester = tjenesterOf(vaert.options.environment);
    const dokument = findDokument(tjenester, vaert.tjenesteOf(sti), sti, query, baseUrl(vaert, request));
    send(response, dokument.httpStatus, dokument.contentType, dokument.text);
    return;
  }
  const tjeneste = vaert.tjenesteOf(sti);
  if (!tjeneste) {
    throw new FkorgError('unknown-address', `Der er ingen tjeneste på ${sti.slice(0, 200)}; adresserne står på /`);
  }
  if (request.method !== 'POST') {
    response.setHeader('allow', 'GET, HEAD, POST');
    throw new FkorgError('wrong-method', `${request.method} bruges ikke her; SOAP sendes med POST`);
  }
  await post(vaert, tjeneste, request, response);
}

/** Answers a request to its end; nothing that a caller sends gets past it. */
function serve(vaert: Vaert, request: IncomingMessage, response: ServerResponse): void {
  handle(vaert, request, response).catch((error: unknown) => {
    sendFault(response, error);
    const isOurs = !(error instanceof FkorgError) || !error.isCallersFault;
    const fields = isOurs ? { err: error } : { code: error instanceof FkorgError ? error.code : undefined };
    vaert.options.log[isOurs ? 'error' : 'info'](fields, 'refused before reading');
  });
}

async function listen(server: Server, options: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new FkorgError('bad-setting', `Cannot listen on ${options.host}:${options.port}: ${cause.message}`, { cause }),
      ),
    );
    server.listen(options.port, options.host, resolve);
  });
}

/** Starts to answer. Throws FkorgError `bad-setting` where the address cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const vaert: Vaert = {
    options,
    skema: compileAnmodningsskema(),
    tjenesteOf: rutetabel(options.environment),
    buffered: new BufferedBytes(options.limits.bufferedBytesMax),
  };
  const server = createServer({
    keepAliveTimeout: 60_000,
    requestTimeout: 0,
    headersTimeout: options.limits.requestTimeoutMs,
  });
  server.maxConnections = options.limits.connectionsMax;
  server.on('request', (request, response) => serve(vaert, request, response));
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
