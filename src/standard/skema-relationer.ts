/** The relation elements and their types, from the table in relationer.ts. All are in namespace `sd`. */
import type { ElementKomponent, KompleksType } from './komponenter.ts';
import { type RelationElement, relationer } from './relationer.ts';
import { sekvens } from './skema-dele.ts';
import { dynamicFlerRelationType, flerRelationType, relationType, sd, sdElement } from './skema-sagdok.ts';

function basisOf(relation: RelationElement): KompleksType {
  if (relation.isDynamisk) return dynamicFlerRelationType;
  return relation.art.endsWith('Fler') ? flerRelationType : relationType;
}

const typer = new Map<string, KompleksType>();
for (const relation of relationer.values()) {
  if (!typer.has(relation.art)) {
    typer.set(relation.art, sekvens(sd(`${relation.art}RelationType`), [], basisOf(relation)));
  }
}

/** The relation elements by name. */
export const relationElementer: ReadonlyMap<string, ElementKomponent> = new Map(
  [...relationer.values()].map(({ navn, art }) => [navn, sdElement(navn, typer.get(art) as KompleksType)]),
);
