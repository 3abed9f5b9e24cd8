/**
 * From the three lists (AttributListe, TilstandListe, RelationListe) and from Registrering to their inner forms, for
 * every object type by the same table (spec sf1500 §1.3, §1.5).
 */
import type { IndsendtIndhold, IndsendtObjekt, IndsendtRegistrering } from '../../register/indsendt.ts';
import type { Feltvaerdi, Soegeord } from '../../register/model.ts';
import type { LivscyklusKode } from '../../standard/koder.ts';
import { type ObjektType, objekttyper } from '../../standard/objekttyper.ts';
import type { XmlElement } from '../../xml/parse.ts';
import { barn, barnTekst, dateTime, unikId, uuidTekst, virkning } from './afkod-vaerdier.ts';

type IndsendtEgenskab = IndsendtIndhold['egenskaber'][number];
type IndsendtTilstand = IndsendtIndhold['tilstande'][number];
type IndsendtRelation = IndsendtIndhold['relationer'][string][number];

/** For each object type: its fields by local name, with what is needed to read them. */
const feltArt = new Map(
  Object.values(objekttyper).map((type) => [
    type.navn,
    new Map(type.felter.map(({ felt, isGentaget }) => [felt.navn, { art: felt.art, isGentaget }])),
  ]),
);

/** An Egenskab; a field element without text is a field with the empty text. */
export function egenskab(element: XmlElement, objekttype: ObjektType): IndsendtEgenskab {
  const felter: Record<string, Feltvaerdi> = {};
  const kendte = feltArt.get(objekttype)!;
  let periode: IndsendtEgenskab['virkning'];
  for (const child of element.boern) {
    if (child.navn === 'Virkning') {
      periode = virkning(child);
      continue;
    }
    const felt = kendte.get(child.navn);
    if (!felt) continue;
    if (felt.art === 'soegeord') felter[child.navn] = [...((felter[child.navn] as Soegeord[]) ?? []), soegeord(child)];
    else if (felt.isGentaget) felter[child.navn] = [...((felter[child.navn] as string[]) ?? []), child.tekst];
    else felter[child.navn] = child.tekst;
  }
  return periode ? { virkning: periode, felter } : { felter };
}

function soegeord(element: XmlElement): Soegeord {
  return Object.fromEntries(element.boern.map((part) => [part.navn, part.tekst]));
}

/** xs:boolean in its four spellings, as the two that are stored; every other state value is a code. */
function tilstandVaerdi(tekst: string): string {
  const value = tekst.trim();
  return value === '1' ? 'true' : value === '0' ? 'false' : value;
}

function tilstand(element: XmlElement): IndsendtTilstand {
  const periode = virkning(barn(element, 'Virkning'));
  const vaerdi = barnTekst(element, 'GyldighedStatusKode') ?? barnTekst(element, 'ErPubliceretIndikator');
  return {
    ...(periode && { virkning: periode }),
    ...(vaerdi !== undefined && { vaerdi: tilstandVaerdi(vaerdi) }),
  };
}

function relation(element: XmlElement): IndsendtRelation {
  const ud: { -readonly [K in keyof IndsendtRelation]: IndsendtRelation[K] } = {};
  for (const child of element.boern) {
    switch (child.navn) {
      case 'Virkning': {
        const periode = virkning(child);
        if (periode) ud.virkning = periode;
        break;
      }
      case 'ReferenceID':
      case 'Rolle':
      case 'Type': {
        const id = unikId(child);
        if (id) ud[child.navn === 'ReferenceID' ? 'reference' : child.navn === 'Rolle' ? 'rolle' : 'type'] = id;
        break;
      }
      case 'Indeks': {
        const uuid = barn(child, 'UUIDIdentifikator');
        ud.indeks = uuid ? uuidTekst(uuid) : child.tekst;
        break;
      }
    }
  }
  return ud;
}

export function egenskaber(liste: XmlElement | undefined, objekttype: ObjektType): readonly IndsendtEgenskab[] {
  return (liste?.boern ?? []).filter((e) => e.navn === 'Egenskab').map((e) => egenskab(e, objekttype));
}

export function tilstande(liste: XmlElement | undefined): readonly IndsendtTilstand[] {
  return (liste?.boern ?? []).filter((e) => e.navn !== 'LokalUdvidelse').map(tilstand);
}

export function relationer(liste: XmlElement | undefined): Readonly<Record<string, readonly IndsendtRelation[]>> {
  const ud: Record<string, IndsendtRelation[]> = {};
  for (const element of liste?.boern ?? []) {
    if (element.navn === 'LokalUdvidelse') continue;
    const samlet = ud[element.navn];
    if (samlet) samlet.push(relation(element));
    else ud[element.navn] = [relation(element)];
  }
  return ud;
}

/** The three lists below an element; a list that is not there is empty. */
export function indhold(element: XmlElement, objekttype: ObjektType): IndsendtIndhold {
  return {
    egenskaber: egenskaber(barn(element, 'AttributListe'), objekttype),
    tilstande: tilstande(barn(element, 'TilstandListe')),
    relationer: relationer(barn(element, 'RelationListe')),
  };
}

function registrering(element: XmlElement, objekttype: ObjektType): IndsendtRegistrering {
  const noteTekst = barnTekst(element, 'NoteTekst');
  const tid = barn(element, 'Tidspunkt');
  const livscyklusKode = barnTekst(element, 'LivscyklusKode') as LivscyklusKode | undefined;
  const brugerRef = unikId(barn(element, 'BrugerRef'));
  return {
    ...(noteTekst !== undefined && { noteTekst }),
    ...(tid && { tidspunkt: dateTime(tid) }),
    ...(livscyklusKode && { livscyklusKode }),
    ...(brugerRef && { brugerRef }),
    ...indhold(element, objekttype),
  };
}

/** An object element: `UUIDIdentifikator` and one or more `Registrering`. */
export function objekt(element: XmlElement, objekttype: ObjektType): IndsendtObjekt {
  return {
    uuid: uuidTekst(barn(element, 'UUIDIdentifikator')!),
    registreringer: element.boern.filter((e) => e.navn === 'Registrering').map((e) => registrering(e, objekttype)),
  };
}
