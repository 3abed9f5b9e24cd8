/** An answer of the token service, and what the log may know of it. */
import type { Certifikat } from '../../identity/trust/certifikat.ts';
import type { Bevilling } from './bevilling.ts';

export interface Stsspor {
  /** Where a token was issued. */
  readonly bevilling?: Bevilling;
  /** Whose key the caller has proved to hold, token or none. */
  readonly certifikat?: Certifikat;
  /** Where none was. */
  readonly fejl?: unknown;
}

export interface Stssvar {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly text: string;
  readonly spor: Stsspor;
}
