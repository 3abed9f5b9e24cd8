/** What a client looks up: one object, a list, a search, all its pages, the hierarchy. */
import { TYPES } from './forms.ts';
import type { Material } from './material.ts';
import type { Picker } from './picker.ts';
import { aFilter, aSearch } from './questions.ts';
import type { Workplace } from './workplace.ts';

export class Lookups {
  readonly #cvr: string;
  readonly #material: Material;
  readonly #place: Workplace;
  readonly #picker: Picker;

  constructor(cvr: string, material: Material, place: Workplace, picker: Picker) {
    this.#cvr = cvr;
    this.#material = material;
    this.#place = place;
    this.#picker = picker;
  }

  async laes(): Promise<void> {
    const object = this.#picker.one();
    if (object) await this.#place.reader.laes(object, aFilter(this.#material, object));
  }

  /** Own objects, and some that are another authority's. */
  async list(): Promise<void> {
    const type = this.#material.one(TYPES);
    const owned = new Set(
      Array.from({ length: 1 + this.#material.draw(15) }, () => this.#picker.one(type)).filter((o) => !!o),
    );
    const [first] = owned;
    const other = [...this.#place.gates.keys()].find((cvr) => cvr !== this.#cvr)!;
    const others = this.#place.book.owned(other, type).slice(0, 2);
    if (!first) return;
    const uuids = others.map(({ uuid }) => uuid);
    await this.#place.reader.list(this.#cvr, type, [...owned], uuids, aFilter(this.#material, first));
  }

  async soeg(): Promise<void> {
    const object = this.#picker.one();
    if (object) await this.#place.searcher.soeg(this.#cvr, aSearch(this.#material, object));
  }

  async pages(): Promise<void> {
    const object = this.#picker.one();
    if (!object) return;
    const { type } = object;
    const search = this.#material.happens(1, 2) ? { type, indhold: {} } : aSearch(this.#material, object);
    const count = Math.max(2, Math.ceil(this.#place.book.owned(this.#cvr, type).length / (2 + this.#material.draw(4))));
    await this.#place.gates.get(this.#cvr)!.alone(() => this.#place.searcher.pages(this.#cvr, search, count));
  }

  async hierarki(): Promise<void> {
    const count = Math.max(
      2,
      Math.ceil(this.#place.book.owned(this.#cvr, 'Bruger').length / (1 + this.#material.draw(4))),
    );
    await this.#place.gates.get(this.#cvr)!.alone(() => this.#place.reader.hierarki(this.#cvr, Math.min(count, 500)));
  }
}
