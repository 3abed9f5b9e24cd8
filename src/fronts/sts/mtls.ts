/** The caller over REST and OAuth is who its TLS connection says: the client certificate is the one that the token is bound to. */
import type { Instant } from '../../base/instant.ts';
import { Sikkerhedsfejl } from '../../identity/sikkerhedsfejl.ts';
import { type Certifikat, erGyldig } from '../../identity/trust/certifikat.ts';

/** What a call over REST brings, method and address apart. */
export interface HttpRequest {
  readonly contentType: string | undefined;
  /** What comes after the question mark. */
  readonly query: string | undefined;
  readonly body: Uint8Array;
  /** The client certificate of the TLS connection. Throws Sikkerhedsfejl where it is of a kind that is not taken. */
  readonly klientcertifikat: () => Certifikat | undefined;
}

/** The certificate of the caller. Throws Sikkerhedsfejl (`FailedAuthentication`) where there is none that is valid. */
export function assertKlient({ klientcertifikat }: HttpRequest, now: Instant): Certifikat {
  const certifikat = klientcertifikat();
  if (!certifikat) throw new Sikkerhedsfejl('FailedAuthentication', 'no client certificate in the TLS connection');
  if (!erGyldig(certifikat, now)) throw new Sikkerhedsfejl('FailedAuthentication', 'the certificate is not valid now');
  return certifikat;
}

export const JSON_CONTENT_TYPE = 'application/json; charset=utf-8';
