/** Which functions count: those that are active at the point and have what their type asks for. */
import type { Knude, Udsyn } from './udsyn.ts';

/** The class of the type of a function. */
export function funktionstype(funktion: Knude): string | undefined {
  return funktion.peger('Funktionstype')[0];
}

/** The active functions of a type, or of any, that point at a unit, a user or an it-system. They must have been read. */
export function funktionerVed(
  udsyn: Udsyn,
  relation: 'TilknyttedeEnheder' | 'TilknyttedeBrugere' | 'TilknyttedeItSystemer',
  uuid: string,
  type?: string,
): readonly Knude[] {
  return udsyn
    .pegere('OrganisationFunktion', relation, uuid)
    .filter((funktion) => funktion.isAktiv && (type === undefined || funktionstype(funktion) === type));
}
