/**
 * The neutral form of a call and of its outcome. Every front (SOAP, later GraphQL and REST, the command line) builds the
 * same `Operation` and is given the same `Outcome`.
 */
import type { Brud } from '../base/brud.ts';
import type { Aendringsside, Objektside } from '../register/aendringsstroem.ts';
import type { GivetFilter } from '../register/filter.ts';
import type { IndsendtAendring, IndsendtIndhold, IndsendtObjekt, IndsendtVirkning } from '../register/indsendt.ts';
import type { Registrering, UnikId } from '../register/model.ts';
import type { LivscyklusKode, Status } from '../standard/koder.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { RegelId } from '../standard/regler.ts';
import type { Usagt, Versionsnr } from '../standard/versioner.ts';

export interface LaesFilter {
  readonly virkning: GivetFilter;
  /** Absent ends on both sides: the current registration alone. */
  readonly registrering: GivetFilter;
}

export interface IndsendtSoegRegistrering extends GivetFilter {
  readonly livscyklusKode?: LivscyklusKode;
  readonly brugerRef?: UnikId;
}

export interface SoegRamme {
  readonly foerste?: number;
  readonly antal?: number;
  readonly soegRegistrering?: IndsendtSoegRegistrering;
  readonly soegVirkning?: IndsendtVirkning;
}

/** How objects will be shown. */
export interface Svarform {
  /** The version of the contract: where it has room for labels. Absent: the oldest. */
  readonly version?: Versionsnr;
}

export type Operation =
  | ({ readonly verbum: 'importer'; readonly objekttype: ObjektType } & IndsendtObjekt)
  | {
      readonly verbum: 'opret';
      readonly objekttype: ObjektType;
      readonly noteTekst?: string;
      readonly indhold: IndsendtIndhold;
    }
  | {
      readonly verbum: 'ret';
      readonly objekttype: ObjektType;
      readonly uuid: string;
      readonly noteTekst?: string;
      readonly aendring: IndsendtAendring;
      /** What the caller has no words for: it stays as it is stored. */
      readonly usagt?: Usagt;
    }
  | {
      readonly verbum: 'passiver' | 'slet';
      readonly objekttype: ObjektType;
      readonly uuid: string;
      readonly noteTekst?: string;
    }
  | ({
      readonly verbum: 'laes';
      readonly objekttype: ObjektType;
      readonly uuid: string;
      readonly filter: LaesFilter;
    } & Svarform)
  | ({
      readonly verbum: 'list';
      readonly objekttype: ObjektType;
      readonly uuids: readonly string[];
      readonly filter: LaesFilter;
    } & Svarform)
  | ({
      readonly verbum: 'soeg';
      readonly objekttype: ObjektType;
      readonly skabelon: IndsendtIndhold;
      /** Only the objects of the authority with this CVR. */
      readonly dataEjer?: string;
    } & SoegRamme)
  | ({
      readonly verbum: 'fremsoegobjekthierarki';
      readonly system: 'organisation' | 'klassifikation';
      /** For each object type that has one: the Egenskab that filters its container alone. */
      readonly egenskaber: Readonly<Partial<Record<ObjektType, IndsendtIndhold['egenskaber'][number]>>>;
    } & SoegRamme &
      Svarform)
  | {
      readonly verbum: 'import';
      readonly system: 'organisation' | 'klassifikation';
      readonly objekter: readonly ({ readonly objekttype: ObjektType } & IndsendtObjekt)[];
    }
  | { readonly verbum: 'anonymiser'; readonly person: { readonly uuid: string } | { readonly cpr: string } }
  | { readonly verbum: 'fysiskslet'; readonly organisationUuid: string; readonly organisationEnhedUuid: string }
  /** The change feed after a position, from the start without one. No operation of the contract, as is the next. */
  | { readonly verbum: 'aendringer'; readonly siden?: number; readonly antal?: number }
  /** All objects as they stand, to begin with; `efter` is the cursor of the page before. */
  | { readonly verbum: 'aendringerstart'; readonly efter?: string; readonly antal?: number }
  /** To be told of events as they happen: those after a position, or from now on. */
  | { readonly verbum: 'haendelser'; readonly siden?: number };

/** The label of each class that has one, by UUID. */
export type Labels = ReadonlyMap<string, string>;

/** An object cut to the filters: what `FiltreretOejebliksbillede` says. */
export interface Oejebliksbillede {
  readonly uuid: string;
  /** CVR of the authority that it belongs to. */
  readonly ejer: string;
  readonly registreringer: readonly Registrering[];
}

/** What became of one call. `brud` says why where the status is not 20; it is for the caller alone. */
export interface Outcome {
  readonly status: Status;
  readonly brud: readonly Brud<RegelId>[];
  /** opret: the new object. */
  readonly uuid?: string;
  /** laes, list. */
  readonly billeder?: readonly Oejebliksbillede[];
  /** What shows objects: by the owner of an object the labels of its roles and types, by class. */
  readonly labels?: ReadonlyMap<string, Labels>;
  /** soeg, also where it is empty; anonymiser: the persons. */
  readonly uuids?: readonly string[];
  /** fremsoegobjekthierarki: by object type; also where it is empty. */
  readonly beholdere?: Readonly<Partial<Record<ObjektType, readonly Oejebliksbillede[]>>>;
  /** aendringer. */
  readonly aendringer?: Aendringsside;
  /** aendringerstart: `position` is where to follow the feed from; `efter` is the cursor of the next page, if any. */
  readonly start?: Objektside & { readonly position: number; readonly efter?: string };
  /** haendelser: the position that the caller is told from. */
  readonly fraPosition?: number;
  /** import: what became of each object. */
  readonly enkeltvis?: readonly {
    readonly objekttype: ObjektType;
    readonly uuid: string;
    readonly status: Status;
    readonly brud: readonly Brud<RegelId>[];
  }[];
}
