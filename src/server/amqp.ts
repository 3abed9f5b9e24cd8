/**
 * The listener of AMQP: TLS, or plain on this machine alone; what a client certificate it asks for and does not demand is worth
 * is judged with the token. Several processes share its port as they share that of HTTP.
 */
import { type AddressInfo, createServer as createPlainServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { FkorgError } from '../base/error.ts';
import { AmqpFront, type AmqpOptions } from '../fronts/amqp/front.ts';
import type { Klient } from '../fronts/amqp/post.ts';
import { klientcertifikat } from './klientcertifikat.ts';
import { type Address, hostPart, type TlsKeys } from './listen.ts';
import { logError, type ServerLog } from './log.ts';

export interface AmqpServerOptions extends Address, Omit<AmqpOptions, 'logError'> {
  /** Present: answers over TLS alone. */
  readonly tls?: TlsKeys;
  readonly log: ServerLog;
}

export interface RunningAmqp {
  /** Scheme, host, port and virtual host. */
  readonly url: string;
  /** Tells every connection, lets what is under way end, and closes. */
  close(): Promise<void>;
}

function klientOf(socket: Socket): Klient {
  return { ipAdresse: socket.remoteAddress, certifikat: klientcertifikat({ socket }) };
}

/** Starts to answer. Throws FkorgError `bad-setting` where the address cannot be had. */
export async function startAmqp(options: AmqpServerOptions): Promise<RunningAmqp> {
  const { host, port, tls, log, limits } = options;
  const front = new AmqpFront({ ...options, logError: (error) => logError(log, error, {}) });
  const accept = (socket: Socket) => {
    socket.setNoDelay(true).setKeepAlive(true);
    try {
      front.accept(socket, klientOf(socket));
    } catch (error) {
      // A certificate that is not taken: nothing is said before the client has spoken.
      logError(log, error, {});
      socket.destroy();
    }
  };
  const server = tls ? tlsServer(tls, limits.timeoutMs, accept) : createPlainServer(accept);
  const open = connectionsOf(server);
  server.maxConnections = limits.connectionsMax;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new FkorgError('bad-setting', `Cannot listen for AMQP on ${host}:${port}: ${cause.message}`, { cause })),
    );
    server.listen(port, host, resolve);
  });
  const scheme = tls ? 'amqps' : 'amqp';
  return {
    url: `${scheme}://${hostPart(host)}:${(server.address() as AddressInfo).port}/BF`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await front.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function tlsServer(tls: TlsKeys, handshakeTimeout: number, accept: (socket: TLSSocket) => void): Server {
  const server = createTlsServer(
    { ...tls, minVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized: false, handshakeTimeout },
    accept,
  );
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return server;
}

/** Connections as they are, those in the middle of their handshake among them. */
function connectionsOf(server: Server): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return open;
}
