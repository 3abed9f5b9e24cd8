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
  relationer: [nr: number, ...LagretRelation[]][],
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

function laest(lagret: Lagret): Registrering {
  const [, tidspunkt, livscyklus, brugerRef, noteTekst, ids, perioder, egenskaber, tilstande, relationer] = lagret;
  const referencer: UnikId[] = [];
  for (const id of ids) referencer.push(typeof id === 'string' ? { uuid: id } : id);
  const virkninger: Virkning[] = [];
  for (const periode of perioder) virkninger.push(laestVirkning(periode, referencer));
  const registrering: { -readonly [K in keyof Registrering]: Registrering[K] } = {
    tidspunkt,
    livscyklusKode: livscyklusOf(livscyklus),
    egenskaber: egenskaber.map((egenskab) => laestEgenskab(egenskab, virkninger)),
    tilstande: tilstande.map(
      ([virkning, vaerdi]): Tilstand =>
        vaerdi === undefined ? { virkning: virkninger[virkning]! } : { virkning: virkninger[virkning]!, vaerdi },
    ),
    relationer: laesteRelationer(relationer, virkninger, referencer),
  };
  if (brugerRef >= 0) registrering.brugerRef = referencer[brugerRef]!;
  if (noteTekst !== null) registrering.noteTekst = noteTekst;
  return registrering;
}

function laestEgenskab([virkning, ...dele]: LagretEgenskab, virkninger: readonly Virkning[]): Egenskab {
  const felter: Record<string, Feltvaerdi> = {};
  for (let i = 0; i < dele.length; i += 2) felter[feltOf(dele[i] as number)] = dele[i + 1] as Feltvaerdi;
  return { virkning: virkninger[virkning]!, felter };
}

function laestVirkning([fra, til, aktoer = -1, aktoertype = -1, note]: LagretVirkning, ids: UnikId[]): Virkning {
  const virkning: { -readonly [K in keyof Virkning]: Virkning[K] } = { fra: fra ?? FRA_ALTID, til: til ?? TIL_ALTID };
  if (aktoer >= 0) virkning.aktoerRef = ids[aktoer]!;
  if (aktoertype >= 0) virkning.aktoerTypeKode = aktoertypeOf(aktoertype);
  if (note !== undefined) virkning.noteTekst = note;
  return virkning;
}

function laesteRelationer(
  lagrede: Lagret[9],
  virkninger: readonly Virkning[],
  ids: readonly UnikId[],
): Registrering['relationer'] {
  const relationer: Record<string, readonly Relation[]> = {};
  for (const [nr, ...poster] of lagrede) {
    relationer[relationOf(nr)] = poster.map((lagret) => {
      const [virkning, reference = -1, rolle = -1, type = -1, indeks] = lagret;
      const post: { -readonly [K in keyof Relation]: Relation[K] } = { virkning: virkninger[virkning]! };
      if (reference >= 0) post.reference = ids[reference]!;
      if (rolle >= 0) post.rolle = ids[rolle]!;
      if (type >= 0) post.type = ids[type]!;
      if (indeks !== undefined) post.indeks = indeks;
      return post;
    });
  }
  return relationer;
}
