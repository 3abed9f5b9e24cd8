/** Who may have a message, and for which of the authorities that it is allowed to go to (spec neighbours §1.3). */
import { cvrOf } from '../kuvert/haendelsesbesked.ts';
import { type Bedoemt, erTilladt, type Modtageraftale, naevner, type Tilladte } from './aftale.ts';

/** True where the agreement lets a system have the message for the agreement's own authority. */
export function mayDeliver(besked: Bedoemt, aftale: Modtageraftale): boolean {
  return (
    besked.tilladteModtagere.some((urn) => naevner(urn, aftale.cvr)) &&
    erTilladt(aftale.beskedtyper, besked.beskedtype) &&
    erTilladt(aftale.foelsomheder, besked.foelsomhed) &&
    passerAfsendere(besked, aftale.afsendere) &&
    passerOmraader(besked, aftale.omraader)
  );
}

/**
 * The TilladtModtager of the copy that a system with these agreements gets, as they are written in the message; none where it gets
 * no copy. It names the authorities whose agreements let the message through, unless all that it has for the
 * Beskedtype are of version 1.0: then it stays as it is.
 */
export function trim(besked: Bedoemt, aftaler: readonly Modtageraftale[]): readonly string[] {
  const passer = new Set(aftaler.filter((aftale) => mayDeliver(besked, aftale)).map(({ cvr }) => cvr));
  if (passer.size === 0) return [];
  const isTo = aftaler.some(
    ({ version, beskedtyper }) => version === '2.0' && erTilladt(beskedtyper, besked.beskedtype),
  );
  return isTo ? besked.tilladteModtagere.filter((urn) => passer.has(cvrOf(urn) ?? '')) : besked.tilladteModtagere;
}

/**
 * True where an authority that a waiting copy is for has an agreement now: it was let through by those of its time.
 *
 * @param tilladteModtagere As the copy has them.
 */
export function gaelderFor(
  tilladteModtagere: readonly string[],
  aftaler: readonly Pick<Modtageraftale, 'cvr'>[],
): boolean {
  return aftaler.some(({ cvr }) => tilladteModtagere.some((urn) => naevner(urn, cvr)));
}

/** What answers for its objects must all be allowed; where nobody is named, only an agreement without restriction has it. */
function passerAfsendere({ ansvarligeMyndigheder, registreringer }: Bedoemt, tilladte: Tilladte): boolean {
  if (tilladte === 'alle') return true;
  const isAlle = registreringer > 0 && ansvarligeMyndigheder.length === registreringer;
  return isAlle && ansvarligeMyndigheder.every((urn) => erTilladt(tilladte, cvrOf(urn)));
}

const KLE_URN = /^urn:oio:kle:(\d\d(?:\.\d\d){0,2})$/i;

/** The same of OpgaveEmne: one that is missing, or is no KLE number, is in no area. */
function passerOmraader({ opgaveEmner, registreringer }: Bedoemt, omraader: Tilladte): boolean {
  if (omraader === 'alle') return true;
  if (registreringer === 0 || opgaveEmner.length < registreringer) return false;
  return opgaveEmner.every((emne) => {
    const nummer = KLE_URN.exec(emne)?.[1];
    return nummer !== undefined && [...omraader].some((omraade) => erI(nummer, omraade));
  });
}

/** `27.*` is all of main group 27, the group itself too; `27.36.04` is that subject alone. */
function erI(nummer: string, omraade: string): boolean {
  return omraade.endsWith('.*') ? `${nummer}.`.startsWith(omraade.slice(0, -1)) : nummer === omraade;
}
