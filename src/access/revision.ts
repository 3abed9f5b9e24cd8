/**
 * The audit log as the one who tells it sees it: who asked for what, when, and what became of it. Everything in a post is
 * a word of a closed list, a number, an instant, a UUID, a CVR or a thumbprint, so that no content of a call can get in.
 */
import type { Instant } from '../base/instant.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { Verbum } from '../standard/tjenester.ts';

/** Calls of operations, tokens asked for, changes of the administration, and what was refused before it was a call. */
export type Revisionsart = 'kald' | 'token' | 'administration' | 'afvisning';

export type Revisionsfront = 'soap' | 'rest' | 'graphql' | 'amqp' | 'push' | 'sts' | 'kommandolinje';

/** What can be asked for that is no verb of the contract. */
export const ANDRE_HANDLINGER = [
  'aendringer',
  'aendringerstart',
  'haendelser',
  'organisationhent',
  'besked-login',
  'besked-afsend',
  'besked-hent',
  'vaerdiliste-opret',
  'vaerdiliste-import',
  'vaerdiliste-ret',
  'vaerdiliste-laes',
  'vaerdiliste-list',
  'vaerdiliste-soeg',
  'vaerdiliste-passiver',
  'vaerdiliste-slet',
  'vaerdiliste-tilfoejvaerdier',
  'vaerdiliste-fjernvaerdier',
  'vaerdiliste-flytbeskedtilfejlkoe',
  'besked-lever',
  'token-udsted',
  'system-gem',
  'certifikat-tilfoej',
  'certifikat-fjern',
  'aftale-anmod',
  'aftale-godkend',
  'aftale-afvis',
  'aftale-ophoer',
  'release-slet',
  'release-indlaes',
  // Rows of callers who are nobody that were left out; `antal` says how many.
  'udeladte',
] as const;

export type Handling = Verbum | (typeof ANDRE_HANDLINGER)[number];

/** Who asked, as far as that is known. */
export interface Hvem {
  /** UUID of the anvendersystem, where the administration knows it. */
  readonly system?: string;
  /** Its name, as a verified token or the administration has it. */
  readonly systemNavn?: string;
  /** CVR of the authority that it acts for. */
  readonly cvr?: string;
  /** Lower-case hex SHA-256 thumbprint of its certificate. */
  readonly certifikatSha256?: string;
}

/** Which objects a call was about. */
export interface Hvilke {
  readonly objekttype?: ObjektType;
  /** The first of them; those that the call named, else those that it found. */
  readonly uuids: readonly string[];
  /** How many there were in all. */
  readonly antal: number;
}

export interface Revisionspost extends Hvem, Partial<Hvilke> {
  readonly art: Revisionsart;
  readonly front: Revisionsfront;
  readonly handling?: Handling;
  /** When it began. */
  readonly tid: Instant;
  readonly varighedMs: number;
  readonly transactionUuid?: string;
  /** StatusKode of the answer, or the HTTP status where there is none. */
  readonly status?: number;
  /** What a fault was called: an `ErrorCode`, a subcode of WS-Security, a number of the token service; letters and `-`. */
  readonly kode?: string;
  /** Ids of the rules that were broken. */
  readonly regler?: readonly string[];
}

/** UUIDs that a post keeps. */
export const REVISION_UUIDS_MAX = 100;

export interface Revision {
  /** Resolves when the row is in the database: only then may what it tells of be answered. Rejects where it could not be written. */
  skriv(post: Revisionspost): Promise<void>;
}
