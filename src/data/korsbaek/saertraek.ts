/**
 * What befalls which units and users, so that each kind of change is there: laid down by number, not by chance, and
 * therefore there in every demo of the ordinary size and in proportion in big ones.
 */
import type { Enhed, Trae } from './trae.ts';

export type Enhedstraek =
  | 'ingen'
  | 'omdoebt'
  | 'flyttet'
  | 'skal-omdoebes'
  | 'skal-flyttes'
  | 'rettet'
  | 'genaktiveret'
  | 'lukket'
  | 'kommende';

/** By the last digit of a fourth-level unit's number. */
const FJERDE_NIVEAU: Readonly<Record<number, Enhedstraek>> = {
  1: 'genaktiveret',
  3: 'omdoebt',
  5: 'rettet',
  6: 'flyttet',
  8: 'skal-omdoebes',
  9: 'skal-flyttes',
};

/** What befalls a unit. Only teams are closed or yet to come: nothing hangs below them. */
export function enhedstraek(enhed: Enhed, trae: Trae): Enhedstraek {
  if (enhed.niveau === 4) return FJERDE_NIVEAU[enhed.nr % 10] ?? 'ingen';
  if (enhed.niveau < 5) return 'ingen';
  if (enhed.nr === trae.stoerrelse(5) - 1) return 'kommende';
  return enhed.nr % 12 === 3 ? 'lukket' : 'ingen';
}

export type Brugertraek =
  | 'ingen'
  | 'ansat-i'
  | 'fratraadt'
  | 'slettet-telefon'
  | 'skiftet-enhed'
  | 'skal-skifte-enhed'
  | 'ny-titel'
  | 'kommende'
  | 'to-stillinger'
  | 'nyt-navn'
  | 'ekstern'
  | 'orlov'
  | 'fratraeder'
  | 'passiveret-stilling';

const BRUGERE: Readonly<Record<number, Brugertraek>> = {
  1: 'ansat-i',
  4: 'fratraadt',
  6: 'slettet-telefon',
  8: 'skiftet-enhed',
  11: 'skal-skifte-enhed',
  13: 'ny-titel',
  16: 'kommende',
  19: 'to-stillinger',
  22: 'nyt-navn',
  26: 'ekstern',
  29: 'orlov',
  33: 'fratraeder',
  38: 'passiveret-stilling',
};

/** What befalls a user, by its number: each thing one in forty. */
export function brugertraek(nr: number): Brugertraek {
  return BRUGERE[nr % 40] ?? 'ingen';
}

/** True for a user who can lead a unit: at work now, and not about to leave. */
export function kanLede(nr: number): boolean {
  return ['ingen', 'ansat-i', 'slettet-telefon', 'nyt-navn'].includes(brugertraek(nr));
}
