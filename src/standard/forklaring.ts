/**
 * Explains why a message does not fit: a walk over the message and the schema components side by side that collects
 * what is wrong, each with its place, its rule, its value and what would be right. The schema (libxml2) is the judge;
 * this says in Danish what it only says in English, once, and by line.
 */
import { type Brud, shownValue } from '../base/brud.ts';
import type { XmlElement } from '../xml/parse.ts';
import { findAnmodningselement } from './anmodninger.ts';
import { type Elementbrud, indholdsbrud, modelOf } from './indholdsmodel.ts';
import type { ElementKomponent } from './komponenter.ts';
import type { RegelId } from './regler.ts';
import { fastbrudOf, vaerdibrudOf } from './vaerdi-regler.ts';

/** More than this helps nobody, and an answer must stay short. */
export const BRUD_MAX = 20;

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

  gennemgaa(sted: Sted, erklaering: ElementKomponent): void {
    const { element } = sted;
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
      const erklaering = barn.ns === ns ? undefined : findAnmodningselement(barn.ns, barn.navn);
      const her = { element: barn, over: sted };
      if (erklaering) this.gennemgaa(her, erklaering);
      else this.meld(her, { regel: 'element-ukendt', forventet: 'en tom LokalUdvidelse' });
    }
  }

  private indhold(sted: Sted, erklaering: ElementKomponent): void {
    if (erklaering.type.art !== 'kompleks') return;
    const model = modelOf(erklaering.type);
    const { navne } = model;
    this.ingenTekst(sted, navne.length > 0 ? `kun elementer: ${navne.join(', ')}` : 'et tomt element');
    for (const { barn, ...brud } of indholdsbrud(model, sted.element)) {
      if (this.isFuld) return;
      this.meld(barn ? { element: barn, over: sted } : sted, brud);
    }
    for (const barn of sted.element.boern) {
      if (this.isFuld) return;
      const plads = model.pladser.get(`${barn.ns} ${barn.navn}`);
      if (plads) this.gennemgaa({ element: barn, over: sted }, plads.partikel.element);
    }
  }

  private ingenTekst(sted: Sted, forventet: string): void {
    const { tekst } = sted.element;
    if (/[^ \t\n\r]/.test(tekst)) this.meld(sted, { regel: 'tekst-uventet', vaerdi: tekst, forventet });
  }
}

/**
 * What is wrong with an element of a request by its declaration (with the tolerances, see anmodninger.ts). At most 20
 * breaches, in document order within each element; none where it fits.
 */
export function forklar(element: XmlElement, erklaering: ElementKomponent): Brud<RegelId>[] {
  const forklaring = new Forklaring();
  forklaring.gennemgaa({ element, over: undefined }, erklaering);
  return forklaring.brud;
}
