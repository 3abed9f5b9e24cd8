/** Values as they are kept: without white space at the ends, UUIDs in lower case, and each once. */
import { charsOf } from '../../base/brud.ts';
import { isUuid } from '../../base/uuid.ts';
import { afvis } from './afvis.ts';

/** Characters of a value, of a name and of a key: what an index can hold. */
const TEGN_MAX = 255;

/** A text within its bounds. Throws Listeafvisning. */
export function tekstAf(tekst: string, sted: string): string {
  const kort = tekst.trim();
  if (kort === '' || charsOf(kort) > TEGN_MAX) {
    afvis('vaerdi-tegn', sted, `mellem 1 og ${TEGN_MAX} tegn (her er ${charsOf(kort)})`);
  }
  return kort;
}

/** A value as lists have it, which is how it must be asked for. */
export function vaerdiAf(tekst: string): string {
  const kort = tekst.trim();
  return isUuid(kort) ? kort.toLowerCase() : kort;
}

/**
 * The values of a call as a set. Throws Listeafvisning where there are more than `max`, or one is no value.
 *
 * @param sted Of each value, in which `[n]` is put.
 */
export function vaerdisaet(vaerdier: readonly string[], sted: string, max: number): readonly string[] {
  if (vaerdier.length > max) afvis('vaerdier-for-mange', sted, `højst ${max} (her er ${vaerdier.length})`);
  return [...new Set(vaerdier.map((vaerdi, nr) => vaerdiAf(tekstAf(vaerdi, `${sted}[${nr + 1}]`))))];
}
