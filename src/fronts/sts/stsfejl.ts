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
