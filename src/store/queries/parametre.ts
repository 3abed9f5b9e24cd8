/** Collects the parameters of a statement while its text is written; equal ones are sent once. */
import type { Laeser, Parameter, Statement } from '../drivers/driver.ts';

export class Parametre {
  readonly values: Parameter[] = [];
  readonly #numbers = new Map<string, string>();
  readonly #isOpdelt: boolean;

  /**
   * @param isOpdelt True where authorities have partitions of their own: owners are then written into the text, so that a
   * plan is made for the partition alone. Choosing among partitions on every call costs more than the call.
   */
  constructor(isOpdelt: boolean) {
    this.#isOpdelt = isOpdelt;
  }

  /** The place of a value in the text, with its type. */
  add(value: Parameter, type: string): string {
    const key = `${type} ${value}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.values.push(value);
    const place = `$${this.values.length}::${type}`;
    this.#numbers.set(key, place);
    return place;
  }

  /** An owner, by CVR. */
  ejer(cvr: string): string {
    return this.#isOpdelt ? String(Number(cvr)) : this.add(Number(cvr), 'int');
  }
}

/**
 * A statement about one owner, who is parameter 1 and stands once as `ejer = $1::int`: with the number in the text where
 * authorities have partitions of their own. The parameter is named all the same, because it is sent.
 */
export function medEjer(text: string, { isOpdelt }: Pick<Laeser, 'isOpdelt'>, cvr: string): Statement {
  return { text: isOpdelt ? text.replace('ejer = $1::int', `ejer = ${Number(cvr)} and $1::int is not null`) : text };
}
