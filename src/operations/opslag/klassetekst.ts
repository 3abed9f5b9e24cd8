/** The texts of a class as they are in force at an instant. */
import { contains, type Instant } from '../../base/instant.ts';
import { isAfsluttet, type Registrering } from '../../register/model.ts';
import type { Klassetekst } from '../klassetekster.ts';

/** Undefined where the class is not published then. */
export function klassetekstOf(registrering: Registrering, virkning: Instant): Klassetekst | undefined {
  const iKraft = <T extends { readonly virkning: { readonly fra: Instant; readonly til: Instant } }>(
    poster: readonly T[],
  ) => poster.find((post) => contains(post.virkning, virkning));
  if (isAfsluttet(registrering.livscyklusKode) || iKraft(registrering.tilstande)?.vaerdi !== 'true') return undefined;
  const { BrugervendtNoegleTekst: noegle, TitelTekst: titel } = iKraft(registrering.egenskaber)?.felter ?? {};
  return { ...(typeof noegle === 'string' && { noegle }), ...(typeof titel === 'string' && { titel }) };
}
