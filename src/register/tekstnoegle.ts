/**
 * How texts are compared in a search: without regard to case (Danish rules) or to how a letter is composed
 * (docs/decisions/0011-virkning-and-filters.md).
 */
import { createHash } from 'node:crypto';

/** Characters (code points) of a text that are kept as they are in its key; a search with `*` reaches no further. */
export const TEKSTNOEGLE_TEGN_MAX = 200;

/** A character that no XML text can hold, so that no shorter text has the key of a longer one. */
const SKEL = '\u001f';

/** The text as it is compared: NFC, Danish lower case. */
export function foldet(tekst: string): string {
  return tekst.toLocaleLowerCase('da').normalize('NFC');
}

/** The first characters of a folded text that its key keeps; the text itself where it is no longer. */
function begyndelse(folded: string): string {
  if (folded.length <= TEKSTNOEGLE_TEGN_MAX) return folded;
  const tegn = [...folded.slice(0, 2 * TEKSTNOEGLE_TEGN_MAX + 2)];
  return tegn.length <= TEKSTNOEGLE_TEGN_MAX ? folded : tegn.slice(0, TEKSTNOEGLE_TEGN_MAX).join('');
}

/**
 * The key of a text: equal for two texts exactly when they compare equal. Up to 200 characters it is the folded text;
 * of a longer one it is the first 200, a separator and the SHA-256 of the whole, in hexadecimal digits.
 */
export function tekstnoegle(tekst: string): string {
  const folded = foldet(tekst);
  const start = begyndelse(folded);
  return start === folded ? folded : `${start}${SKEL}${createHash('sha256').update(folded).digest('hex')}`;
}

/** True where a text has its whole self in its key, so that a search for texts that begin with it can use the keys. */
export function isHelTekstnoegle(tekst: string): boolean {
  const folded = foldet(tekst);
  return begyndelse(folded) === folded;
}
