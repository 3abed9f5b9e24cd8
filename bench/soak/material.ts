/** What municipal life is made of: names, days, periods, and the content of new objects. Everything is drawn from a seed. */
import { startOfDanishDay } from '../../src/base/copenhagen.ts';
import { namedUuid } from '../../src/base/uuid.ts';
import type { Tal } from '../../test/store/verden.ts';
import { type Entry, FOR_EVER, FROM_EVER, type Indhold, listsOf, NAME_FIELD, type Period, type Type } from './forms.ts';

const NAMESPACE_UUID = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
const DAY_MS = 86_400_000;
const FIRST_WORDS = ['Børnehuset', 'Ældrecenter', 'Åparkens', 'Teknik &', 'Borgerservice', 'Skolen ved', 'IT <drift>'];
const SECOND_WORDS = ['Ærø', 'Østby', 'Ådalen', 'Skovly', 'NORD', 'Syd 100%', 'Havnen_2', 'Mølleå'];
/** Roles and types of addresses, types of functions: few, so that searches for them have hits. */
const CLASSES = [0, 1, 2].map((nr) => namedUuid(NAMESPACE_UUID, `klasse ${nr}`));

/** The days on which things begin and end, before and after today; none so near to now that a run could pass it. */
export interface Days {
  readonly past: readonly number[];
  readonly future: readonly number[];
}

/** New Year and the first of July, some years back and forth, at Danish midnight. */
export function daysAround(now: number): Days {
  const year = new Date(now).getUTCFullYear();
  const days = [-4, -3, -2, -1, 0, 1, 2].flatMap((n) =>
    [0, 6].map((month) => startOfDanishDay(Date.UTC(year + n, month, 1, 12))),
  );
  const distant = days.filter((day) => Math.abs(day - now) > 2 * DAY_MS);
  return { past: distant.filter((day) => day < now), future: distant.filter((day) => day > now) };
}

export class Material {
  readonly draw: Tal;
  readonly days: Days;

  constructor(draw: Tal, days: Days) {
    this.draw = draw;
    this.days = days;
  }

  one<T>(outOf: readonly T[]): T {
    return outOf[this.draw(outOf.length)]!;
  }

  happens(one: number, outOf: number): boolean {
    return this.draw(outOf) < one;
  }

  navn(): string {
    return `${this.one(FIRST_WORDS)} ${this.one(SECOND_WORDS)}${this.happens(1, 3) ? ` ${this.draw(100)}` : ''}`;
  }

  aClass(): string {
    return this.one(CLASSES);
  }

  /** From a day that has been, or from the registration on; open, or until a day to come. */
  now(): Pick<Entry, 'fra' | 'til' | 'isWithoutFra'> {
    const til = this.happens(1, 4) ? this.one(this.days.future) : FOR_EVER;
    return this.happens(1, 3) ? { fra: Number.NaN, til, isWithoutFra: true } : { fra: this.one(this.days.past), til };
  }

  /** From a day to come. */
  plan(): Period {
    const fra = this.one(this.days.future);
    const later = this.days.future.filter((day) => day > fra);
    return { fra, til: later.length > 0 && this.happens(1, 3) ? this.one(later) : FOR_EVER };
  }

  /** Between two days that have been; now and then of no length. */
  past(): Period {
    const [a, b] = [this.one(this.days.past), this.one(this.days.past)];
    return { fra: Math.min(a, b), til: Math.max(a, b) };
  }

  allTime(): Period {
    return { fra: this.happens(1, 3) ? FROM_EVER : this.days.past[0]!, til: FOR_EVER };
  }

  /** Any of them, most often one that begins today or before. */
  period(): Pick<Entry, 'fra' | 'til' | 'isWithoutFra'> {
    const n = this.draw(10);
    return n < 5 ? this.now() : n < 8 ? this.plan() : n < 9 ? this.past() : this.allTime();
  }

  egenskab(type: Type, key: string, period: Pick<Entry, 'fra' | 'til' | 'isWithoutFra'>): Entry {
    const cpr =
      type === 'Person' && this.happens(2, 3) ? { 'CPR-NummerTekst': String(this.draw(10_000)).padStart(10, '0') } : {};
    return { ...period, parts: { BrugervendtNoegleTekst: key, ...cpr, [NAME_FIELD[type]]: this.navn() } };
  }

  adresse(reference: string, period: Pick<Entry, 'fra' | 'til' | 'isWithoutFra'>): Entry {
    const indeks = this.happens(1, 4) ? '' : String(this.draw(1000));
    return { ...period, parts: { reference, rolle: this.aClass(), type: CLASSES[0]!, indeks } };
  }

  /**
   * Entries of one list with a period of their own choice.
   *
   * @param maal Gives something to point at.
   */
  entries(navn: string, isMany: boolean, target: () => string): Entry[] {
    if (navn === 'Gyldighed') return [{ ...this.period(), parts: { kode: this.one(['Aktiv', 'Aktiv', 'Inaktiv']) } }];
    return Array.from({ length: isMany ? 1 + this.draw(3) : 1 }, () =>
      navn === 'Adresser'
        ? this.adresse(target(), this.period())
        : { ...this.period(), parts: { reference: target() } },
    );
  }

  /** The content of a new object: its name for ever or in two parts, its state, and some of its relations. */
  newContent(type: Type, key: string, aktoer: string, target: (navn: string) => string): Indhold {
    const indhold: Record<string, Entry[]> = {};
    for (const { navn, isMany } of listsOf(type)) {
      if (navn === 'Egenskab') {
        const turn = this.one([...this.days.past, ...this.days.future]);
        const parts = this.happens(1, 4)
          ? [
              { fra: FROM_EVER, til: turn },
              { fra: turn, til: FOR_EVER },
            ]
          : [this.allTime()];
        indhold[navn] = parts.map((period) => this.egenskab(type, key, period));
      } else if (navn === 'Gyldighed') indhold[navn] = [{ ...this.allTime(), parts: { kode: 'Aktiv' } }];
      else if (this.happens(2, 3)) indhold[navn] = this.entries(navn, isMany, () => target(navn));
    }
    return this.withActor(indhold, aktoer);
  }

  /** Now and then the periods say who set them. */
  withActor(indhold: Indhold, aktoer: string): Indhold {
    if (!this.happens(1, 3)) return indhold;
    return Object.fromEntries(
      Object.entries(indhold).map(([navn, entries]) => [navn, entries.map((p) => ({ ...p, aktoer }))]),
    );
  }
}
