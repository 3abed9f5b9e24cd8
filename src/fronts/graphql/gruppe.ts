/** The objects that one selection of a query is asked of, each once, and what is known of their places in the answer. */
import { REVISION_UUIDS_MAX } from '../../access/revision.ts';
import type { Feltplan, Valgplan } from './plan.ts';
import type { Sti } from './svarfejl.ts';

export type Raekke = Record<string, unknown>;

/** Stands for no object. */
export const INTET = -1;

/** What one field gave: for each parent the number of an object of the group below, a list of such, or `INTET`. */
export interface Boern {
  readonly felt: Feltplan;
  readonly gruppe: Gruppe;
  readonly valg: readonly (number | readonly number[])[];
}

export class Gruppe {
  readonly plan: Valgplan;
  readonly objekter: object[] = [];
  /** What stands in the answer for each object. */
  readonly raekker: Raekke[] = [];
  /** The objects that cannot be answered: something is missing that may not be. */
  readonly doede = new Set<number>();
  readonly boern: Boern[] = [];
  /** Objects, counted in every place of the answer. */
  pladser = 0;
  readonly #over: { readonly gruppe: Gruppe; readonly felt: Feltplan } | undefined;
  /** All keys in the order of the query; copied, so that no row is made larger key by key. */
  readonly #skabelon: Raekke;
  readonly #numre = new Map<object, number>();
  readonly #pladserAf: number[] = [];
  /** For each object the first parent that it was found by, and its place in that one's list. */
  readonly #foersteForaelder: number[] = [];
  readonly #foerstePost: number[] = [];

  /** @param over The field whose values these are. */
  constructor(plan: Valgplan, over?: { readonly gruppe: Gruppe; readonly felt: Feltplan }) {
    this.plan = plan;
    this.#over = over;
    // So it is with keys that are called `__proto__`, too: they are properties of the row.
    this.#skabelon = Object.fromEntries(plan.felter.map(({ noegle }) => [noegle, null]));
  }

  /** The number of an object, found by a parent, as an entry of a list or, with `INTET`, as the value itself. */
  tag(objekt: object, foraelder: number, post: number): number {
    const pladser = this.#over ? this.#over.gruppe.#pladserAf[foraelder]! : 1;
    this.pladser += pladser;
    const kendt = this.#numre.get(objekt);
    if (kendt !== undefined) {
      this.#pladserAf[kendt]! += pladser;
      return kendt;
    }
    const nummer = this.objekter.length;
    this.#numre.set(objekt, nummer);
    this.objekter.push(objekt);
    this.raekker.push({ ...this.#skabelon });
    this.#pladserAf.push(pladser);
    this.#foersteForaelder.push(foraelder);
    this.#foerstePost.push(post);
    return nummer;
  }

  /** In how many places of the answer an object stands. */
  pladserAf(nummer: number): number {
    return this.#pladserAf[nummer]!;
  }

  /** Writes a value into what stands for an object. */
  skriv(nummer: number, noegle: string, vaerdi: unknown): void {
    this.raekker[nummer]![noegle] = vaerdi;
  }

  /** The first place of an object in the answer. */
  sti(nummer: number): Sti {
    if (!this.#over) return [];
    const { gruppe, felt } = this.#over;
    const post = this.#foerstePost[nummer]!;
    return [...gruppe.sti(this.#foersteForaelder[nummer]!), felt.noegle, ...(post === INTET ? [] : [post])];
  }

  /** Puts the answers of the groups below, which are done, into the places of this one. */
  saml(): void {
    for (const { felt, gruppe, valg } of this.boern) {
      const svarFor = (nummer: number) =>
        nummer === INTET || gruppe.doede.has(nummer) ? null : gruppe.raekker[nummer]!;
      const { isPaakraevet, isPostPaakraevet } = felt.form;
      for (let i = 0; i < valg.length; i++) {
        const valgt = valg[i]!;
        let svar: Raekke | null | readonly (Raekke | null)[];
        if (typeof valgt === 'number') svar = svarFor(valgt);
        else {
          const liste = valgt.map(svarFor);
          svar = isPostPaakraevet && liste.includes(null) ? null : liste;
        }
        if (svar === null && isPaakraevet) this.doede.add(i);
        this.skriv(i, felt.noegle, svar);
      }
    }
  }
}

/** The UUIDs of objects, as many as are kept of a call, in the order of their groups. */
export function uuidsOf(grupper: readonly Gruppe[]): readonly string[] {
  const uuids = new Set<string>();
  for (const { objekter } of grupper) {
    for (const objekt of objekter) {
      if (uuids.size === REVISION_UUIDS_MAX) return [...uuids];
      if ('uuid' in objekt && typeof objekt.uuid === 'string') uuids.add(objekt.uuid);
    }
  }
  return [...uuids];
}
