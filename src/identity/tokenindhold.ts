/** What a token says, whatever its form: an assertion and a JWT are written from the same. */
import type { Instant } from '../base/instant.ts';
import type { Privilegium } from './saml/roller.ts';
import type { Certifikat } from './trust/certifikat.ts';

export interface Tokenindhold {
  /** Of a JWT a UUID, of an assertion `_` and a UUID. */
  readonly id: string;
  /** Of a JWT with a slash at its end. */
  readonly udsteder: string;
  /** The service that it is for. */
  readonly entityId: string;
  /** The authority that the holder acts for. */
  readonly cvr: string;
  /** The certificate of the holder's key. */
  readonly certifikat: Certifikat;
  readonly privilegier: readonly Privilegium[];
  readonly fra: Instant;
  readonly til: Instant;
}
