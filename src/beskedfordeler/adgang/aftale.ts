/** What agreements of the message services say, in the form that messages are held against (spec neighbours §1.3). */
import { cvrOf, type Haendelsesbesked } from '../kuvert/haendelsesbesked.ts';

/** Version 1.0 of both services takes TilladtModtager as it is or not at all; 2.0 takes names out of it. */
export type Beskedversion = '1.0' | '2.0';

/** Values of a data restriction, or no restriction. */
export type Tilladte = ReadonlySet<string> | 'alle';

/** What a system may receive for an authority. */
export interface Modtageraftale {
  readonly cvr: string;
  readonly version: Beskedversion;
  /** UUIDs in lower case. */
  readonly beskedtyper: Tilladte;
  readonly foelsomheder: Tilladte;
  /** CVR of those who answer for the objects. */
  readonly afsendere: Tilladte;
  /** Patterns of KLE numbers, such as `27.36.04` or `27.*`. */
  readonly omraader: Tilladte;
}

/** What a system may send for an authority. */
export interface Afsenderaftale {
  readonly cvr: string;
  readonly version: Beskedversion;
  /** CVR of those who may receive it. */
  readonly modtagere: Tilladte;
}

/** Where access is open, a receiver gets everything that may go to the authority it names. */
export function aabenModtageraftale(cvr: string): Modtageraftale {
  return { cvr, version: '2.0', beskedtyper: 'alle', foelsomheder: 'alle', afsendere: 'alle', omraader: 'alle' };
}

/** What of a message agreements look at. */
export type Bedoemt = Pick<
  Haendelsesbesked,
  'beskedtype' | 'tilladteModtagere' | 'ansvarligeMyndigheder' | 'opgaveEmner' | 'foelsomhed' | 'registreringer'
>;

export function erTilladt(tilladte: Tilladte, vaerdi: string | undefined): boolean {
  return tilladte === 'alle' || (vaerdi !== undefined && tilladte.has(vaerdi.toLowerCase()));
}

/** The CVR that a text of TilladtModtager or ObjektAnsvarligMyndighed names. */
export function naevner(urn: string, cvr: string): boolean {
  return cvrOf(urn) === cvr;
}
