/**
 * Holds made objects against the tables of the contract and the invariants of a stored registration: what is in order,
 * what does not overlap, what is filled and in the right form. For tests.
 */
import { type Instant, overlaps } from '../base/instant.ts';
import { isUuid } from '../base/uuid.ts';
import { idNoegle, type Registrering, type Relation, type Virkning } from '../register/model.ts';
import { type ObjektTypeRaekke, objekttyper } from '../standard/objekttyper.ts';
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
    for (const text of brudIRegistrering(objekttyper[objekttype], registrering)) sig(`registration ${at}: ${text}`);
  });
  return brud;
}

function brudIRegistrering(type: ObjektTypeRaekke, registrering: Registrering): string[] {
  const { egenskaber, tilstande, relationer } = registrering;
  const brud = [
    ...brudIPerioder('Egenskab', egenskaber, true),
    ...brudIPerioder(type.tilstand ?? 'no state', tilstande, true),
  ];
  if (registrering.livscyklusKode === 'Slettet')
    return egenskaber.length === 0 ? brud : [...brud, 'Slettet, not empty'];
  const paakraevet = type.felter.filter((felt) => felt.isPaakraevet);
  if (paakraevet.length > 0 && egenskaber.length === 0) brud.push('no Egenskab');
  for (const { felter } of egenskaber) {
    for (const { felt } of paakraevet) if (!felter[felt.navn]) brud.push(`${felt.navn} missing`);
    for (const [navn, vaerdi] of Object.entries(felter)) brud.push(...brudIFelt(type, navn, vaerdi));
  }
  const vaerdier =
    type.tilstand === undefined ? [] : type.tilstand === 'Gyldighed' ? ['Aktiv', 'Inaktiv'] : ['true', 'false'];
  for (const { vaerdi } of tilstande) if (!vaerdier.includes(vaerdi ?? '')) brud.push(`state ${vaerdi}`);
  for (const [navn, entries] of Object.entries(relationer)) brud.push(...brudIRelation(type, navn, entries));
  return brud;
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
  const slags = type.relationer.find((entry) => entry.relation.navn === navn);
  if (!slags) return [`no relation ${navn}`];
  const brud = brudIPerioder(navn, entries, !slags.isFler);
  if (entries.length === 0) brud.push(`${navn}: empty list`);
  for (const entry of entries) {
    if (entry.reference === undefined) brud.push(`${navn}: no reference`);
    const isDynamisk = entry.rolle !== undefined && entry.type !== undefined && entry.indeks !== undefined;
    const isPlain = entry.rolle === undefined && entry.type === undefined && entry.indeks === undefined;
    if (slags.relation.isDynamisk ? !isDynamisk : !isPlain) brud.push(`${navn}: Rolle, Type, Indeks`);
  }
  if (navn !== 'Adresser') return brud;
  if (new Set(entries.map(({ indeks }) => indeks)).size < entries.length) brud.push('Adresser: Indeks');
  const noegle = ({ reference, rolle }: Relation) => `${reference && idNoegle(reference)} ${rolle && idNoegle(rolle)}`;
  for (const [at, entry] of entries.entries()) {
    const again = entries.slice(at + 1).find((other) => noegle(other) === noegle(entry));
    if (again && overlaps(again.virkning, entry.virkning)) brud.push('Adresser: repeated');
  }
  return brud;
}

function brudIPerioder(
  navn: string,
  entries: readonly { readonly virkning: Virkning }[],
  isOneAtATime: boolean,
): string[] {
  return entries.flatMap(({ virkning }, at) => {
    if (virkning.fra >= virkning.til) return [`${navn}: empty period`];
    const next = entries[at + 1]?.virkning;
    if (next && next.fra < virkning.fra) return [`${navn}: out of order`];
    return next && isOneAtATime && next.fra < virkning.til ? [`${navn}: overlap`] : [];
  });
}
