/**
 * A breach of a rule, with everything a caller needs to mend it: the place, the rule, the value and what would be
 * right. Breaches are values, so that validation can collect them all; they are never written to a log (a value may be
 * personal).
 */
export interface Brud<Regel extends string = string> {
  /** Id of the rule; it has a page in docs/reference/rules. */
  readonly regel: Regel;
  /** Where: element names from the outside in, parted by `/`, with `[n]` (from 1) after one of several. */
  readonly sted: string;
  /** The offending value, cut to a readable length. Absent where something is missing. */
  readonly vaerdi?: string;
  /** What would be right, a Danish half-sentence such as `højst 200 tegn`. */
  readonly forventet: string;
}

const VALUE_CHARS_MAX = 80;

/** How many characters a text has: those of XML, not the halves that some of them are stored as. */
export function charsOf(text: string): number {
  let chars = text.length;
  for (const pairs of text.matchAll(/(?:[\uD800-\uDBFF][\uDC00-\uDFFF])+/g)) chars -= pairs[0].length / 2;
  return chars;
}

/** A value as a message may show it: on one line, and cut where it is long. */
export function shownValue(value: string): string {
  const line = value.replace(/\s+/g, ' ').trim();
  if (line.length <= VALUE_CHARS_MAX) return line;
  const shown = line.slice(0, VALUE_CHARS_MAX).replace(/[\uD800-\uDBFF]$/, '');
  return `${shown}… (${charsOf(value)} tegn)`;
}
