/**
 * What a registration is, inside: the same for all 13 object types (spec sf1500 §1.3 to §1.5). The shape is what JSON
 * can carry, because one registration is stored as one document.
 *
 * Which fields, states and relations a type has is said by the table `standard/objekttyper.ts`, not here.
 */
import type { Instant, Interval } from '../base/instant.ts';
import type { AktoerTypeKode, LivscyklusKode } from '../standard/koder.ts';
import type { ObjektType } from '../standard/objekttyper.ts';

/** A reference: a UUID in lower case, or a URN that is kept to the letter (it may hold a bare UUID; spec sf1500 §4.9). */
export type UnikId = { readonly uuid: string } | { readonly urn: string };

/** When something is true (half-open), and who said so. */
export interface Virkning extends Interval {
  readonly aktoerRef?: UnikId;
  readonly aktoerTypeKode?: AktoerTypeKode;
  readonly noteTekst?: string;
}

/** A Soegeord of Klasse: its parts by element name (`SOEGEORD_DELE`). */
export type Soegeord = Readonly<Record<string, string>>;

/** The value of a field: one text, several texts (a repeated field), or several Soegeord. */
export type Feltvaerdi = string | readonly string[] | readonly Soegeord[];

/** A set of attribute values with their period. Keys of `felter` are element names. */
export interface Egenskab {
  readonly virkning: Virkning;
  readonly felter: Readonly<Record<string, Feltvaerdi>>;
}

/**
 * A state with its period. `vaerdi` is `Aktiv` or `Inaktiv` for Gyldighed, `true` or `false` for PubliceretStatus, and
 * absent where the contract lets the indicator be absent.
 */
export interface Tilstand {
  readonly virkning: Virkning;
  readonly vaerdi?: string;
}

/** A relation entry with its period. `rolle`, `type` and `indeks` belong to the dynamic ones (Adresser, Opgaver). */
export interface Relation {
  readonly virkning: Virkning;
  readonly reference?: UnikId;
  readonly rolle?: UnikId;
  readonly type?: UnikId;
  readonly indeks?: string;
}

/** The three lists. Keys of `relationer` are element names; a key is there only where it has entries. */
export interface Indhold {
  readonly egenskaber: readonly Egenskab[];
  readonly tilstande: readonly Tilstand[];
  readonly relationer: Readonly<Record<string, readonly Relation[]>>;
}

/** One registration of an object: what was held to be true from `tidspunkt` on, until the next registration. */
export interface Registrering extends Indhold {
  readonly noteTekst?: string;
  /** Registration time: from when this was known (registrering axis). */
  readonly tidspunkt: Instant;
  readonly livscyklusKode: LivscyklusKode;
  readonly brugerRef?: UnikId;
}

/** What names an object. One UUID may stand for a private object in each of several authorities (docs/decisions). */
export interface ObjektNoegle {
  /** The CVR of the owning authority, 8 digits. */
  readonly ejer: string;
  readonly objekttype: ObjektType;
  /** Lower case. */
  readonly uuid: string;
}

/** The lists of a `ret`: an absent list leaves what is stored as it is. */
export interface Aendring {
  readonly egenskaber?: readonly Egenskab[];
  readonly tilstande?: readonly Tilstand[];
  readonly relationer?: Readonly<Record<string, readonly Relation[]>>;
}

/** True for the code of an object that has been ended: it is neither changed nor found, but `importer` revives it. */
export function isAfsluttet(kode: LivscyklusKode): boolean {
  return kode === 'Passiveret' || kode === 'Slettet';
}

export const TOMT_INDHOLD: Indhold = { egenskaber: [], tilstande: [], relationer: {} };

/** The UUID that a reference means, in lower case: also a bare UUID in a URN. Undefined for every other URN. */
export function uuidOf(id: UnikId): string | undefined {
  if ('uuid' in id) return id.uuid;
  return BARE_UUID.test(id.urn) ? id.urn.toLowerCase() : undefined;
}

const BARE_UUID = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

/** True where two references mean the same: by UUID in either form, else by the letter. */
export function isSameId(a: UnikId | undefined, b: UnikId | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return idNoegle(a) === idNoegle(b);
}

/** A text that is equal for two references exactly when they mean the same. */
export function idNoegle(id: UnikId): string {
  return uuidOf(id) ?? `urn=${'urn' in id ? id.urn : ''}`;
}
