/** From the body element of a request on value lists to the call that it is. Filters of time are passed over: there is no history. */
import type { UnikId } from '../../../register/model.ts';
import type { Indsendtliste, Listekald, Listekrav, Listevirkning } from '../../../register/vaerdilistekald.ts';
import type { Vaerdilistekode } from '../../../standard/vaerdiliste-koder.ts';
import type { Listeverbum } from '../../../standard/vaerdiliste-tjeneste.ts';
import type { XmlElement } from '../../../xml/parse.ts';
import { barn, barnTekst, heltal, unikId, virkning } from '../afkod-vaerdier.ts';

function boern(element: XmlElement | undefined, navn: string): readonly XmlElement[] {
  return (element?.boern ?? []).filter((en) => en.navn === navn);
}

function tekster(element: XmlElement | undefined, navn: string): readonly string[] {
  return boern(element, navn).map(({ tekst }) => tekst);
}

function uuidAf(element: XmlElement | undefined): string {
  return (element && barnTekst(element, 'UUIDIdentifikator')) ?? '';
}

function note(element: XmlElement): { noteTekst?: string } {
  const noteTekst = barnTekst(element, 'NoteTekst');
  return noteTekst === undefined ? {} : { noteTekst };
}

/** The Egenskab elements of these elements, each of which may have an AttributListe. */
function indsendt(elementer: readonly XmlElement[]): readonly Indsendtliste[] {
  return elementer
    .flatMap((element) => boern(barn(element, 'AttributListe'), 'Egenskab'))
    .map((egenskab) => {
      const vaerdiliste = barn(egenskab, 'Vaerdiliste');
      const noegle = barnTekst(egenskab, 'BrugervendtNoegleTekst');
      return {
        navn: (vaerdiliste && barnTekst(vaerdiliste, 'Navn')) ?? '',
        ...(noegle?.trim() && { noegle }),
        // The schema demands who, and gives codes to choose from.
        virkning: virkning(barn(egenskab, 'Virkning')) as Listevirkning,
        vaerdier: tekster(vaerdiliste, 'Vaerdi'),
      };
    });
}

/** Texts that are there and not empty: an empty element asks for nothing. */
function udfyldt<K extends string, T extends string>(navn: K, tekst: T | undefined): { [P in K]?: T } {
  return tekst?.trim() ? ({ [navn]: tekst.trim() } as { [P in K]?: T }) : {};
}

function krav(soegt: XmlElement | undefined): Listekrav {
  if (!soegt) return { vaerdier: [] };
  const registrering = barn(soegt, 'SoegRegistrering');
  const egenskaber = boern(barn(soegt, 'SoegAttributListe'), 'SoegEgenskab');
  const lister = egenskaber.flatMap((egenskab) => boern(egenskab, 'Vaerdiliste'));
  const foerste = (navn: string, elementer: readonly XmlElement[]) =>
    elementer.flatMap((element) => tekster(element, navn)).find((tekst) => tekst.trim() !== '');
  const kode = registrering && barnTekst(registrering, 'LivscyklusKode');
  const brugerRef: UnikId | undefined = registrering && unikId(barn(registrering, 'BrugerRef'));
  return {
    ...udfyldt('uuid', barnTekst(soegt, 'UUIDIdentifikator')),
    ...udfyldt('navn', foerste('Navn', lister)),
    ...udfyldt('noegle', foerste('BrugervendtNoegleTekst', egenskaber)),
    ...udfyldt('kode', kode as Vaerdilistekode | undefined),
    ...(brugerRef && { brugerRef }),
    vaerdier: lister.flatMap((liste) => tekster(liste, 'Vaerdi')),
  };
}

function soeg(element: XmlElement): Listekald {
  const foerste = heltal(barn(element, 'FoersteResultatReference'));
  const antal = heltal(barn(element, 'MaksimalAntalKvantitet'));
  return {
    verbum: 'soeg',
    ...(foerste !== undefined && { foerste }),
    ...(antal !== undefined && { antal }),
    krav: krav(barn(element, 'SoegObjekt')),
  };
}

function afslut(verbum: 'passiver' | 'slet') {
  return (element: XmlElement): Listekald => ({ verbum, uuid: uuidAf(element), ...note(element) });
}

function skift(verbum: 'tilfoejvaerdier' | 'fjernvaerdier') {
  return (element: XmlElement): Listekald => ({
    verbum,
    uuid: uuidAf(element),
    vaerdier: tekster(element, 'Vaerdier'),
  });
}

const AFKODERE: Readonly<Record<Listeverbum, (element: XmlElement) => Listekald>> = {
  opret: (element) => ({ verbum: 'opret', indsendt: indsendt([element]), ...note(element) }),
  import: (element) => {
    const liste = barn(element, 'Vaerdiliste');
    const registreringer = boern(liste, 'Registrering');
    return { verbum: 'import', uuid: uuidAf(liste), indsendt: indsendt(registreringer), ...note(element) };
  },
  ret: (element) => ({ verbum: 'ret', uuid: uuidAf(element), indsendt: indsendt([element]), ...note(element) }),
  passiver: afslut('passiver'),
  slet: afslut('slet'),
  laes: (element) => ({ verbum: 'laes', uuid: uuidAf(element) }),
  list: (element) => ({ verbum: 'list', uuids: tekster(element, 'UUIDIdentifikator') }),
  soeg,
  tilfoejvaerdier: skift('tilfoejvaerdier'),
  fjernvaerdier: skift('fjernvaerdier'),
  flytbeskedtilfejlkoe: (element) => {
    const id = barn(barn(element, 'Haendelsesbesked')!, 'BeskedId');
    return { verbum: 'flytbeskedtilfejlkoe', beskedId: id?.boern[0]?.tekst ?? '' };
  },
};

/**
 * The call that a body element asks for. Takes an element that has passed the schema of the service. Throws `AfkodningsFejl` for a
 * time that is in no calendar.
 */
export function afkodListekald(element: XmlElement, verbum: Listeverbum): Listekald {
  return AFKODERE[verbum](element);
}
