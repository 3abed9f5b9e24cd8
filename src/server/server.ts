/**
 * The listener: addresses to fronts, limits on what comes in, a clean end. What a call means is the fronts' business.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Revision } from '../access/revision.ts';
import { FkorgError } from '../base/error.ts';
import { newUuid } from '../base/uuid.ts';
import { type GraphqlFront, graphqlFront } from '../fronts/graphql/front.ts';
import { findRute } from '../fronts/rest/ruter.ts';
import type { Listeadgang } from '../fronts/soap/vaerdiliste/front.ts';
import type { Sts } from '../fronts/sts/bevilling.ts';
import type { Environment, Register } from '../operations/kontekst.ts';
import { type Anmodningsskema, compileAnmodningsskema } from '../standard/anmodningsskema.ts';
import type { Tjeneste } from '../standard/tjenester.ts';
import type { Adgang } from './adgang.ts';
import { send, sendFault, sendRefusal } from './answer.ts';
import { baseUrl } from './base-url.ts';
import { BufferedBytes } from './body.ts';
import { Calls } from './calls.ts';
import { findDokument } from './dokumenter.ts';
import { DRIFT_STIER, driftOf } from './drift.ts';
import { erGraphiqlSti, graphiqlSide } from './graphiql.ts';
import { erGraphqlSti, graphqlCall, TJENESTE } from './graphql.ts';
import { endServer, listen, type Server, serverWithin, type TlsKeys } from './listen.ts';
import { logError, type ServerLog } from './log.ts';
import { type Haendelsesvalg, laesereOf, type Registerlaesere } from './registerhaendelser.ts';
import { restCall } from './rest.ts';
import { rutetabel, targetOf, tjenesterOf } from './ruter.ts';
import { soapCall } from './soap.ts';
import { stsCall } from './sts.ts';
import { type Listevaert, listeCall, listevaertOf } from './vaerdiliste.ts';
import { aroundCall, type CallWatch, callStart } from './watch.ts';

export interface ServerOptions extends Register, Haendelsesvalg {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly environment: Environment;
  /** Who is let in. */
  readonly adgang: Adgang;
  /** Present: tokens are issued here. */
  readonly sts?: Sts;
  /** Present: value lists are kept here. */
  readonly lister?: Listeadgang;
  /** Present: answers over TLS alone. */
  readonly tls?: TlsKeys;
  /** Scheme, host and port that callers use, where a proxy stands between. */
  readonly publicUrl?: string;
  readonly log: ServerLog;
  /** Told of every call before it is answered; absent: nobody is. */
  readonly revision?: Revision;
  /** What /metrics says to callers on this machine; absent: the address is not there. */
  readonly metrics?: () => Promise<string>;
  readonly watches?: readonly CallWatch[];
  /** Whether the page to try GraphQL in is there. */
  readonly graphiql?: boolean;
}

export interface RunningServer {
  /** Scheme, host and port. */
  readonly url: string;
  /** Has somebody told of each call that has written something. */
  onSkrevet(lytter: () => void): void;
  /** Begins no more calls, lets those under way end, and closes; the store is not its to close. */
  close(): Promise<void>;
}

interface Vaert {
  readonly options: ServerOptions;
  readonly skema: Anmodningsskema;
  readonly tjenesteOf: (sti: string) => Tjeneste | undefined;
  readonly buffered: BufferedBytes;
  readonly calls: Calls;
  readonly watches: readonly CallWatch[];
  readonly drift: ReturnType<typeof driftOf>;
  readonly graphql: GraphqlFront;
  readonly lister: Listevaert | undefined;
  readonly laesere: Registerlaesere['laesere'];
}

const METHODS = 'GET, HEAD, POST';

async function handle(vaert: Vaert, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { sti, query } = targetOf(request.url ?? '/');
  const rest = findRute(sti);
  if (rest) {
    await aroundCall(vaert.watches, callStart('REST', request), () =>
      restCall(vaert, { rute: rest, request, response, query }),
    );
    return;
  }
  if (erGraphqlSti(sti)) {
    const call = { sti, request, response, buffered: vaert.buffered, isEnding: vaert.calls.isEnding };
    await aroundCall(vaert.watches, callStart(TJENESTE, request), () =>
      graphqlCall(vaert.options, vaert.graphql, call),
    );
    return;
  }
  if (await stsCall(vaert, request, response)) return;
  if (await listeCall(vaert.lister, request, response)) return;
  const tjeneste = vaert.tjenesteOf(sti);
  if (tjeneste) response.setHeader('allow', METHODS);
  if (request.method === 'GET' || request.method === 'HEAD') {
    const tjenester = tjenesterOf(vaert.options.environment);
    const drift = await vaert.drift(sti, request);
    const side =
      erGraphiqlSti(sti) && vaert.options.graphiql ? await graphiqlSide(vaert.options, response, query) : undefined;
    const dokument = drift ?? side ?? findDokument(tjenester, tjeneste, sti, query, baseUrl(vaert.options, request));
    send(response, dokument, vaert.options.limits.requestTimeoutMs);
    return;
  }
  if (!tjeneste) {
    throw new FkorgError('unknown-address', `Der er ingen tjeneste på ${sti.slice(0, 200)}; adresserne står på /`);
  }
  if (request.method !== 'POST') {
    throw new FkorgError('wrong-method', `${request.method} bruges ikke her; SOAP sendes med POST`);
  }
  await aroundCall(vaert.watches, callStart(tjeneste.navn, request), () =>
    soapCall(vaert, tjeneste, request, response),
  );
}

/** Tells those who watch of a request that was no call. */
function tellRefused({ watches }: Vaert, error: unknown): void {
  for (const watch of watches) watch.refused?.(error instanceof FkorgError ? error.code : 'internal');
}

/** Answers a request to its end; nothing that a caller sends gets past it. */
function serve(vaert: Vaert, request: IncomingMessage, response: ServerResponse): void {
  const { sti } = targetOf(request.url ?? '/');
  const isDrift = request.method === 'GET' && DRIFT_STIER.has(sti);
  if (vaert.calls.isEnding && !isDrift && !findRute(sti) && !erGraphqlSti(sti)) {
    sendFault(request, response, new FkorgError('busy', 'Serveren er ved at lukke'), newUuid());
    return;
  }
  if (!isDrift) vaert.calls.add(response);
  handle(vaert, request, response).catch((error: unknown) => {
    const transactionUuid = newUuid();
    tellRefused(vaert, error);
    sendFault(request, response, error, transactionUuid);
    logError(vaert.options.log, error, { transactionUuid });
  });
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
  const ended = vaert.calls.end();
  vaert.laesere.slut();
  await ended;
  await endServer(server);
}

/** Starts to answer. Throws FkorgError `bad-setting` where the address cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { limits, store, metrics } = options;
  const calls = new Calls();
  const buffered = new BufferedBytes(limits.bufferedBytesMax);
  const { laesere, skrevet } = laesereOf(options);
  const vaert: Vaert = {
    options,
    skema: compileAnmodningsskema(),
    tjenesteOf: rutetabel(options.environment),
    buffered,
    lister: listevaertOf(options, buffered),
    calls,
    graphql: graphqlFront(options),
    watches: [...(options.watches ?? []), skrevet],
    laesere,
    drift: driftOf({
      store,
      isEnding: () => calls.isEnding,
      readyTimeoutMs: limits.readyTimeoutMs,
      ...(metrics && { metrics }),
    }),
  };
  const server = serverWithin(limits, (request, response) => serve(vaert, request, response), options.tls);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(vaert, error.code, socket));
  return {
    url: await listen(server, options),
    onSkrevet: (lytter) => skrevet.lyt(lytter),
    close: () => close(vaert, server),
  };
}
