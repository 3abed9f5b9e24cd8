/** Why a message passes an expression, or does not: each comparison with what the message has at its path. */
import type { Listeopslag } from './oversaet.ts';
import { type Proevet, proeveOf } from './proeve.ts';
import { type Knude, sammenligningerI, skrivTrae } from './traet.ts';
import { vaerdierAf } from './vaerdier.ts';

export interface Forklaring {
  /** The comparison. */
  readonly tekst: string;
  readonly passer: boolean;
  /** What the message has at the path. */
  readonly vaerdier: readonly string[];
}

/** One for each comparison, in the order of the expression. */
export function forklar(trae: Knude, besked: Proevet, lister: Listeopslag): readonly Forklaring[] {
  return sammenligningerI(trae).map((knude) => ({
    tekst: skrivTrae(knude),
    passer: proeveOf(knude)(besked, lister),
    vaerdier: vaerdierAf(besked, knude.sti).map(({ skrevet }) => skrevet),
  }));
}
