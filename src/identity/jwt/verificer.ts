/**
 * Verifies a JWT (spec security §4.2, §5.2): PSS alone, by a certificate that we trust and the token names, in its time, for
 * us. A token names no key of its own and no address of one; such headers are not looked at.
 */
import { errors as JoseErrors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Identitet } from '../../access/rettigheder.ts';
import type { Instant } from '../../base/instant.ts';
import { tildelingerOf } from '../saml/roller.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';
import type { Certifikat } from '../trust/certifikat.ts';
import { laesPriv } from './privilegier.ts';
import { aftryk } from './udsted.ts';

/** What a JWT is held to. */
export interface JwtKrav {
  /** Certificates of the token services that are trusted. */
  readonly certifikater: readonly Certifikat[];
  /** What `iss` may be. */
  readonly udstedere: readonly string[];
  /** The entity ids of the service that is called. */
  readonly audience: readonly string[];
  readonly now: Instant;
}

const ALGORITMER = ['PS256', 'PS384', 'PS512'];
const TOKEN_TEGN_MAX = 65_536;
/** How far the clocks of the token service and of this machine may be apart. */
const SKEW_S = 300;
const KRAEVET = ['iss', 'aud', 'sub', 'exp', 'nbf', 'iat', 'cvr', 'cnf'];
/** A SHA-256 in base64url. */
const AFTRYK_FORM = /^[A-Za-z0-9_-]{43}$/;

function afvis(detail: string, cause?: unknown): never {
  throw new Sikkerhedsfejl('InvalidSecurityToken', `JWT: ${detail}`, { cause });
}

/** Who the token says that the caller is. Throws Sikkerhedsfejl where it is not to be believed; `FailedCheck` for its signature. */
export async function verificerJwt(token: string, krav: JwtKrav): Promise<Identitet> {
  if (token.length > TOKEN_TEGN_MAX) afvis(`over ${TOKEN_TEGN_MAX} characters`);
  return identitetOf(await laesVerificeret(token, krav));
}

async function laesVerificeret(token: string, krav: JwtKrav): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, findNoegle(krav.certifikater), {
      algorithms: ALGORITMER,
      typ: 'JWT',
      issuer: [...krav.udstedere],
      audience: [...krav.audience],
      currentDate: new Date(krav.now),
      clockTolerance: SKEW_S,
      requiredClaims: KRAEVET,
    });
    return payload;
  } catch (fejl) {
    if (fejl instanceof JoseErrors.JWSSignatureVerificationFailed) {
      throw new Sikkerhedsfejl('FailedCheck', 'JWT: the signature', { cause: fejl });
    }
    if (fejl instanceof JoseErrors.JOSEAlgNotAllowed) {
      throw new Sikkerhedsfejl('UnsupportedAlgorithm', 'JWT: the algorithm', { cause: fejl });
    }
    // The message of a claim error is fixed but for the name of the claim.
    if (fejl instanceof JoseErrors.JOSEError) return afvis(`${fejl.code} ${claimOf(fejl)}`, fejl);
    throw fejl;
  }
}

function claimOf(fejl: JoseErrors.JOSEError): string {
  const isClaim = fejl instanceof JoseErrors.JWTClaimValidationFailed || fejl instanceof JoseErrors.JWTExpired;
  return isClaim ? fejl.claim : '';
}

/** The key of the certificate that the header names by kid, or by x5t; where it has both they must agree. */
function findNoegle(certifikater: readonly Certifikat[]): JWTVerifyGetKey {
  return async ({ kid, x5t }) => {
    const navn = kid ?? x5t;
    if (navn === undefined || (x5t !== undefined && x5t !== navn)) return afvis('no key is named');
    return certifikater.find(({ sha1 }) => aftryk(sha1) === navn)?.noegle ?? afvis('a key that is not trusted');
  };
}

function identitetOf({ cvr, cnf, priv, sub, exp }: JWTPayload): Identitet {
  if (typeof sub !== 'string') return afvis('sub is no text');
  if (typeof cvr !== 'string' || !/^\d{8}$/.test(cvr)) return afvis('no CVR of 8 digits');
  const certifikat = (cnf as Record<string, unknown> | null)?.['x5t#S256'];
  if (typeof certifikat !== 'string' || !AFTRYK_FORM.test(certifikat)) return afvis('no thumbprint in cnf');
  return {
    cvr,
    certifikatSha256: Buffer.from(certifikat, 'base64url').toString('hex'),
    systemNavn: sub,
    tildelinger: priv === undefined ? [] : tildelingerOf(laesPriv(priv)),
    udloeber: exp! * 1000,
  };
}
