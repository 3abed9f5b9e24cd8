/** The rules that what was sent must keep by itself, whatever is stored. */
import { adresseGentaget } from './adresse-gentaget.ts';
import { elementUkendt } from './element-ukendt.ts';
import { feltUdfyldt } from './felt-udfyldt.ts';
import { indeksEntydigt } from './indeks-entydigt.ts';
import { referenceMangler } from './reference-mangler.ts';
import type { Grundlag, Regelbrud, Regeltjek } from './regel.ts';
import { virkningOmvendt } from './virkning-omvendt.ts';
import { virkningOverlap } from './virkning-overlap.ts';

const ALLE: readonly Regeltjek[] = [
  elementUkendt,
  feltUdfyldt,
  referenceMangler,
  indeksEntydigt,
  adresseGentaget,
  virkningOmvendt,
  virkningOverlap,
];

/** All breaches of all rules. */
export function validateSendt(grundlag: Grundlag): readonly Regelbrud[] {
  return ALLE.flatMap((regel) => regel(grundlag));
}
