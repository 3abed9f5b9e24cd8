/** Scheme, host and port that a caller reaches the server at: as set, else as the caller itself says. */
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostPart } from './listen.ts';
import type { ServerOptions } from './server.ts';

const HOST_FORM = /^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](:\d{1,5})?$/;

/** Without a last slash. What a caller says is taken only where it has the form of a host. */
export function baseUrl(options: Pick<ServerOptions, 'publicUrl' | 'tls' | 'host'>, request: IncomingMessage): string {
  if (options.publicUrl) return options.publicUrl.replace(/\/$/, '');
  const host = request.headers.host ?? '';
  const { port } = request.socket.address() as AddressInfo;
  return `${options.tls ? 'https' : 'http'}://${HOST_FORM.test(host) ? host : `${hostPart(options.host)}:${port}`}`;
}
