/** What can be asked of value lists, and what comes of it, whichever wire it came by (spec neighbours §1.6). */
import type { Brud } from '../base/brud.ts';
import type { Instant } from '../base/instant.ts';
import type { AktoerTypeKode, Status } from '../standard/koder.ts';
import type { RegelId } from '../standard/regler.ts';
import type { Vaerdilistekode } from '../standard/vaerdiliste-koder.ts';
import type { IndsendtVirkning } from './indsendt.ts';
import type { UnikId } from './model.ts';

/** A Virkning that says who, as those of value lists must. Its times mean nothing: a list is as it is now. */
export interface Listevirkning extends IndsendtVirkning {
  readonly aktoerRef: UnikId;
  readonly aktoerTypeKode: AktoerTypeKode;
}

/** An Egenskab as it was sent. */
export interface Indsendtliste {
  readonly navn: string;
  readonly noegle?: string;
  readonly virkning: Listevirkning;
  /** As they were sent: some may be there twice. */
  readonly vaerdier: readonly string[];
}

/** What a search asks for; what is absent is not looked at. */
export interface Listekrav {
  readonly uuid?: string;
  readonly navn?: string;
  readonly noegle?: string;
  /** All of them must be on the list. */
  readonly vaerdier: readonly string[];
  readonly kode?: Vaerdilistekode;
  readonly brugerRef?: UnikId;
}

interface Note {
  readonly noteTekst?: string;
}

/** A call. `indsendt` has as many as were sent: that it must be one is a rule. */
export type Listekald =
  | ({ readonly verbum: 'opret'; readonly indsendt: readonly Indsendtliste[] } & Note)
  | ({ readonly verbum: 'import'; readonly uuid: string; readonly indsendt: readonly Indsendtliste[] } & Note)
  | ({ readonly verbum: 'ret'; readonly uuid: string; readonly indsendt: readonly Indsendtliste[] } & Note)
  | ({ readonly verbum: 'passiver' | 'slet'; readonly uuid: string } & Note)
  | { readonly verbum: 'laes'; readonly uuid: string }
  | { readonly verbum: 'list'; readonly uuids: readonly string[] }
  | { readonly verbum: 'soeg'; readonly foerste?: number; readonly antal?: number; readonly krav: Listekrav }
  | {
      readonly verbum: 'tilfoejvaerdier' | 'fjernvaerdier';
      readonly uuid: string;
      readonly vaerdier: readonly string[];
    }
  | { readonly verbum: 'flytbeskedtilfejlkoe'; readonly beskedId: string };

/** A list as it is, with its values in their order. */
export interface Listebillede {
  readonly uuid: string;
  readonly navn: string;
  readonly noegle?: string;
  readonly kode: Vaerdilistekode;
  readonly fra: Instant;
  readonly brugerRef?: UnikId;
  readonly virkning: Listevirkning;
  readonly vaerdier: readonly string[];
}

export interface Listeudfald {
  readonly status: Status;
  readonly brud: readonly Brud<RegelId>[];
  readonly lister?: readonly Listebillede[];
  /** What a search found. */
  readonly uuids?: readonly string[];
}
