/**
 * Whether one registration fits the criteria of a search, found by looking through the document (spec sf1500 §2.8). It
 * is the truth that the store's search must agree with: a last filter where rows cannot tell, and the oracle of tests.
 */
import { overlaps } from '../base/instant.ts';
import { type ObjektType, objekttyper } from '../standard/objekttyper.ts';
import { isAfsluttet, isSameId, type Registrering, type UnikId, type Virkning } from './model.ts';
import { soegetekster } from './soegefelter.ts';
import type { Kriterium, Registreringskrav, Relationskriterium, Tekstkriterium, Virkningskrav } from './soegning.ts';
import { foldet } from './tekstnoegle.ts';

/** True where the period touches the interval, and was set by whom the criterion names. */
function isIKraft(virkning: Virkning, krav: Virkningskrav): boolean {
  return (
    overlaps(virkning, krav) &&
    isOnsket(virkning.aktoerRef, krav.aktoerRef) &&
    (krav.aktoerTypeKode === undefined || virkning.aktoerTypeKode === krav.aktoerTypeKode) &&
    (krav.noteTekst === undefined || foldet(virkning.noteTekst ?? '') === foldet(krav.noteTekst))
  );
}

/** True where nothing is asked for, or what is asked for is there. */
function isOnsket(stored: UnikId | undefined, asked: UnikId | undefined): boolean {
  return asked === undefined || isSameId(stored, asked);
}

/** Compares a text with what is asked for; `*` first or last stands for any text, also none. */
export function isTekstMatch(tekst: string, soegt: string): boolean {
  const stored = foldet(tekst);
  const asked = foldet(soegt);
  const isAabenForan = asked.startsWith('*');
  const isAabenBagved = asked.endsWith('*');
  const core = asked.slice(isAabenForan ? 1 : 0, isAabenBagved ? -1 : undefined);
  if (isAabenForan) return isAabenBagved ? stored.includes(core) : stored.endsWith(core);
  return isAabenBagved ? stored.startsWith(core) : stored === core;
}

function harTekst(registrering: Registrering, objekttype: ObjektType, krav: Tekstkriterium): boolean {
  if (krav.art === 'tilstand') {
    return (
      objekttyper[objekttype].tilstand === krav.navn &&
      registrering.tilstande.some(
        ({ vaerdi, virkning }) =>
          vaerdi !== undefined && foldet(vaerdi) === foldet(krav.vaerdi) && isIKraft(virkning, krav.virkning),
      )
    );
  }
  return registrering.egenskaber.some(
    (egenskab) =>
      isIKraft(egenskab.virkning, krav.virkning) &&
      soegetekster(egenskab).some(
        ([navn, tekst]) => navn === krav.navn && tekst.trim() !== '' && isTekstMatch(tekst, krav.vaerdi),
      ),
  );
}

function harRelation(registrering: Registrering, krav: Relationskriterium): boolean {
  return (registrering.relationer[krav.navn] ?? []).some(
    (post) =>
      isIKraft(post.virkning, krav.virkning) &&
      isOnsket(post.reference, krav.reference) &&
      isOnsket(post.rolle, krav.rolle) &&
      isOnsket(post.type, krav.type) &&
      (krav.indeks === undefined || post.indeks === krav.indeks),
  );
}

/**
 * Of a history, oldest first: the registration that a search looks at, where it is one that the search asks for.
 * Undefined where the object is no hit, whatever the criteria.
 */
export function soegtRegistrering(
  historik: readonly Registrering[],
  { registreretFra, senestFoer, livscyklusKode, brugerRef }: Registreringskrav,
): Registrering | undefined {
  const set = historik.findLast(({ tidspunkt }) => tidspunkt < senestFoer);
  if (set === undefined || set.tidspunkt < registreretFra || !isOnsket(set.brugerRef, brugerRef)) return undefined;
  const isKode =
    livscyklusKode === undefined ? !isAfsluttet(set.livscyklusKode) : set.livscyklusKode === livscyklusKode;
  return isKode ? set : undefined;
}

/**
 * True where, for every element that the criteria name, one of its values fits. Which registration is looked at, and
 * whether its livscyklusKode counts, is said by `soegtRegistrering`.
 */
export function matcher(registrering: Registrering, objekttype: ObjektType, kriterier: readonly Kriterium[]): boolean {
  const navne = new Set(kriterier.map(({ navn }) => navn));
  return [...navne].every((navn) =>
    kriterier.some(
      (krav) =>
        krav.navn === navn &&
        (krav.art === 'relation' ? harRelation(registrering, krav) : harTekst(registrering, objekttype, krav)),
    ),
  );
}
