/**
 * The stored form of the three lists. It holds of every registration that the store is given:
 *
 * 1. No period is empty.
 * 2. Egenskaber, states, and the entries of each relation stand in the order of their `fra`.
 * 3. The periods of the Egenskaber, of the states and of each 0..1 relation do not overlap.
 * 4. `relationer` has only names of the object type that have entries, in the order of the schema.
 * 5. Every entry points at something; no address stands twice in the same role at the same time.
 */
import { overlaps } from '../base/instant.ts';
import { type ObjektType, type ObjektTypeRaekke, objekttyper } from '../standard/objekttyper.ts';
import { rolleNoegle } from './fler-relation.ts';
import type { Indhold, Relation, Virkning } from './model.ts';
import { ordnet } from './tidslinje.ts';
import type { Sendt, SendtIndhold } from './udfyld.ts';
import { medStandardroller } from './usagte-roller.ts';

function poster<T>(sendte: readonly Sendt<T>[]): readonly T[] {
  return sendte.map(({ post }) => post);
}

/** The relations of a type by name and in order, as `entries` says; only those that have entries. */
export function relationerOf(
  type: ObjektTypeRaekke,
  entries: (navn: string, isFler: boolean) => readonly Relation[],
): Indhold['relationer'] {
  const relationer: Record<string, readonly Relation[]> = {};
  for (const { relation, isFler } of type.relationer) {
    const alle = entries(relation.navn, isFler);
    if (alle.length > 0) relationer[relation.navn] = alle;
  }
  return relationer;
}

/** What was sent, as it is stored. It must have kept the rules. */
export function lagretForm(type: ObjektTypeRaekke, sendt: SendtIndhold): Indhold {
  return {
    egenskaber: ordnet(poster(sendt.egenskaber)),
    tilstande: ordnet(poster(sendt.tilstande)),
    relationer: relationerOf(type, (navn) => medStandardroller(navn, ordnet(poster(sendt.relationer.get(navn) ?? [])))),
  };
}

/** What of a stored form is not as it should be, one line each; for tests and for the check of a store. */
export function validateLagretForm(objekttype: ObjektType, indhold: Indhold): readonly string[] {
  const { relationer } = objekttyper[objekttype];
  const fejl: string[] = [];
  const tjek = (navn: string, liste: readonly { readonly virkning: Virkning }[], isTidslinje: boolean) => {
    for (const [i, { virkning }] of liste.entries()) {
      const foer = liste[i - 1]?.virkning;
      if (!(virkning.fra < virkning.til)) fejl.push(`${navn}[${i + 1}]: empty period`);
      if (foer && foer.fra > virkning.fra) fejl.push(`${navn}[${i + 1}]: not in order`);
      if (foer && isTidslinje && foer.til > virkning.fra) fejl.push(`${navn}[${i + 1}]: overlaps the one before`);
    }
  };
  tjek('Egenskab', indhold.egenskaber, true);
  tjek('Tilstand', indhold.tilstande, true);
  const navne = relationer.map(({ relation }) => relation.navn as string).filter((navn) => navn in indhold.relationer);
  if (Object.keys(indhold.relationer).join() !== navne.join()) fejl.push('relationer: unknown names, or not in order');
  for (const { relation, isFler } of relationer) {
    const liste = indhold.relationer[relation.navn];
    if (liste === undefined) continue;
    if (liste.length === 0) fejl.push(`${relation.navn}: no entries`);
    if (liste.some(({ reference }) => reference === undefined)) fejl.push(`${relation.navn}: points at nothing`);
    tjek(relation.navn, liste, !isFler);
  }
  for (const ens of Map.groupBy(indhold.relationer.Adresser ?? [], rolleNoegle).values()) {
    if (ens.some((a, i) => ens.slice(0, i).some((b) => overlaps(a.virkning, b.virkning)))) {
      fejl.push('Adresser: the same address twice in the same role at the same time');
    }
  }
  return fejl;
}
