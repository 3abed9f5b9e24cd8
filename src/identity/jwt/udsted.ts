/** Issues a JWT as the token service of the platform does (spec security §5.2): PS256, bound to a client certificate. */
import { SignJWT } from 'jose';
import type { Tokenindhold } from '../tokenindhold.ts';
import type { Noeglepar } from '../trust/certifikat.ts';
import { skrivPriv } from './privilegier.ts';

/** How a certificate is named in a JWT: its thumbprint in base64url (RFC 7515 §4.1.7, RFC 8705 §3.1). */
export function aftryk(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64url');
}

/** Signs a JWT, off the main thread. Times are cut to whole seconds. */
export function udstedJwt(nyt: Tokenindhold, { certifikat, privat }: Noeglepar): Promise<string> {
  const kid = aftryk(certifikat.sha1);
  const fra = Math.floor(nyt.fra / 1000);
  return new SignJWT({
    cvr: nyt.cvr,
    spec_ver: '1.0',
    priv: skrivPriv(nyt.privilegier),
    cnf: { 'x5t#S256': aftryk(nyt.certifikat.sha256) },
  })
    .setProtectedHeader({ alg: 'PS256', kid, x5t: kid, typ: 'JWT' })
    .setJti(nyt.id)
    .setSubject(nyt.entityId)
    .setAudience(nyt.entityId)
    .setIssuer(nyt.udsteder)
    .setNotBefore(fra)
    .setIssuedAt(fra)
    .setExpirationTime(Math.floor(nyt.til / 1000))
    .sign(privat);
}
