/**
 * The text that a registration is stored as (docs/decisions/0021-document-form.md): a JSON array that says each period
 * and each UUID once, however many entries share it. Documents of the first form, plain JSON objects, are read too.
 */
import { FRA_ALTID, TIL_ALTID } from '../base/instant.ts';
import type { Egenskab, Feltvaerdi, Registrering, Relation, Tilstand, UnikId, Virkning } from '../register/model.ts';
import {
  aktoertypeNr,
  aktoertypeOf,
  feltNr,
  feltOf,
  livscyklusNr,
  livscyklusOf,
  relationNr,
  relationOf,
} from './numre.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Number of the form, first in every document. */
const FORM = 2;

/** A place in the list of references, or -1 where there is none. */
type Plads = number;
type LagretId = string | { readonly urn: string };
/** fra, til (null: open), actor, number of the actor's type (or -1), note. */
type LagretVirkning = [
  fra: number | null,
  til: number | null,
  aktoer?: Plads,
  aktoertype?: number,
  note?: string | undefined,
];
/** period, reference, and for Adresser and Opgaver rolle, type and indeks. */
type LagretRelation = [virkning: Plads, reference: Plads, rolle?: Plads, type?: Plads, indeks?: string | undefined];

/** The number of a relation, and its entries. */
type LagretListe = [nr: number, ...LagretRelation[]];
/** period, then by turns the number of a field and its value. */
type LagretEgenskab = [virkning: Plads, ...(number | Feltvaerdi)[]];

type Lagret = [
  form: typeof FORM,
  tidspunkt: number,
  livscyklus: number,
  brugerRef: Plads,
  noteTekst: string | null,
  referencer: LagretId[],
  virkninger: LagretVirkning[],
  egenskaber: LagretEgenskab[],
  tilstande: [virkning: Plads, vaerdi?: string | undefined][],
  relationer: LagretListe[],
];

/** Things in the order in which they were first met, each once. */
class Liste<T> {
  readonly items: T[] = [];
  readonly #places = new Map<string, Plads>();

  place(key: string, item: () => T): Plads {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.items.length);
    return this.items.push(item()) - 1;
  }
}

/** Leaves out what is absent at the end: -1 and undefined. */
function kort<T extends unknown[]>(tuple: T): T {
  while (tuple.at(-1) === undefined || tuple.at(-1) === -1) tuple.pop();
  return tuple;
}

class Skriver {
  readonly referencer = new Liste<LagretId>();
  readonly virkninger = new Liste<LagretVirkning>();

  id(id: UnikId | undefined): Plads {
    if (id === undefined) return -1;
    return 'uuid' in id
      ? this.referencer.place(id.uuid, () => id.uuid)
      : this.referencer.place(`urn=${id.urn}`, () => ({ urn: id.urn }));
  }

  virkning({ fra, til, aktoerRef, aktoerTypeKode, noteTekst }: Virkning): Plads {
    const lagret = kort<LagretVirkning>([
      fra === FRA_ALTID ? null : fra,
      til === TIL_ALTID ? null : til,
      this.id(aktoerRef),
      aktoerTypeKode === undefined ? -1 : aktoertypeNr[aktoerTypeKode],
      noteTekst,
    ]);
    return this.virkninger.place(JSON.stringify(lagret), () => lagret);
  }

  relation({ virkning, reference, rolle, type, indeks }: Relation): LagretRelation {
    return kort([this.virkning(virkning), this.id(reference), this.id(rolle), this.id(type), indeks]);
  }
}

/** The document of a registration. */
export function dokumentOf(registrering: Registrering): string {
  const skriver = new Skriver();
  const { tidspunkt, livscyklusKode, brugerRef, noteTekst, egenskaber, tilstande, relationer } = registrering;
  const lagret: Lagret = [
    FORM,
    tidspunkt,
    livscyklusNr[livscyklusKode],
    skriver.id(brugerRef),
    noteTekst ?? null,
    skriver.referencer.items,
    skriver.virkninger.items,
    egenskaber.map(({ virkning, felter }) => [
      skriver.virkning(virkning),
      ...Object.entries(felter).flatMap(([navn, vaerdi]) => [feltNr(navn), vaerdi]),
    ]),
    tilstande.map(({ virkning, vaerdi }) => kort([skriver.virkning(virkning), vaerdi])),
    Object.entries(relationer).map(([navn, poster]) => [
      relationNr(navn),
      ...poster.map((post) => skriver.relation(post)),
    ]),
  ];
  return JSON.stringify(lagret);
}

/** The registration of a document, of either form. Entries of one period share one object, so nothing may be changed in it. */
export function registreringOf(dokument: string): Registrering {
  const lagret = JSON.parse(dokument) as Lagret | Registrering;
  return Array.isArray(lagret) ? laest(lagret) : lagret;
}

/** Plain loops and places: this runs for every object of every answer. */
function laest(lagret: Lagret): Registrering {
  const ids: UnikId[] = [];
  for (const id of lagret[5]) ids.push(typeof id === 'string' ? { uuid: id } : id);
  const virkninger: Virkning[] = [];
  for (const periode of lagret[6]) virkninger.push(laestVirkning(periode, ids));
  const egenskaber: Egenskab[] = [];
  for (const egenskab of lagret[7]) egenskaber.push(laestEgenskab(egenskab, virkninger));
  const tilstande: Tilstand[] = [];
  for (const tilstand of lagret[8]) {
    const virkning = virkninger[tilstand[0]]!;
    tilstande.push(tilstand[1] === undefined ? { virkning } : { virkning, vaerdi: tilstand[1] });
  }
  const relationer: Record<string, readonly Relation[]> = {};
  for (const liste of lagret[9]) relationer[relationOf(liste[0])] = laesteRelationer(liste, virkninger, ids);
  const [, tidspunkt, livscyklus, brugerRef, noteTekst] = lagret;
  return {
    tidspunkt,
    livscyklusKode: livscyklusOf(livscyklus),
    egenskaber,
    tilstande,
    relationer,
    ...(brugerRef >= 0 && { brugerRef: ids[brugerRef]! }),
    ...(noteTekst !== null && { noteTekst }),
  };
}

function laestVirkning(lagret: LagretVirkning, ids: readonly UnikId[]): Virkning {
  const virkning: Mutable<Virkning> = { fra: lagret[0] ?? FRA_ALTID, til: lagret[1] ?? TIL_ALTID };
  const aktoer = lagret[2] ?? -1;
  const aktoertype = lagret[3] ?? -1;
  if (aktoer >= 0) virkning.aktoerRef = ids[aktoer]!;
  if (aktoertype >= 0) virkning.aktoerTypeKode = aktoertypeOf(aktoertype);
  if (lagret[4] !== undefined) virkning.noteTekst = lagret[4];
  return virkning;
}

function laestEgenskab(lagret: LagretEgenskab, virkninger: readonly Virkning[]): Egenskab {
  const felter: Record<string, Feltvaerdi> = {};
  for (let i = 1; i < lagret.length; i += 2) felter[feltOf(lagret[i] as number)] = lagret[i + 1] as Feltvaerdi;
  return { virkning: virkninger[lagret[0]]!, felter };
}

function laesteRelationer(liste: LagretListe, virkninger: readonly Virkning[], ids: readonly UnikId[]): Relation[] {
  const poster: Relation[] = [];
  for (let i = 1; i < liste.length; i++) {
    const lagret = liste[i] as LagretRelation;
    const virkning = virkninger[lagret[0]]!;
    const reference = ids[lagret[1] ?? -1];
    if (lagret.length === 2 && reference) {
      poster.push({ virkning, reference });
      continue;
    }
    const post: Mutable<Relation> = { virkning };
    const rolle = ids[lagret[2] ?? -1];
    const type = ids[lagret[3] ?? -1];
    if (reference) post.reference = reference;
    if (rolle) post.rolle = rolle;
    if (type) post.type = type;
    if (lagret[4] !== undefined) post.indeks = lagret[4];
    poster.push(post);
  }
  return poster;
}
