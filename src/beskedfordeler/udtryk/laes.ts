/**
 * Reads an expression into a tree by recursive descent: OR of AND of NOT of comparisons and parentheses. A word that can
 * be more than one thing is what the place makes it, so a value list may be called anything but a keyword.
 */

import { type Ord, ordOf } from './ord.ts';
import { findSti } from './stier.ts';
import type { Knude } from './traet.ts';
import { Udtryksfejl } from './udtryksfejl.ts';

/** Parentheses and NOT inside one another. */
const DYBDE_MAX = 32;
const SAMMENLIGNINGER_MAX = 500;
const BEGYNDELSE = 'en sti som Beskedkuvert.Filtreringsdata.Beskedtype.UUIDIdentifikator, NOT eller (';
const NOEGLEORD = ['AND', 'OR', 'NOT', 'IN'] as const;
type Noegleord = (typeof NOEGLEORD)[number];

/** The tree of an expression. Throws `Udtryksfejl`. */
export function laesUdtryk(udtryk: string): Knude {
  return new Laeser(ordOf(udtryk)).alt();
}

class Laeser {
  readonly #ord: readonly Ord[];
  #nr = 0;
  #dybde = 0;
  #sammenligninger = 0;

  constructor(ord: readonly Ord[]) {
    this.#ord = ord;
  }

  alt(): Knude {
    const knude = this.#eller();
    if (!this.#er('slut')) throw this.#fejl('AND, OR eller udtrykkets slutning');
    return knude;
  }

  get #her(): Ord {
    return this.#ord[this.#nr]!;
  }

  #er(art: Ord['art']): boolean {
    return this.#her.art === art;
  }

  #eller(): Knude {
    const led = [this.#og()];
    while (this.#tag('OR')) led.push(this.#og());
    return led.length === 1 ? led[0]! : { art: 'eller', led };
  }

  #og(): Knude {
    const led = [this.#led()];
    while (this.#tag('AND')) led.push(this.#led());
    return led.length === 1 ? led[0]! : { art: 'og', led };
  }

  #led(): Knude {
    if (this.#tag('NOT')) return this.#inde(() => ({ art: 'ikke', led: this.#led() }));
    if (!this.#er('(')) return this.#sammenligning();
    this.#nr++;
    const knude = this.#inde(() => this.#eller());
    if (!this.#er(')')) throw this.#fejl('AND, OR eller )');
    this.#nr++;
    return knude;
  }

  #inde(goer: () => Knude): Knude {
    if (++this.#dybde > DYBDE_MAX) throw this.#forStort(`højst ${DYBDE_MAX} parenteser og NOT inde i hinanden`);
    const knude = goer();
    this.#dybde--;
    return knude;
  }

  #sammenligning(): Knude {
    const ord = this.#her;
    if (ord.art !== 'ord' || noegleordOf(ord)) throw this.#fejl(BEGYNDELSE);
    if (++this.#sammenligninger > SAMMENLIGNINGER_MAX)
      throw this.#forStort(`højst ${SAMMENLIGNINGER_MAX} sammenligninger`);
    const sti = findSti(ord);
    this.#nr++;
    if (this.#tag('IN')) return { art: 'paa-liste', sti, liste: this.#liste() };
    if (!this.#er('=')) throw this.#fejl("= og en værdi i '…', eller IN og en værdiliste");
    this.#nr++;
    if (!this.#er('vaerdi')) throw this.#fejl("en værdi i '…'");
    const { tekst } = this.#naeste();
    const isBegyndelse = tekst.endsWith('*');
    return { art: 'lig', sti, vaerdi: isBegyndelse ? tekst.slice(0, -1) : tekst, isBegyndelse };
  }

  #liste(): string {
    const { art, tekst } = this.#her;
    const isNavn = art === 'vaerdi' || (art === 'ord' && !noegleordOf(this.#her));
    if (!isNavn || tekst.trim() === '') throw this.#fejl("en værdilistes UUID, eller dens navn i '…'");
    return this.#naeste().tekst;
  }

  #naeste(): Ord {
    return this.#ord[this.#nr++]!;
  }

  /** Goes on where the keyword stands here. */
  #tag(noegleord: Noegleord): boolean {
    if (noegleordOf(this.#her) !== noegleord) return false;
    this.#nr++;
    return true;
  }

  #fejl(forventet: string): Udtryksfejl {
    const { art, tekst, sted } = this.#her;
    const fundet = art === 'slut' ? undefined : art === 'vaerdi' ? `'${tekst}'` : tekst;
    return new Udtryksfejl('udtryk-form', sted, fundet, forventet);
  }

  #forStort(forventet: string): Udtryksfejl {
    return new Udtryksfejl('udtryk-graense', this.#her.sted, this.#her.tekst, forventet);
  }
}

function noegleordOf({ art, tekst }: Ord): Noegleord | undefined {
  return art === 'ord' ? NOEGLEORD.find((noegleord) => noegleord === tekst.toUpperCase()) : undefined;
}
