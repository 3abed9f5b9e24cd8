/** A listener of Node with our limits on time, at an address of the settings: HTTP, or HTTPS where keys are given. */
import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer, Server as HttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { FkorgError } from '../base/error.ts';
import type { Limits } from '../base/limits.ts';

export interface Address {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
}

/** What a listener shows of itself over TLS: PEM. */
export interface TlsKeys {
  readonly cert: string;
  readonly key: string;
}

export type Server = HttpServer | HttpsServer;

/** Node counts the time of the headers, and of headers and body together; how late it notices is the last of these. */
function timeouts({ requestTimeoutMs }: Limits) {
  return {
    keepAliveTimeout: 60_000,
    headersTimeout: requestTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.ceil(requestTimeoutMs / 10),
  };
}

/** A server that does not listen yet. */
export function serverWithin(limits: Limits, onRequest: RequestListener, tls?: TlsKeys): Server {
  const server = tls ? tlsServer(limits, onRequest, tls) : createServer(timeouts(limits), onRequest);
  server.maxConnections = limits.connectionsMax;
  return server;
}

/** Connections of a TLS listener, those in the middle of their handshake among them, which Node does not close. */
const connections = new WeakMap<Server, Set<Socket>>();

/**
 * A client certificate is asked for and not demanded, and no authority is asked about it: what it is worth is judged with
 * the call (spec security §3.5). That the client has its key, the handshake has proven.
 */
function tlsServer(limits: Limits, onRequest: RequestListener, tls: TlsKeys): HttpsServer {
  const server = createTlsServer(
    {
      ...timeouts(limits),
      ...tls,
      minVersion: 'TLSv1.2',
      requestCert: true,
      rejectUnauthorized: false,
      handshakeTimeout: limits.requestTimeoutMs,
    },
    onRequest,
  );
  const open = new Set<Socket>();
  connections.set(server, open);
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  // Who has not come through the handshake cannot be told anything; Node would have it answered as bad HTTP.
  server.removeAllListeners('tlsClientError').on('tlsClientError', (_error, socket) => socket.destroy());
  return server;
}

/** Begins to listen; gives scheme, host and port. Throws FkorgError `bad-setting` where the address cannot be had. */
export async function listen(server: Server, { host, port }: Address): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new FkorgError('bad-setting', `Cannot listen on ${host}:${port}: ${cause.message}`, { cause })),
    );
    server.listen(port, host, resolve);
  });
  return `${schemeOf(server)}://${hostPart(host)}:${(server.address() as AddressInfo).port}`;
}

function schemeOf(server: Server): 'http' | 'https' {
  return server instanceof HttpsServer ? 'https' : 'http';
}

/** Closes a listener and all its connections. */
export function endServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
    for (const socket of connections.get(server) ?? []) socket.destroy();
  });
}

/** A host as it stands in an address. */
export function hostPart(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
