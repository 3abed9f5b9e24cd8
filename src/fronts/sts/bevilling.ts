/**
 * What all three ways into the token service have in common: may this system have a token for this authority and service,
 * with which roles, until when, and which key signs it (spec security §0, §1.2, §6).
 */
import type { Tildeling } from '../../access/rettigheder.ts';
import type { Clock } from '../../base/clock.ts';
import { FkorgError } from '../../base/error.ts';
import type { Instant } from '../../base/instant.ts';
import { newUuid } from '../../base/uuid.ts';
import type { Gensynscache } from '../../identity/gensyn.ts';
import { udstedJwt } from '../../identity/jwt/udsted.ts';
import type { Aftaler } from '../../identity/saml/aftaler.ts';
import { privilegiumOf } from '../../identity/saml/roller.ts';
import { skrivAssertion } from '../../identity/saml/skriv.ts';
import type { Tokenindhold } from '../../identity/tokenindhold.ts';
import { type Certifikat, erGyldig, type Noeglepar } from '../../identity/trust/certifikat.ts';
import { underskrivAssertion } from '../../identity/xmldsig/underskriv.ts';
import { ingenAftale, Stsfejl, udenCvr, ukendtService, ukendtSystem } from './stsfejl.ts';

/** The token service as the server is set up. */
export interface Sts {
  readonly aftaler: Aftaler;
  /** The signing keys: the first one that is valid signs, all certificates are published. */
  readonly noegler: readonly [Noeglepar, ...Noeglepar[]];
  /** Gives the issuer of assertions; `iss` of a JWT has a slash after it. */
  readonly udsteder: () => string;
  /** Host of the URIs of roles. */
  readonly rollevaert: string;
  /** Which messages have been taken, by any process of the register. */
  readonly gensyn: Gensynscache;
  /** False where the TLS connection is that of a proxy: nobody is known by its client certificate then. */
  readonly isTlsKlientens: boolean;
  readonly clock: Clock;
}

/** What is asked for, by a caller who has proved to hold the key of the certificate. */
export interface Bestilling {
  readonly certifikat: Certifikat;
  readonly entityId: string;
  /** Undefined where the caller did not say. */
  readonly cvr: string | undefined;
  /** When the caller wants it to end. */
  readonly oensketTil?: Instant;
}

/** A token may be made. */
export interface Bevilling {
  readonly system: { readonly uuid: string; readonly navn: string };
  readonly certifikat: Certifikat;
  readonly entityId: string;
  readonly cvr: string;
  readonly tildelinger: readonly Tildeling[];
  readonly fra: Instant;
  readonly til: Instant;
}

/** The life of a token; the platform gives no longer one (spec security §1.2). */
export const LEVETID_MS = 8 * 3_600_000;

/** Decides. Throws Stsfejl where there is to be no token. */
export async function bevil(sts: Sts, bestilling: Bestilling): Promise<Bevilling> {
  const { certifikat, entityId, cvr, oensketTil } = bestilling;
  const system = await sts.aftaler.findSystem(certifikat.sha256);
  if (!system) throw ukendtSystem(certifikat.sha1);
  if (cvr === undefined) throw udenCvr();
  if (!/^\d{8}$/.test(cvr)) throw ingenAftale();
  const tildelinger = await sts.aftaler.tildelinger(system.uuid, cvr, entityId);
  if (tildelinger === 'ukendt-service') throw ukendtService(entityId);
  if (tildelinger === 'ingen-aftale') throw ingenAftale();
  const fra = sts.clock();
  if (oensketTil !== undefined && oensketTil <= fra) {
    throw new Stsfejl('InvalidTimeRange', 'Den ønskede udløbstid er passeret');
  }
  const til = Math.min(oensketTil ?? Number.POSITIVE_INFINITY, fra + LEVETID_MS);
  return { system, certifikat, entityId, cvr, tildelinger, fra, til };
}

/** The key that signs now. */
export function signerendeNoegle({ noegler, clock }: Sts): Noeglepar {
  const now = clock();
  const noegle = noegler.find(({ certifikat }) => erGyldig(certifikat, now));
  if (noegle) return noegle;
  throw new FkorgError('internal', 'Tokentjenesten har intet gyldigt certifikat', {
    detail: 'no STS certificate is valid',
  });
}

/** One group for each role, as the platform has it. */
function tokenOf({ rollevaert, udsteder }: Sts, bevilling: Bevilling): Omit<Tokenindhold, 'id'> {
  const { tildelinger, ...resten } = bevilling;
  return {
    ...resten,
    udsteder: udsteder(),
    privilegier: tildelinger.map((tildeling) => privilegiumOf(tildeling, rollevaert)),
  };
}

/** The signed assertion of a token that may be made, and its ID. */
export async function lavAssertion(sts: Sts, bevilling: Bevilling): Promise<{ id: string; xml: string }> {
  const { certifikat, privat } = signerendeNoegle(sts);
  const id = `_${newUuid()}`;
  const usigneret = skrivAssertion({ ...tokenOf(sts, bevilling), id });
  return { id, xml: await underskrivAssertion(usigneret, privat, certifikat.base64) };
}

/** The signed JWT of a token that may be made. */
export function lavJwt(sts: Sts, bevilling: Bevilling): Promise<string> {
  const token = tokenOf(sts, bevilling);
  return udstedJwt({ ...token, id: newUuid(), udsteder: `${token.udsteder}/` }, signerendeNoegle(sts));
}
