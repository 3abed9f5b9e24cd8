/** The door to value lists: named sets of texts that filters ask about, each owned by a system. */
import type { Instant } from '../../base/instant.ts';

export interface Vaerdilistepost {
  readonly uuid: string;
  /** Whose it is; absent where access is open. */
  readonly systemUuid?: string;
  /** The authority that it was made for where access is open, 8 digits. */
  readonly cvr?: string;
  readonly navn: string;
  readonly brugervendtNoegle?: string;
  readonly livscyklusKode: string;
  /** Of its last change. */
  readonly tidspunkt: Instant;
  readonly brugerRef?: string;
  readonly noteTekst?: string;
  /** What else was said of it, as JSON: it is kept and given back. */
  readonly oevrigt?: string;
}

/** Whose lists are looked at: those of a system, or of an authority where access is open. */
export type Listeejer = { readonly systemUuid: string } | { readonly cvr: string };

export interface Listesoegning {
  readonly navn?: string;
  readonly brugervendtNoegle?: string;
  readonly foerste: number;
  readonly antal: number;
}

export interface Vaerdispoergsmaal {
  readonly liste: string;
  readonly vaerdi: string;
}

export interface Vaerdilister {
  hent(uuids: readonly string[]): Promise<readonly Vaerdilistepost[]>;
  /** In the order of their UUIDs. */
  soeg(ejer: Listeejer, soegning: Listesoegning): Promise<readonly string[]>;
  /** Makes a list, or changes what is said of it; `vaerdier`, where given, are all that it holds from then on. */
  gem(post: Vaerdilistepost, vaerdier?: readonly string[]): Promise<void>;
  fjern(uuid: string): Promise<boolean>;
  /** Adds those that are not there, and removes those that are; false where the list is not there. */
  aendr(uuid: string, tilfoej: readonly string[], fjern: readonly string[], tidspunkt: Instant): Promise<boolean>;
  /** The values after one, or from the first, in their order. */
  vaerdier(uuid: string, antal: number, efter?: string): Promise<readonly string[]>;
  antal(uuid: string): Promise<number>;
  /** Which of the questions have the answer yes. */
  medlemmer(spoergsmaal: readonly Vaerdispoergsmaal[]): Promise<readonly Vaerdispoergsmaal[]>;
}
