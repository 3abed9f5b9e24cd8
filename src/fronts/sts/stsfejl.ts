/**
 * Why the token service says no to a caller that it believes, and what it was asked is in order or not: the event numbers of
 * the platform's own product, which clients know, or a subcode of WS-Trust (spec security §1.4).
 */

/** No service, no system, no agreement. */
export type Produktkode = 5002 | 5607 | 5015;
/** Subcodes of WS-Trust 1.3 §11. */
export type Trustkode = 'InvalidRequest' | 'BadRequest' | 'RequestFailed' | 'InvalidTimeRange';

export class Stsfejl extends Error {
  readonly kode: Produktkode | Trustkode;

  /** `message` is for the caller. */
  constructor(kode: Produktkode | Trustkode, message: string) {
    super(message);
    this.name = 'Stsfejl';
    this.kode = kode;
  }
}

/** Error codes of OAuth 2.0 (RFC 6749 §5.2). */
export type Oauthkode = 'invalid_request' | 'invalid_scope' | 'unsupported_grant_type';

/** A request for a JWT that is not one. */
export class Oauthfejl extends Error {
  readonly kode: Oauthkode;

  /** `message` is for the caller. */
  constructor(kode: Oauthkode, message: string) {
    super(message);
    this.name = 'Oauthfejl';
    this.kode = kode;
  }
}

/** What a refusal of this room is called in the logs; undefined for any other error. */
export function afslagskodeOf(fejl: unknown): Produktkode | Trustkode | Oauthkode | undefined {
  return fejl instanceof Stsfejl || fejl instanceof Oauthfejl ? fejl.kode : undefined;
}

/** Kitos and others compare with these texts, which are therefore in the words of the product. */
export function ukendtService(entityId: string): Stsfejl {
  return new Stsfejl(5002, `Path resolution: no connection '${entityId.slice(0, 200)}' found`);
}

/** `sha1` is the thumbprint as the product shows it: hexadecimal, upper case. */
export function ukendtSystem(sha1: string): Stsfejl {
  return new Stsfejl(5607, `No mapped user exists for thumbprint '${sha1.toUpperCase()}'`);
}

export function ingenAftale(): Stsfejl {
  return new Stsfejl(5015, "Usercontext doesn't exist");
}

export function udenCvr(): Stsfejl {
  return new Stsfejl(5015, 'CVR claim is missing');
}
