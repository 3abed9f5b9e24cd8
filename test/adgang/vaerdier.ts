/** Objects whose every text says whose it is, and work on a store that leaves no trace. */
import { FRA_ALTID, TIL_ALTID } from '../../src/base/instant.ts';
import type { IndsendtIndhold } from '../../src/register/indsendt.ts';
import { tilhoerFor } from '../../src/register/klassifikation/tilhoer.ts';
import { type ObjektType, objekttypeNavne, objekttyper } from '../../src/standard/objekttyper.ts';
import type { Store } from '../../src/store/store.ts';

const ROLLET_TILBAGE = Symbol('rolled back');

/** A value in each plain field of a type: the mark in free texts, digits in those with a pattern. */
export function fyldt(objekttype: ObjektType, maerke: string, cpr = '0000000000'): Record<string, string> {
  return Object.fromEntries(
    objekttyper[objekttype].felter
      .filter(({ felt }) => felt.art === 'tekst' && (felt.moenster === undefined || felt.navn === 'CPR-NummerTekst'))
      .map(({ felt }) => [felt.navn, felt.navn === 'CPR-NummerTekst' ? cpr : `${felt.navn} ${maerke}`]),
  );
}

/** The types in an order in which each belongs to objects of types before it. */
export const OPPEFRA: readonly ObjektType[] = objekttypeNavne.toSorted(
  (a, b) => Number(a === 'Klasse') - Number(b === 'Klasse') || Number(a === 'Facet') - Number(b === 'Facet'),
);

/** What a class or a facet belongs to for all time: the facet or classification with a UUID. Nothing for others. */
export function tilhoer(objekttype: ObjektType, uuid: string): IndsendtIndhold['relationer'] {
  const relation = tilhoerFor(objekttype)?.relation;
  return relation ? { [relation]: [{ reference: { uuid }, virkning: { fra: FRA_ALTID, til: TIL_ALTID } }] } : {};
}

/** What work gives; everything that it did to the store is undone. */
export async function tilbagerullet<T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> {
  let resultat: T | undefined;
  await store
    .samlet(async (den) => {
      resultat = await work(den);
      throw ROLLET_TILBAGE;
    })
    .catch((fejl: unknown) => {
      if (fejl !== ROLLET_TILBAGE) throw fejl;
    });
  return resultat as T;
}
