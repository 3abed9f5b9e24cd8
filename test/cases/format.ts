/** The form of the cases (see README.md): JSON with the element names of the contract, and the way to the inner form and back. */
import { formatDanish, parseDateTime } from '../../src/base/copenhagen.ts';
import { FRA_ALTID, type Instant, TIL_ALTID } from '../../src/base/instant.ts';
import type { GivetFilter } from '../../src/register/filter.ts';
import type { IndsendtIndhold, IndsendtRegistrering, IndsendtVirkning } from '../../src/register/indsendt.ts';
import type { Feltvaerdi, Registrering, Relation, UnikId, Virkning } from '../../src/register/model.ts';
import type { AktoerTypeKode, LivscyklusKode } from '../../src/standard/koder.ts';
import { type ObjektType, objekttyper } from '../../src/standard/objekttyper.ts';

const AABEN = 'GraenseIndikator';

export type SagId = string | { readonly URNIdentifikator: string };

export interface SagVirkning {
  readonly FraTidspunkt?: string;
  readonly TilTidspunkt?: string;
  readonly AktoerRef?: SagId;
  readonly AktoerTypeKode?: AktoerTypeKode;
  readonly NoteTekst?: string;
}

interface MedVirkning {
  readonly Virkning?: SagVirkning;
}
type SagEgenskab = MedVirkning & Readonly<Record<string, Feltvaerdi | SagVirkning>>;
interface SagTilstand extends MedVirkning {
  readonly GyldighedStatusKode?: string;
  readonly ErPubliceretIndikator?: boolean;
}
interface SagRelation extends MedVirkning {
  readonly ReferenceID?: SagId;
  readonly Rolle?: SagId;
  readonly Type?: SagId;
  readonly Indeks?: string;
}

export interface SagLister {
  readonly AttributListe?: { readonly Egenskab?: readonly SagEgenskab[] };
  readonly TilstandListe?: Readonly<Record<string, readonly SagTilstand[]>>;
  readonly RelationListe?: Readonly<Record<string, readonly SagRelation[]>>;
}

export interface SagRegistrering extends SagLister {
  readonly NoteTekst?: string;
  readonly Tidspunkt?: string;
  readonly LivscyklusKode?: LivscyklusKode;
  readonly BrugerRef?: SagId;
}

export function instantOf(text: string): Instant {
  const instant = parseDateTime(text);
  if (instant === undefined) throw new Error(`no time: ${text}`);
  return instant;
}

export const idOf = (id: SagId): UnikId => (typeof id === 'string' ? { uuid: id } : { urn: id.URNIdentifikator });
const visId = (id: UnikId): SagId => ('uuid' in id ? id.uuid : { URNIdentifikator: id.urn });

/** The ends of a period or of a filter. */
export function enderOf(fra: string | undefined, til: string | undefined): GivetFilter {
  return {
    ...(fra !== undefined && { fra: fra === AABEN ? FRA_ALTID : instantOf(fra) }),
    ...(til !== undefined && { til: til === AABEN ? TIL_ALTID : instantOf(til) }),
  };
}

export function virkningOf(virkning: SagVirkning): IndsendtVirkning {
  return {
    ...enderOf(virkning.FraTidspunkt, virkning.TilTidspunkt),
    ...(virkning.AktoerRef !== undefined && { aktoerRef: idOf(virkning.AktoerRef) }),
    ...(virkning.AktoerTypeKode !== undefined && { aktoerTypeKode: virkning.AktoerTypeKode }),
    ...(virkning.NoteTekst !== undefined && { noteTekst: virkning.NoteTekst }),
  };
}

const medVirkning = ({ Virkning }: MedVirkning) => (Virkning ? { virkning: virkningOf(Virkning) } : {});

/** The lists of a message; a list that is not there is empty. */
export function indholdOf({ AttributListe, TilstandListe, RelationListe }: SagLister): IndsendtIndhold {
  return {
    egenskaber: (AttributListe?.Egenskab ?? []).map((egenskab) => {
      const { Virkning: _virkning, ...felter } = egenskab;
      return { felter: felter as Readonly<Record<string, Feltvaerdi>>, ...medVirkning(egenskab) };
    }),
    tilstande: Object.values(TilstandListe ?? {})
      .flat()
      .map((tilstand) => {
        const vaerdi = tilstand.GyldighedStatusKode ?? tilstand.ErPubliceretIndikator;
        return { ...(vaerdi !== undefined && { vaerdi: String(vaerdi) }), ...medVirkning(tilstand) };
      }),
    relationer: Object.fromEntries(
      Object.entries(RelationListe ?? {}).map(([navn, poster]) => [
        navn,
        poster.map((post) => ({
          ...(post.ReferenceID !== undefined && { reference: idOf(post.ReferenceID) }),
          ...(post.Rolle !== undefined && { rolle: idOf(post.Rolle) }),
          ...(post.Type !== undefined && { type: idOf(post.Type) }),
          ...(post.Indeks !== undefined && { indeks: post.Indeks }),
          ...medVirkning(post),
        })),
      ]),
    ),
  };
}

export function registreringOf(sag: SagRegistrering): IndsendtRegistrering {
  return {
    ...indholdOf(sag),
    ...(sag.NoteTekst !== undefined && { noteTekst: sag.NoteTekst }),
    ...(sag.Tidspunkt !== undefined && { tidspunkt: instantOf(sag.Tidspunkt) }),
    ...(sag.LivscyklusKode !== undefined && { livscyklusKode: sag.LivscyklusKode }),
    ...(sag.BrugerRef !== undefined && { brugerRef: idOf(sag.BrugerRef) }),
  };
}

function visVirkning({ fra, til, aktoerRef, aktoerTypeKode, noteTekst }: Virkning): SagVirkning {
  return {
    FraTidspunkt: fra === FRA_ALTID ? AABEN : formatDanish(fra),
    TilTidspunkt: til === TIL_ALTID ? AABEN : formatDanish(til),
    ...(aktoerRef && { AktoerRef: visId(aktoerRef) }),
    ...(aktoerTypeKode && { AktoerTypeKode: aktoerTypeKode }),
    ...(noteTekst !== undefined && { NoteTekst: noteTekst }),
  };
}

function visRelation({ virkning, reference, rolle, type, indeks }: Relation): SagRelation {
  return {
    Virkning: visVirkning(virkning),
    ...(reference && { ReferenceID: visId(reference) }),
    ...(rolle && { Rolle: visId(rolle) }),
    ...(type && { Type: visId(type) }),
    ...(indeks !== undefined && { Indeks: indeks }),
  };
}

/** A registration as an answer shows it: all of its head, and the three lists. */
export function visRegistrering(objekttype: ObjektType, r: Registrering): SagRegistrering {
  const tilstand = objekttyper[objekttype].tilstand;
  const tilstande = r.tilstande.map(({ virkning, vaerdi }) => ({
    Virkning: visVirkning(virkning),
    ...(vaerdi !== undefined &&
      (tilstand === 'Gyldighed' ? { GyldighedStatusKode: vaerdi } : { ErPubliceretIndikator: vaerdi === 'true' })),
  }));
  const egenskaber = r.egenskaber.map(({ virkning, felter }) => ({ Virkning: visVirkning(virkning), ...felter }));
  return {
    ...(r.noteTekst !== undefined && { NoteTekst: r.noteTekst }),
    Tidspunkt: formatDanish(r.tidspunkt),
    LivscyklusKode: r.livscyklusKode,
    ...(r.brugerRef && { BrugerRef: visId(r.brugerRef) }),
    AttributListe: egenskaber.length > 0 ? { Egenskab: egenskaber as readonly SagEgenskab[] } : {},
    TilstandListe: tilstand && tilstande.length > 0 ? { [tilstand]: tilstande } : {},
    RelationListe: Object.fromEntries(
      Object.entries(r.relationer).map(([navn, poster]) => [navn, poster.map(visRelation)]),
    ),
  };
}
