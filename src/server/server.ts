/**
 * The listener: addresses to fronts, limits on what comes in, a clean end. What a call means is the fronts' business.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { FkorgError } from '../base/error.ts';
import type { Limits } from '../base/limits.ts';
import { newUuid } from '../base/uuid.ts';
import { besvar, SOAP_CONTENT_TYPE } from '../fronts/soap/front.ts';
import type { Register } from '../operations/kontekst.ts';
import { type Anmodningsskema, compileAnmodningsskema } from '../standard/anmodningsskema.ts';
import type { Tjeneste } from '../standard/tjenester.ts';
import { findKalder } from './adgang.ts';
import { send, sendFault, sendRefusal } from './answer.ts';
import { BufferedBytes, receiveBody } from './body.ts';
import { Calls } from './calls.ts';
import { findDokument } from './dokumenter.ts';
import { logCall, logError, type ServerLog } from './log.ts';
import { type Environment, rutetabel, targetOf, tjenesterOf } from './ruter.ts';

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
  /** Begins no more calls, lets those under way end, and closes; the store is not its to close. */
  close(): Promise<void>;
}

interface Vaert {
  readonly options: ServerOptions;
  readonly skema: Anmodningsskema;
  readonly tjenesteOf: (sti: string) => Tjeneste | undefined;
  readonly buffered: BufferedBytes;
  readonly calls: Calls;
}

const HOST_FORM = /^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](:\d{1,5})?$/;

/** A host as it stands in an address. */
function hostPart(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function baseUrl(vaert: Vaert, request: IncomingMessage): string {
  if (vaert.options.publicUrl) return vaert.options.publicUrl.replace(/\/$/, '');
  const host = request.headers.host ?? '';
  const { port } = request.socket.address() as AddressInfo;
  return `http://${HOST_FORM.test(host) ? host : `${hostPart(vaert.options.host)}:${port}`}`;
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
    send(
      response,
      { httpStatus: svar.httpStatus, contentType: SOAP_CONTENT_TYPE, text: svar.xml },
      limits.requestTimeoutMs,
    );
    logCall(vaert.options.log, tjeneste.navn, svar, startedMs);
  } finally {
    vaert.buffered.giveBack(body.length);
  }
}

const METHODS = 'GET, HEAD, POST';

async function handle(vaert: Vaert, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { sti, query } = targetOf(request.url ?? '/');
  const tjeneste = vaert.tjenesteOf(sti);
  if (tjeneste) response.setHeader('allow', METHODS);
  if (request.method === 'GET' || request.method === 'HEAD') {
    const tjenester = tjenesterOf(vaert.options.environment);
    const dokument = findDokument(tjenester, tjeneste, sti, query, baseUrl(vaert, request));
    send(response, dokument, vaert.options.limits.requestTimeoutMs);
    return;
  }
  if (!tjeneste) {
    throw new FkorgError('unknown-address', `Der er ingen tjeneste på ${sti.slice(0, 200)}; adresserne står på /`);
  }
  if (request.method !== 'POST') {
    throw new FkorgError('wrong-method', `${request.method} bruges ikke her; SOAP sendes med POST`);
  }
  await post(vaert, tjeneste, request, response);
}

/** Answers a request to its end; nothing that a caller sends gets past it. */
function serve(vaert: Vaert, request: IncomingMessage, response: ServerResponse): void {
  if (vaert.calls.isEnding) {
    sendFault(request, response, new FkorgError('busy', 'Serveren er ved at lukke'), newUuid());
    return;
  }
  vaert.calls.add(response);
  handle(vaert, request, response).catch((error: unknown) => {
    const transactionUuid = newUuid();
    sendFault(request, response, error, transactionUuid);
    logError(vaert.options.log, error, { transactionUuid });
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

/** Node counts the time of the headers, and of headers and body together; how late it notices is the last of these. */
function timeouts({ requestTimeoutMs }: Limits) {
  return {
    keepAliveTimeout: 60_000,
    headersTimeout: requestTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.ceil(requestTimeoutMs / 10),
  };
}

/** What is no HTTP request, or not in time. A connection that is gone, or is being answered already, gets no answer. */
function refuse(vaert: Vaert, code: string | undefined, socket: Duplex): void {
  if (!socket.writable || vaert.calls.isAnswering(socket)) {
    socket.destroy();
    return;
  }
  const transactionUuid = newUuid();
  sendRefusal(socket, code, transactionUuid);
  vaert.options.log.info({ transactionUuid, code }, 'refused');
}

/** Answers new calls with `busy` until those under way have ended; then all connections are closed. */
async function close(vaert: Vaert, server: Server): Promise<void> {
  await vaert.calls.end();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Starts to answer. Throws FkorgError `bad-setting` where the address cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const vaert: Vaert = {
    options,
    skema: compileAnmodningsskema(),
    tjenesteOf: rutetabel(options.environment),
    buffered: new BufferedBytes(options.limits.bufferedBytesMax),
    calls: new Calls(),
  };
  const server = createServer(timeouts(options.limits));
  server.maxConnections = options.limits.connectionsMax;
  server.on('request', (request, response) => serve(vaert, request, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(vaert, error.code, socket));
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return { url: `http://${hostPart(options.host)}:${port}`, close: () => close(vaert, server) };
}
