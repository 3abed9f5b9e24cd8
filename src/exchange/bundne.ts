/**
 * The rules between objects of Klassifikation for the items of a file: the ones that a call is held to (docs/decisions/0042). A
 * file may name a facet or a parent before it comes; a whole history, as an export gives it, is taken as it is told.
 */
import { bind, type Forslag } from '../operations/klassifikation/binding.ts';
import { forslagOf } from '../operations/klassifikation/bundne.ts';
import type { LagretObjekt, Skrivning } from '../store/store.ts';
import { type Afgoerelse, afgoer, kontekstOf, type Miljoe } from './afgoerelse.ts';
import type { Objektemne } from './emne.ts';

/** What is to become of each item, given those before it and what the register has, of the object itself by `lagretOf`. */
export async function afgoerAlle(
  miljoe: Miljoe,
  emner: readonly Objektemne[],
  lagretOf: (emne: Objektemne) => LagretObjekt | undefined,
): Promise<readonly Afgoerelse[]> {
  const now = miljoe.clock();
  const afgoerelser = emner.map((emne) => afgoer(miljoe, emne, lagretOf(emne), now));
  const forslag = new Map<Afgoerelse, Forslag>();
  for (const [i, emne] of emner.entries()) {
    const afgoerelse = afgoerelser[i]!;
    if (emne.art !== 'importer' || !('skrivning' in afgoerelse)) continue;
    forslag.set(afgoerelse, forslagOf(afgoerelse.skrivning, emne.objekt.registreringer, now));
  }
  if (forslag.size === 0) return afgoerelser;
  const svar = await bind(kontekstOf(miljoe), [...forslag.values()], 'taales');
  const efter = new Map([...forslag.keys()].map((afgoerelse, i) => [afgoerelse, svar[i]!]));
  return afgoerelser.map((afgoerelse) => {
    const bundet = efter.get(afgoerelse);
    if (!bundet || !('skrivning' in afgoerelse)) return afgoerelse;
    return 'status' in bundet ? { art: 'afvist', brud: bundet.brud } : { ...afgoerelse, skrivning: bundet };
  });
}

/** The writes of one kind. */
export function skrivningerOf(afgoerelser: readonly Afgoerelse[], art: 'ny' | 'aendret'): readonly Skrivning[] {
  return afgoerelser.flatMap((afgoerelse) =>
    afgoerelse.art === art && 'skrivning' in afgoerelse ? [afgoerelse.skrivning] : [],
  );
}
