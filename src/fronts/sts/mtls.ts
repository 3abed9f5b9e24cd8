/** The caller over REST and OAuth is who its TLS connection says: the client certificate is the one that the token is bound to. */
import type { Instant } from '../../base/instant.ts';
import { Sikkerhedsfejl } from '../../identity/sikkerhedsfejl.ts';
import { type Certifikat, erGyldig } from '../../identity/trust/certifikat.ts';
import type { Bevilling } from './bevilling.ts';
import type { Stsspor, Stssvar } from './spor.ts';

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
function assertKlient({ klientcertifikat }: HttpRequest, now: Instant): Certifikat {
  const certifikat = klientcertifikat();
  if (!certifikat) throw new Sikkerhedsfejl('FailedAuthentication', 'no client certificate in the TLS connection');
  if (!erGyldig(certifikat, now)) throw new Sikkerhedsfejl('FailedAuthentication', 'the certificate is not valid now');
  return certifikat;
}

const JSON_CONTENT_TYPE = 'application/json; charset=utf-8';

/** A token that was issued: what the caller is told, and what the log may know. */
export interface Udstedt {
  readonly bevilling: Bevilling;
  readonly svar: object;
}

/**
 * Answers a caller in JSON. Never throws: what goes wrong is what `fejlOf` makes of it.
 *
 * @param udsted Issues a token to the holder of the certificate.
 */
export async function besvarJson(
  request: HttpRequest,
  now: Instant,
  udsted: (certifikat: Certifikat) => Promise<Udstedt>,
  fejlOf: (fejl: unknown) => { readonly httpStatus: number },
): Promise<Stssvar> {
  let certifikat: Certifikat | undefined;
  try {
    certifikat = assertKlient(request, now);
    const { bevilling, svar } = await udsted(certifikat);
    return jsonSvar(200, svar, { bevilling, certifikat });
  } catch (fejl) {
    const { httpStatus, ...svar } = fejlOf(fejl);
    return jsonSvar(httpStatus, svar, { fejl, ...(certifikat && { certifikat }) });
  }
}

function jsonSvar(httpStatus: number, svar: object, spor: Stsspor): Stssvar {
  return { httpStatus, contentType: JSON_CONTENT_TYPE, text: JSON.stringify(svar), spor };
}
