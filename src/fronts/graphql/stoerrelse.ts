/** How large an answer has become, counted while it grows: so many values, and long texts as several. */
import { forStort } from './graenser.ts';
import type { Gruppe } from './gruppe.ts';
import { Feltfejl } from './tabel.ts';

/** So many characters of a text are one value more. */
const TEGN = 100;

export class Stoerrelse {
  readonly #max: number;
  #vaerdier = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** Takes down the fields of a level, in every place of its objects. */
  niveau(grupper: readonly Gruppe[]): void {
    for (const { plan, pladser } of grupper) this.#vaerdier += pladser * plan.felter.length;
    this.assertPlads(0);
  }

  /** Takes down a value that stands in so many places; only a long text is more than what its field was. */
  vaerdi(vaerdi: unknown, pladser: number): void {
    if (typeof vaerdi !== 'string' || vaerdi.length < TEGN) return;
    this.#vaerdier += pladser * Math.floor(vaerdi.length / TEGN);
    this.assertPlads(0);
  }

  /** Throws where there is no room for so many values more. */
  assertPlads(flere: number): void {
    if (this.#vaerdier + flere > this.#max) throw new Feltfejl('ValidationError', forStort(this.#max));
  }
}
