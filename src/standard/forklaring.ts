/**
 * Explains why a message does not fit: a walk over the message and the schema components side by side that collects
 * what is wrong, each with its place, its rule, its value and what would be right. The schema (libxml2) is the judge;
 * this says in Danish what it only says in English, once, and by line.
 */
import { type Brud, shownValue } from '../base/brud.ts';
import type { XmlElement } from '../xml/parse.ts';
import { findAnmodning, findUdvidelseselement } from './anmodninger.ts';
import { type Elementbrud, type Indholdsmodel, indholdsbrud, modelOf } from './indholdsmodel.ts';
import type { ElementKomponent } from './komponenter.ts';
import { NS } from './namespaces.ts';
import type { RegelId } from './regler.ts';
import { lokal, sekvens } from './skema-dele.ts';
import { fastbrudOf, vaerdibrudOf } from './vaerdi-regler.ts';

/** More than this helps nobody, and an answer must stay short. */
export const BRUD_MAX = 20;

const HVAD_SOM_HELST = { art: 'kompleks', model: 'sekvens', indhold: [] } as const;

/** A SOAP 1.2 envelope; what its header holds is not judged. */
const KONVOLUT = modelOf(
  sekvens({ ns: NS.soap12, navn: 'Envelope' }, [
    lokal(NS.soap12, 'Header', HVAD_SOM_HELST, '?'),
    lokal(NS.soap12, 'Body', HVAD_SOM_HELST, '1'),
  ]),
);

interface Sted {
  readonly element: XmlElement;
  readonly over: Sted | undefined;
}

/** `[n]` is written where the parent holds several of the same name. */
function stedTekst({ element, over }: Sted): string {
  if (!over) return element.navn;
  const ens = over.element.boern.filter(({ ns, navn }) => ns === element.ns && navn === element.navn);
  const nummer = ens.length > 1 ? `[${ens.indexOf(element) + 1}]` : '';
  return `${stedTekst(over)}/${element.navn}${nummer}`;
}

class Forklaring {
  readonly brud: Brud<RegelId>[] = [];

  besked(rod: XmlElement): void {
    const konvolut = { element: rod, over: undefined };
    this.pladser(konvolut, KONVOLUT);
    for (const del of rod.boern) {
      const sted = { element: del, over: konvolut };
      if (del.ns !== NS.soap12) continue;
      this.ingenTekst(sted, 'kun elementer');
      if (del.navn === 'Body') this.body(sted);
    }
  }

  private body(sted: Sted): void {
    const [anmodning, ekstra] = sted.element.boern;
    if (!anmodning) this.meld(sted, { regel: 'element-mangler', forventet: 'en anmodning efter kontrakten' });
    if (ekstra) this.meld({ element: ekstra, over: sted }, { regel: 'element-for-mange', forventet: 'én anmodning' });
    if (!anmodning || ekstra) return;
    const erklaering = findAnmodning(anmodning.ns, anmodning.navn);
    if (erklaering) {
      this.gennemgaa({ element: anmodning, over: undefined }, erklaering);
    } else {
      const her = { element: anmodning, over: sted };
      this.meld(her, { regel: 'element-ukendt', forventet: 'en anmodning efter kontrakten' });
    }
  }

  gennemgaa(sted: Sted, erklaering: ElementKomponent): void {
    const { element } = sted;
    if (erklaering.type.art === 'kompleks' && erklaering.type.model === 'fri') return;
    for (const { navn, vaerdi } of element.attributter) {
      this.meld(sted, { regel: 'attribut-ukendt', vaerdi: `${navn}="${vaerdi}"`, forventet: 'ingen attributter' });
    }
    if (erklaering.type.art === 'simpel') this.vaerdi(sted, erklaering);
    else if (erklaering.type.model === 'vilkaarlig') this.udvidelse(sted, erklaering.ns);
    else this.indhold(sted, erklaering);
  }

  private meld(sted: Sted, { regel, vaerdi, forventet }: Elementbrud): void {
    if (this.brud.length >= BRUD_MAX) return;
    this.brud.push({
      regel,
      sted: stedTekst(sted),
      ...(vaerdi !== undefined && { vaerdi: shownValue(vaerdi) }),
      forventet,
    });
  }

  private get isFuld(): boolean {
    return this.brud.length >= BRUD_MAX;
  }

  private vaerdi(sted: Sted, { type, fast }: ElementKomponent): void {
    if (type.art !== 'simpel') return;
    const { boern, tekst } = sted.element;
    for (const barn of boern) {
      if (this.isFuld) return;
      this.meld({ element: barn, over: sted }, { regel: 'element-ukendt', forventet: 'kun tekst, ingen elementer' });
    }
    const brud = fast === undefined ? vaerdibrudOf(type, tekst) : fastbrudOf(fast, tekst);
    if (brud && boern.length === 0) this.meld(sted, { ...brud, vaerdi: tekst });
  }

  /** LokalUdvidelse: elements of other namespaces, of those that the contract declares. */
  private udvidelse(sted: Sted, ns: string): void {
    this.ingenTekst(sted, 'et tomt element');
    for (const barn of sted.element.boern) {
      if (this.isFuld) return;
      const erklaering = barn.ns === ns ? undefined : findUdvidelseselement(barn.ns, barn.navn);
      const her = { element: barn, over: sted };
      if (erklaering) this.gennemgaa(her, erklaering);
      else this.meld(her, { regel: 'element-ukendt', forventet: 'en tom LokalUdvidelse' });
    }
  }

  private indhold(sted: Sted, erklaering: ElementKomponent): void {
    if (erklaering.type.art !== 'kompleks') return;
    const model = modelOf(erklaering.type);
    this.pladser(sted, model);
    for (const barn of sted.element.boern) {
      if (this.isFuld) return;
      const plads = model.pladser.get(`${barn.ns} ${barn.navn}`);
      if (plads) this.gennemgaa({ element: barn, over: sted }, plads.partikel.element);
    }
  }

  /** What stands directly in an element: its text and which children, not what is in them. */
  private pladser(sted: Sted, model: Indholdsmodel): void {
    const { navne } = model;
    this.ingenTekst(sted, navne.length > 0 ? `kun elementer: ${navne.join(', ')}` : 'et tomt element');
    for (const { barn, ...brud } of indholdsbrud(model, sted.element)) {
      if (this.isFuld) return;
      this.meld(barn ? { element: barn, over: sted } : sted, brud);
    }
  }

  private ingenTekst(sted: Sted, forventet: string): void {
    const { tekst } = sted.element;
    if (/[^ \t\n\r]/.test(tekst)) this.meld(sted, { regel: 'tekst-uventet', vaerdi: tekst, forventet });
  }
}

/**
 * What is wrong with a message: with its SOAP 1.2 envelope, and with the request in it by its declaration (with the
 * tolerances, see anmodninger.ts). At most 20 breaches, in document order within each element; none where all fits, or
 * where the message is no such envelope at all.
 */
export function forklar(rod: XmlElement): Brud<RegelId>[] {
  const forklaring = new Forklaring();
  if (rod.ns === NS.soap12 && rod.navn === 'Envelope') forklaring.besked(rod);
  return forklaring.brud;
}

/** What is wrong with an element by its declaration, as `forklar` says it of a request. */
export function forklarElement(rod: XmlElement, erklaering: ElementKomponent): Brud<RegelId>[] {
  const forklaring = new Forklaring();
  forklaring.gennemgaa({ element: rod, over: undefined }, erklaering);
  return forklaring.brud;
}
