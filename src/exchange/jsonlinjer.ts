/** JSON lines, as `fkorg export` writes them, to items: whole histories, each with its owner, and authorities. */
import type { Clock } from '../base/clock.ts';
import { readDocument } from './dokumentlinje.ts';
import type { Emne } from './emne.ts';
import { FormFejl } from './json-form.ts';
import { type Linje, linjer } from './linjer.ts';

export async function* emnerAfJson(tekst: AsyncIterable<string>, clock: Clock): AsyncGenerator<Emne> {
  for await (const linje of linjer(tekst)) {
    const emne = linje.tekst.trim() === '' ? undefined : emneOf(linje, clock());
    if (emne) yield emne;
  }
}

/** Undefined for a line that has nothing to save. */
function emneOf({ nr, tekst }: Linje, now: number): Emne | undefined {
  try {
    const document = readDocument(tekst, nr, now);
    if ('position' in document) return undefined;
    return 'myndighed' in document
      ? { linje: nr, art: 'myndighed', post: document.myndighed }
      : { linje: nr, tegn: tekst.length, art: 'historik', objekt: document.objekt };
  } catch (error) {
    if (error instanceof FormFejl) return { linje: nr, art: 'afvist', brud: [error.brud] };
    throw error;
  }
}
