/** Holds JSON values to a form: records, lists, texts. What does not fit is refused with its place. */
import { type Brud, shownValue } from '../base/brud.ts';
import { FkorgError } from '../base/error.ts';
import { isXmlText } from '../xml/write.ts';
import type { Filregel } from './filregler.ts';

/** Takes a value at a place apart, or refuses it with `bad-file`. */
export type Check = (value: unknown, sted: string) => void;

/** A value that is not in its form: an error for whoever reads a file to its end, a breach for whoever reports it. */
export class FormFejl extends FkorgError {
  readonly brud: Brud<Filregel>;

  constructor(message: string, brud: Omit<Brud<Filregel>, 'regel'>) {
    super('bad-file', message);
    this.brud = { regel: 'fil-form', ...brud };
  }
}

/** Throws `FormFejl`. */
export function refuse(sted: string, value: unknown, wanted: string): never {
  const vaerdi =
    value === undefined ? undefined : shownValue(typeof value === 'string' ? value : JSON.stringify(value));
  const brud = { sted, ...(vaerdi !== undefined && { vaerdi }), forventet: wanted };
  throw new FormFejl(`${sted} is ${vaerdi ?? 'missing'}; it must be ${wanted}.`, brud);
}

/** True for a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function under(sted: string, key: string): string {
  return sted === '' ? key : `${sted}/${key}`;
}

/** An object with these keys and no other; `optional` ones may be absent. */
export function record(
  demanded: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  const checks = new Map([...Object.entries(optional), ...Object.entries(demanded)]);
  const demandedKeys = Object.keys(demanded);
  return (value, sted) => {
    if (!isRecord(value)) return refuse(sted || 'the line', value, 'a JSON object');
    const keys = Object.keys(value);
    for (const key of demandedKeys) if (value[key] === undefined) checks.get(key)!(undefined, under(sted, key));
    for (const key of keys) {
      const check = checks.get(key);
      if (!check) return refuse(under(sted, key), 'there', 'left out: nothing of this name belongs here');
      check(value[key], under(sted, key));
    }
  };
}

/** A list whose entries all fit. */
export function list(check: Check): Check {
  return (value, sted) => {
    if (!Array.isArray(value)) return refuse(sted, value, 'a list');
    for (const [i, entry] of value.entries()) check(entry, `${sted}[${i + 1}]`);
  };
}

/** A text that is right, and that an answer can carry. */
export function text(isRight: (value: string) => boolean, wanted: string): Check {
  return (value, sted) => {
    if (typeof value !== 'string' || !isRight(value)) return refuse(sted, value, wanted);
    if (!isXmlText(value)) refuse(sted, JSON.stringify(value), 'a text without characters that XML cannot carry');
  };
}

/** A text of so many characters. */
export function textUpTo(tegnMax: number): Check {
  return text((value) => [...value].length <= tegnMax, `a text of at most ${tegnMax} characters`);
}

/** One of these texts. */
export function oneOf(values: readonly string[]): Check {
  return text((value) => values.includes(value), `one of ${values.join(', ')}`);
}
