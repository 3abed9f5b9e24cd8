/** The relation elements and their types, from the table in relationer.ts, as a version has them. All are in namespace `sd`. */
import type { ElementKomponent, KompleksType } from './komponenter.ts';
import { NS } from './namespaces.ts';
import { type RelationElement, relationer, relationI } from './relationer.ts';
import { lokal, ref, sekvens } from './skema-dele.ts';
import { STRING, sd, sdElement, unikIdType, uuidIdentifikator, uuidLabelInputType, virkning } from './skema-sagdok.ts';
import { type Version, type Versionsnr, versioner } from './versioner.ts';

/** UUID and Label, and no URN. */
const uuidLabelNoUrnInputType = sekvens(sd('UuidLabelNoUrnInputType'), [
  ref(uuidIdentifikator, '1'),
  lokal(NS.sd, 'Label', STRING, '?'),
]);

const indeksInputType = sekvens(sd('IndeksInputType'), [ref(uuidIdentifikator, '?')]);

/** What a role adds to a relation; all three are mandatory, in searches as well (spec sf1500 §1.6 no 9). */
function rolledele(rolleType: KompleksType, indeksType: typeof STRING | KompleksType) {
  return [
    lokal(NS.sd, 'Rolle', rolleType, '1'),
    lokal(NS.sd, 'Type', rolleType, '1'),
    lokal(NS.sd, 'Indeks', indeksType, '1'),
  ];
}

/** The bases of the relation types. RelationType and FlerRelationType hold the same elements. */
function baserOf({ hasReferenceLabel }: Version): (relation: RelationElement) => KompleksType {
  const referenceId = sdElement('ReferenceID', hasReferenceLabel ? uuidLabelInputType : unikIdType);
  const indhold = [ref(virkning, '?'), ref(referenceId, '?')];
  const relationType = sekvens(sd('RelationType'), indhold);
  const flerRelationType = sekvens(sd('FlerRelationType'), indhold);
  const medRolle = (navn: string, dele: ReturnType<typeof rolledele>) => sekvens(sd(navn), dele, flerRelationType);
  const dynamic = medRolle('DynamicFlerRelationType', rolledele(uuidLabelInputType, STRING));
  const dynamicRole = medRolle('DynamicRoleFlerRelationType', rolledele(uuidLabelNoUrnInputType, indeksInputType));
  return ({ art, isDynamisk, fra7 }) => {
    if (isDynamisk) return fra7 ? dynamicRole : dynamic;
    return art.endsWith('Fler') ? flerRelationType : relationType;
  };
}

function elementerOf(version: Version): ReadonlyMap<string, ElementKomponent> {
  const basisOf = baserOf(version);
  const typer = new Map<string, KompleksType>();
  const typeOf = (relation: RelationElement) => {
    const kendt = typer.get(relation.art) ?? sekvens(sd(`${relation.art}RelationType`), [], basisOf(relation));
    typer.set(relation.art, kendt);
    return kendt;
  };
  const alle = [...relationer.values()].map((relation) => relationI(relation, version.nr));
  return new Map(alle.map((relation) => [relation.navn, sdElement(relation.navn, typeOf(relation))]));
}

const elementer = new Map<Versionsnr, ReadonlyMap<string, ElementKomponent>>(
  versioner.map((version) => [version.nr, elementerOf(version)]),
);

/** The element of a relation in a version. Throws on another name: the tables would disagree. */
export function relationselement(navn: string, version: Versionsnr): ElementKomponent {
  const element = elementer.get(version)?.get(navn);
  if (!element) throw new Error(`no element for relation ${navn}`);
  return element;
}
