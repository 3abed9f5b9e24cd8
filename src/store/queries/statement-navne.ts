/** Names for statements that are written at run time: the shapes are few, and each is then planned once. */
import type { Statement } from '../drivers/driver.ts';

/** Every name costs memory in every connection; what comes after these many shapes is planned each time. */
const NAMES_MAX = 1000;
/** A longer text is that of a search with many values, which hardly comes again, and its plan takes the most memory. */
const NAMED_CHARS_MAX = 16_000;

const known = new Map<string, Statement>();

export function navngivet(text: string): Statement {
  const statement = known.get(text);
  if (statement) return statement;
  if (known.size >= NAMES_MAX || text.length > NAMED_CHARS_MAX) return { text };
  const named = { name: `fkorg-${known.size + 1}`, text };
  known.set(text, named);
  return named;
}
