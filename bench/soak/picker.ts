/** Which of the objects that are there something is done to, or pointed at. */
import { namedUuid } from '../../src/base/uuid.ts';
import type { Book, KnownObject } from './book.ts';
import { TYPES, type Type } from './forms.ts';
import type { Material } from './material.ts';

const NAMESPACE_UUID = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** What is at the other end of a relation; where it is none of these, something that is no object here. */
const TARGETS: Readonly<Record<string, Type>> = {
  Adresser: 'Adresse',
  Overordnet: 'OrganisationEnhed',
  TilknyttedeBrugere: 'Bruger',
  TilknyttedeEnheder: 'OrganisationEnhed',
  TilknyttedePersoner: 'Person',
};

export class Picker {
  readonly #book: Book;
  readonly #cvr: string;
  readonly #material: Material;

  constructor(book: Book, cvr: string, material: Material) {
    this.#book = book;
    this.#cvr = cvr;
    this.#material = material;
  }

  /** Any object of the authority, of one type or of all. */
  one(type: Type = this.#material.one(TYPES)): KnownObject | undefined {
    const owned = this.#book.owned(this.#cvr, type);
    return owned.length > 0 ? this.#material.one(owned) : undefined;
  }

  /** One that has ended, where a few tries find one. */
  anEnded(): KnownObject | undefined {
    const candidates = Array.from({ length: 12 }, () => this.one());
    return candidates.find((o) => ['Passiveret', 'Slettet'].includes(o?.history.at(-1)?.kode ?? '')) ?? candidates[0];
  }

  /** A UUID for a relation to point at: most of the time that of an object which is there. */
  readonly target = (relation: string): string => {
    const type = TARGETS[relation];
    const object = type && this.#material.happens(9, 10) ? this.one(type) : undefined;
    return object?.uuid ?? namedUuid(NAMESPACE_UUID, `${relation} ${this.#material.draw(20)}`);
  };
}
