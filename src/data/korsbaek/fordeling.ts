/** How many users each unit has, and which: the users are numbered through the tree. */
import { enhedstraek } from './saertraek.ts';
import { tilfaeldig } from './tilfaeldig.ts';
import type { Trae } from './trae.ts';

/** Users to a unit: 400 for 60. */
const USERS_PER_UNIT = 20 / 3;

/** Weight of a unit by level from 1: few at the top, most in the institutions. */
const VAEGTE = [3, 4, 6, 10, 8] as const;

export interface Fordeling {
  /** Users in all. */
  readonly antal: number;
  /** The numbers of the users of a unit, in order. */
  brugereI(ordinal: number): readonly number[];
}

/** Deals the users out. Holds eight bytes for each unit. */
export function fordelingAf(trae: Trae, seed: number): Fordeling {
  const antal = Math.round(trae.antal * USERS_PER_UNIT);
  const ends = new Float64Array(trae.antal + 1);
  for (let ordinal = 0; ordinal < trae.antal; ordinal++) {
    const enhed = trae.enhed(ordinal);
    const isStaffed = !['lukket', 'kommende'].includes(enhedstraek(enhed, trae));
    const scale = tilfaeldig(seed, `vægt/${ordinal}`).heltal(70, 130);
    ends[ordinal + 1] = ends[ordinal]! + (isStaffed ? VAEGTE[enhed.niveau - 1]! * scale : 0);
  }
  const sum = ends[trae.antal]!;
  const before = (ordinal: number) => Math.round((ends[ordinal]! / sum) * antal);
  return {
    antal,
    brugereI: (ordinal) => {
      const first = before(ordinal);
      return Array.from({ length: before(ordinal + 1) - first }, (_, at) => first + at);
    },
  };
}
