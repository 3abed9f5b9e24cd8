/**
 * Holds made objects against the stored form of the register and against the forms that the contract gives texts and
 * relations. For tests.
 */
import type { Instant } from '../base/instant.ts';
import { isUuid } from '../base/uuid.ts';
import { validateLagretForm } from '../register/lagret-form.ts';
import type { Registrering, Relation } from '../register/model.ts';
import { type ObjektType, type ObjektTypeRaekke, objekttyper } from '../standard/objekttyper.ts';
import type { Skrivning } from '../store/store.ts';

/** What is wrong with an object, one line each; nothing where all is right. */
export function brudI(skrivning: Skrivning, now: Instant): string[] {
  const brud: string[] = [];
  const { objekttype, uuid, nye } = skrivning;
  const sig = (text: string) => brud.push(`${objekttype} ${uuid}: ${text}`);
  if (!isUuid(uuid) || uuid !== uuid.toLowerCase()) sig('UUID');
  if (nye.length === 0) sig('no registration');
  nye.forEach((registrering, at) => {
    if (registrering.tidspunkt > now) sig('registered in the future');
    if (at > 0 && registrering.tidspunkt <= nye[at - 1]!.tidspunkt) sig('registrations out of order');
    for (const text of brudIRegistrering(objekttype, registrering)) sig(`registration ${at}: ${text}`);
  });
  return brud;
}

function brudIRegistrering(objekttype: ObjektType, registrering: Registrering): readonly string[] {
  const type = objekttyper[objekttype];
  const vaerdier =
    type.tilstand === undefined ? [] : type.tilstand === 'Gyldighed' ? ['Aktiv', 'Inaktiv'] : ['true', 'false'];
  return [
    ...validateLagretForm(objekttype, registrering),
    ...registrering.egenskaber.flatMap(({ felter }) =>
      Object.entries(felter).flatMap(([navn, vaerdi]) => brudIFelt(type, navn, vaerdi)),
    ),
    ...registrering.tilstande
      .filter(({ vaerdi = '' }) => !vaerdier.includes(vaerdi))
      .map(({ vaerdi }) => `state ${vaerdi}`),
    ...Object.entries(registrering.relationer).flatMap(([navn, entries]) => brudIRelation(type, navn, entries)),
  ];
}

function brudIFelt(type: ObjektTypeRaekke, navn: string, vaerdi: unknown): string[] {
  const felt = type.felter.find((entry) => entry.felt.navn === navn);
  if (!felt) return [`no field ${navn}`];
  if (Array.isArray(vaerdi) !== felt.isGentaget) return [`${navn}: repetition`];
  if (felt.felt.art === 'soegeord') return [];
  const { moenster, tegnMax } = felt.felt;
  return [vaerdi].flat().flatMap((tekst) => {
    if (typeof tekst !== 'string' || tekst.trim() === '') return [`${navn}: no text`];
    if (tegnMax !== undefined && [...tekst].length > tegnMax) return [`${navn}: too long`];
    return moenster !== undefined && !new RegExp(`^(?:${moenster})$`).test(tekst) ? [`${navn}: form`] : [];
  });
}

function brudIRelation(type: ObjektTypeRaekke, navn: string, entries: readonly Relation[]): string[] {
  const relation = type.relationer.find((en) => en.relation.navn === navn)?.relation;
  const isDynamisk = relation?.isDynamisk ?? relation?.fra7 !== undefined;
  return entries.flatMap(({ rolle, type: art, indeks }) => {
    const filled = [rolle, art, indeks].filter((part) => part !== undefined).length;
    return filled === (isDynamisk ? 3 : 0) ? [] : [`${navn}: Rolle, Type, Indeks`];
  });
}
