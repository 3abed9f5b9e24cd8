/** A listener of Node with our limits on time, at an address of the settings. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FkorgError } from '../base/error.ts';
import type { Limits } from '../base/limits.ts';

export interface Address {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
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

/** A server that does not listen yet. */
export function serverWithin(limits: Limits, onRequest: RequestListener): Server {
  const server = createServer(timeouts(limits), onRequest);
  server.maxConnections = limits.connectionsMax;
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
  return `http://${hostPart(host)}:${(server.address() as AddressInfo).port}`;
}

/** Closes a listener and all its connections. */
export function endServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** A host as it stands in an address. */
export function hostPart(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
