/** The certificate that a caller has shown on its TLS connection. */
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { type Certifikat, laesCertifikat } from '../identity/trust/certifikat.ts';

/** Read once for each connection, which may bring many calls. */
const laeste = new WeakMap<TLSSocket, Certifikat>();

/**
 * The certificate whose key the caller has proven to have; undefined without TLS, and where none was shown. Whether it is
 * in its time and whose it is, is not judged here. Throws Sikkerhedsfejl for one that is not taken (`laesCertifikat`).
 */
export function klientcertifikat({ socket }: Pick<IncomingMessage, 'socket'>): Certifikat | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const laest = laeste.get(socket);
  if (laest) return laest;
  const raw = socket.getPeerX509Certificate()?.raw;
  if (!raw) return undefined;
  const certifikat = laesCertifikat(raw);
  laeste.set(socket, certifikat);
  return certifikat;
}
