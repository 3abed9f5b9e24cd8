/**
 * The versions in which object types are spoken on the wire. A version is a row that says what it leaves out of the tables
 * and how it differs; what a type is in it is computed (docs/decisions/0043-versions-as-rows.md). The register knows no
 * versions: an object is written through one and read through another.
 */
import type { Feltnavn } from './felter.ts';
import {
  type ObjektFelt,
  type ObjektRelation,
  type ObjektType,
  type ObjektTypeRaekke,
  objekttyper,
} from './objekttyper.ts';
import { type Relationsnavn, relationI } from './relationer.ts';

export type Versionsnr = 6 | 7;

export interface Version {
  readonly nr: Versionsnr;
  readonly systemer: readonly ObjektTypeRaekke['system'][];
  /** Fields and relations of the tables that have no element in it. */
  readonly udenFelter: readonly Feltnavn[];
  readonly udenRelationer: readonly Relationsnavn[];
  /** The element that holds the UUID in FiltreretOejebliksbillede. */
  readonly billedeId: 'ObjektType' | 'ObjektID';
  /** True where answers tell the owner of an object, and searches can ask for it. */
  readonly hasDataEjer: boolean;
  /** True where every ReferenceID has room for a Label. */
  readonly hasReferenceLabel: boolean;
}

/** The oldest first. */
export const versioner: readonly Version[] = [
  {
    nr: 6,
    systemer: ['organisation', 'klassifikation'],
    udenFelter: ['Sortering'],
    udenRelationer: [],
    billedeId: 'ObjektType',
    hasDataEjer: false,
    hasReferenceLabel: false,
  },
  {
    nr: 7,
    systemer: ['klassifikation'],
    udenFelter: ['PlanIdentifikator'],
    udenRelationer: ['Erstatter', 'LovligeKombinationer', 'Sideordnede', 'Tilfoejelser'],
    billedeId: 'ObjektID',
    hasDataEjer: true,
    hasReferenceLabel: true,
  },
];

/** What a version has no words for, of one object type. Relations that it leaves out as a whole need no place here. */
export interface Usagt {
  readonly felter: readonly string[];
  /** Relations that it knows without their Rolle, Type and Indeks. */
  readonly roller: readonly string[];
}

/** An object type as it stands in one version. */
export interface Typeversion extends ObjektTypeRaekke {
  readonly navn: ObjektType;
  readonly version: Version;
  /** Absent where it says all that the register knows. */
  readonly usagt?: Usagt;
}

function usagtAf(type: ObjektTypeRaekke, { nr, udenFelter }: Version): Usagt | undefined {
  const felter = type.felter.map(({ felt }) => felt.navn).filter((navn) => udenFelter.some((uden) => uden === navn));
  const roller = type.relationer
    .filter(({ relation }) => relation.fra7 && !relationI(relation, nr).isDynamisk)
    .map(({ relation }) => relation.navn);
  return felter.length + roller.length > 0 ? { felter, roller } : undefined;
}

function typeversionOf(type: (typeof objekttyper)[ObjektType], version: Version): Typeversion {
  const has = (uden: readonly string[], navn: string) => !uden.includes(navn);
  const usagt = usagtAf(type, version);
  return {
    ...type,
    version,
    ...(usagt && { usagt }),
    namespace: type.namespace.replace(/6\/$/, `${version.nr}/`),
    felter: type.felter.filter(({ felt }: ObjektFelt) => has(version.udenFelter, felt.navn)),
    relationer: type.relationer
      .filter(({ relation }: ObjektRelation) => has(version.udenRelationer, relation.navn))
      .map(({ relation, isFler }) => ({ relation: relationI(relation, version.nr), isFler })),
  };
}

/** Every object type in every version that has it. */
export const typeversioner: readonly Typeversion[] = versioner.flatMap((version) =>
  Object.values(objekttyper)
    .filter(({ system }) => version.systemer.includes(system))
    .map((type) => typeversionOf(type, version)),
);

/** Throws where the version does not have the type. */
export function findTypeversion(objekttype: ObjektType, nr: Versionsnr): Typeversion {
  const fundet = typeversioner.find(({ navn, version }) => navn === objekttype && version.nr === nr);
  if (!fundet) throw new Error(`version ${nr} has no ${objekttype}`);
  return fundet;
}
