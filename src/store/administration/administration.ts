/**
 * The door to systems, certificates and agreements (spec security §6, neighbours §3). Everything is a row with who and
 * when that is never changed or removed; what they amount to is for `src/administration` to say.
 */
import type { Instant } from '../../base/instant.ts';

const MILJOEER = ['test', 'produktion'] as const;
export type Miljoe = (typeof MILJOEER)[number];

/** As whom an authority decides: the owner of the data, or who receives data of others. */
export const PARTER = ['dataejer', 'datamodtager'] as const;
export type Partsrolle = (typeof PARTER)[number];

/** When something was done, and by whom: the command line, a file, an authority; never the name of a person. */
export interface Haendelse {
  readonly tidspunkt: Instant;
  readonly af: string;
}

/** A system was made, or got another name. */
export interface Systempost extends Haendelse {
  readonly uuid: string;
  readonly navn: string;
}

/** A system got a certificate, or lost it. */
export interface Certifikatpost extends Haendelse {
  /** Of the DER, lower-case hex. */
  readonly sha256: string;
  readonly systemUuid: string;
  readonly handling: 'tilfoej' | 'fjern';
  readonly der: Buffer;
}

/** What an agreement gives in one service. */
export interface Servicedel {
  /** Short name of the table of services. */
  readonly service: string;
  readonly roller: readonly string[];
  /** Values by the name of the restriction. */
  readonly dataafgraensninger: Readonly<Record<string, readonly string[]>>;
}

export interface Aftaleindhold {
  readonly navn: string;
  readonly begrundelse: string;
  /** Authorities whose data are handed over to the agreement's own; none: uden videregivelse. */
  readonly dataejere: readonly string[];
  readonly services: readonly Servicedel[];
}

/** An agreement was asked for. */
export interface Aftalepost extends Haendelse {
  readonly uuid: string;
  readonly systemUuid: string;
  /** The authority that the system acts for (anvenderkontekst), 8 digits. */
  readonly cvr: string;
  readonly miljoe: Miljoe;
  /** The agreement that this one was copied from. */
  readonly kopiAf?: string;
  readonly indhold: Aftaleindhold;
}

/** Somebody decided on an agreement; whoever ends one decides for all. */
export interface Afgoerelsespost extends Haendelse {
  readonly aftaleUuid: string;
  readonly handling: 'godkend' | 'afvis' | 'ophoer';
  /** As whom, and who; absent where the agreement ends. */
  readonly part?: { readonly rolle: Partsrolle; readonly cvr: string };
  readonly begrundelse?: string;
}

/** Rows, each kind in the order in which they were added. */
export interface Administrationsposter {
  readonly systemer: readonly Systempost[];
  readonly certifikater: readonly Certifikatpost[];
  readonly aftaler: readonly Aftalepost[];
  readonly afgoerelser: readonly Afgoerelsespost[];
}

export interface Administration {
  /** Counts up by one with every `gem`. */
  version(): Promise<number>;

  /** Everything. */
  hent(): Promise<Administrationsposter>;

  /** The agreements of a system, with their decisions. */
  hentAftaler(systemUuid: string): Promise<Pick<Administrationsposter, 'aftaler' | 'afgoerelser'>>;

  /** The system that has the certificate now. */
  findSystem(sha256: string): Promise<{ readonly uuid: string; readonly navn: string } | undefined>;

  /**
   * Adds rows, all or nothing. Gives false, and adds nothing, where the version is not `forventet`: somebody else came
   * first, so read again and decide again.
   */
  gem(poster: Partial<Administrationsposter>, forventet: number): Promise<boolean>;
}
