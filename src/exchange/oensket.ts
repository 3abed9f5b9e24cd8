/**
 * What a row of a CSV file says of one object: how it is to be from a day on. Rows know no history; what is different from
 * the register becomes a `ret`, what is alike is left alone (docs/decisions/0024-bulk.md).
 */
import { contains, type Instant, type Interval, TIL_ALTID } from '../base/instant.ts';
import type { IndsendtAendring, IndsendtIndhold } from '../register/indsendt.ts';
import { type Feltvaerdi, type Indhold, isSameId, type Relation, type Virkning } from '../register/model.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { Filbrud } from './emne.ts';

/** A relation as a row says it: when is said by the row as a whole. */
export type OensketRelation = Omit<Relation, 'virkning'>;

export interface Oensket {
  readonly objekttype: ObjektType;
  readonly uuid: string;
  readonly felter: Readonly<Record<string, string>>;
  /** Fields that the file says nothing of: what is stored stays. */
  readonly uroerte?: readonly string[];
  /** From when to when it is in use, as far as the row says it; `TIL_ALTID` says that there is no end. */
  readonly gaelder: { readonly fra?: Instant; readonly til?: Instant };
  /** When it begins where it is new and `gaelder` does not say it. */
  readonly begynder?: Instant | undefined;
  /** Every relation that rows speak of, also those that are to be empty. */
  readonly relationer: Readonly<Record<string, readonly OensketRelation[]>>;
  /** True for a stored entry of a 0..n relation that rows have made and may end; others are left alone. */
  readonly isEgen: (relation: Relation) => boolean;
}

/** What goes on every period that is written. */
export type Hvem = Omit<Virkning, 'fra' | 'til'>;

/** The states of an object that is in use in an interval. */
function tilstande({ fra, til }: Interval, hvem: Hvem): Indhold['tilstande'] {
  const aktiv = { virkning: { fra, til, ...hvem }, vaerdi: 'Aktiv' };
  const derefter = { virkning: { fra: til, til: TIL_ALTID, ...hvem }, vaerdi: 'Inaktiv' };
  return til === TIL_ALTID ? [aktiv] : [aktiv, derefter];
}

/** The content of an object that the register does not have; without a first day it begins on `dag`. */
export function nytIndhold(oensket: Oensket, hasTilstand: boolean, dag: Instant, hvem: Hvem): IndsendtIndhold {
  const { fra = oensket.begynder ?? dag, til = TIL_ALTID } = oensket.gaelder;
  const virkning = { fra, til: TIL_ALTID, ...hvem };
  const medPoster = Object.entries(oensket.relationer).filter(([, poster]) => poster.length > 0);
  return {
    egenskaber: [{ virkning, felter: oensket.felter }],
    tilstande: hasTilstand ? tilstande({ fra, til }, hvem) : [],
    relationer: Object.fromEntries(
      medPoster.map(([navn, poster]) => [navn, poster.map((post) => ({ ...post, virkning }))]),
    ),
  };
}

function isSamePost(a: OensketRelation, b: OensketRelation): boolean {
  return (
    isSameId(a.reference, b.reference) &&
    isSameId(a.rolle, b.rolle) &&
    isSameId(a.type, b.type) &&
    a.indeks === b.indeks
  );
}

function isSameFelter(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((navn) => a[navn] === b[navn]);
}

/** The lists of a `ret` that makes the stored object as wanted from `dag` on; undefined where it is so already. */
export function aendringOf(
  oensket: Oensket,
  lagret: Indhold,
  dag: Instant,
  hvem: Hvem,
): IndsendtAendring | Filbrud | undefined {
  const fra = Math.max(dag, oensket.gaelder.fra ?? dag);
  const aaben = { fra, til: TIL_ALTID, ...hvem };
  const gyldighed = nyGyldighed(oensket, lagret.tilstande, fra, hvem);
  if (gyldighed && 'regel' in gyldighed) return gyldighed;
  const nu = lagret.egenskaber.find(({ virkning }) => contains(virkning, fra));
  const felter = { ...uroerte(oensket, nu?.felter ?? {}), ...oensket.felter };
  const isEns = nu !== undefined && isSameFelter(nu.felter, felter);
  const relationer = Object.fromEntries(
    Object.entries(oensket.relationer).flatMap(([navn, poster]) => {
      const sendte = nyRelation(poster, lagret.relationer[navn] ?? [], aaben, oensket.isEgen);
      return sendte ? [[navn, sendte] as const] : [];
    }),
  );
  if (isEns && !gyldighed && Object.keys(relationer).length === 0) return undefined;
  return {
    ...(!isEns && { egenskaber: [{ virkning: aaben, felter }] }),
    ...(gyldighed && { tilstande: gyldighed }),
    ...(Object.keys(relationer).length > 0 && { relationer }),
  };
}

/** The stored fields that are to stay as they are. */
function uroerte({ uroerte: navne = [] }: Oensket, lagrede: Readonly<Record<string, Feltvaerdi>>) {
  return Object.fromEntries(navne.flatMap((navn) => (navn in lagrede ? [[navn, lagrede[navn]!]] : [])));
}

/** The entries to send of a relation; undefined where it says what is wanted. What is no longer wanted ends. */
function nyRelation(
  oenskede: readonly OensketRelation[],
  lagrede: readonly Relation[],
  aaben: Virkning,
  isEgen: Oensket['isEgen'],
): readonly Relation[] | undefined {
  const gaeldende = lagrede.filter(({ virkning }) => contains(virkning, aaben.fra));
  const egne = gaeldende.filter(isEgen);
  const mangler = oenskede.filter((post) => !gaeldende.some((en) => isSamePost(en, post)));
  const forbi = egne.filter((en) => !oenskede.some((post) => isSamePost(en, post)));
  if (mangler.length === 0 && forbi.length === 0) return undefined;
  return [
    ...gaeldende.map((en) => (forbi.includes(en) ? { ...en, virkning: { ...en.virkning, til: aaben.fra } } : en)),
    ...mangler.map((post) => ({ ...post, virkning: aaben })),
  ];
}

/** The states to send; undefined where the stored ones say what is wanted. */
function nyGyldighed(
  { objekttype, gaelder }: Pick<Oensket, 'objekttype' | 'gaelder'>,
  lagrede: Indhold['tilstande'],
  fra: Instant,
  hvem: Hvem,
): Indhold['tilstande'] | Filbrud | undefined {
  if (lagrede.length === 0) return undefined;
  const begyndte = lagrede.filter(({ vaerdi, virkning }) => vaerdi === 'Aktiv' && virkning.fra <= fra);
  const isKendt = gaelder.fra === undefined || begyndte.some(({ virkning }) => virkning.fra === gaelder.fra);
  const sidste = begyndte.at(-1)?.virkning;
  if (!isKendt && sidste !== undefined) {
    if (gaelder.fra! >= sidste.til) return igen({ fra: gaelder.fra!, til: gaelder.til ?? TIL_ALTID }, lagrede, hvem);
    const forventet = 'the first day that the register has, or one after the last day; a ret changes it';
    return { regel: 'fil-fra', sted: `${objekttype}: Fra`, forventet };
  }
  const nu = lagrede.find(({ virkning }) => contains(virkning, fra));
  const isAktiv = nu?.vaerdi === 'Aktiv';
  const til = gaelder.til ?? (isAktiv ? nu.virkning.til : TIL_ALTID);
  if (til <= fra) return isAktiv ? slut(lagrede, til, hvem) : undefined;
  if (isAktiv && nu.virkning.til === til) return undefined;
  return [...tilstande({ fra: isAktiv ? nu.virkning.fra : fra, til }, hvem), ...tagetTilbage(lagrede, fra, til)];
}

/** The states to send of an object that was in use, ended, and begins again; that may have been before the day of the import. */
function igen(periode: Interval, lagrede: Indhold['tilstande'], hvem: Hvem): Indhold['tilstande'] {
  return [...tilstande(periode, hvem), ...tagetTilbage(lagrede, periode.fra, periode.til)];
}

/** An end that was planned before is taken back with an empty period where it stands. */
function tagetTilbage(lagrede: Indhold['tilstande'], efter: Instant, undtagen: Instant): Indhold['tilstande'] {
  return lagrede
    .filter(({ virkning }) => virkning.fra > efter && virkning.fra !== undtagen)
    .map((en) => ({ ...en, virkning: { ...en.virkning, til: en.virkning.fra } }));
}

/** The states to send of an object that is no longer in use from an instant on. */
export function slut(lagrede: Indhold['tilstande'], til: Instant, hvem: Hvem): Indhold['tilstande'] {
  const aktiv = lagrede.find(({ vaerdi, virkning }) => vaerdi === 'Aktiv' && virkning.til > til);
  // One that would end before it begins ends where it begins.
  const ende = Math.max(til, aktiv?.virkning.fra ?? til);
  return [
    { virkning: { fra: ende, til: TIL_ALTID, ...hvem }, vaerdi: 'Inaktiv' },
    ...tagetTilbage(lagrede, ende, ende),
  ];
}
