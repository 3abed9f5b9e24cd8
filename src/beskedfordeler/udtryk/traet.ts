/** An expression as a tree, and the tree as text again: whole paths, values in quotation marks, keywords in capitals. */
import type { Sti } from './stier.ts';

/** Some value at the path is this one, or begins with it. */
export interface Lig {
  readonly art: 'lig';
  readonly sti: Sti;
  readonly vaerdi: string;
  readonly isBegyndelse: boolean;
}

/** Some value at the path is on the value list, which is named by UUID or name. */
export interface PaaListe {
  readonly art: 'paa-liste';
  readonly sti: Sti;
  readonly liste: string;
}

export interface Sammen {
  readonly art: 'og' | 'eller';
  readonly led: readonly Knude[];
}

export interface Ikke {
  readonly art: 'ikke';
  readonly led: Knude;
}

export type Knude = Lig | PaaListe | Sammen | Ikke;

/** The text of a tree; read again, it gives the same tree. */
export function skrivTrae(knude: Knude): string {
  switch (knude.art) {
    case 'lig':
      return `${knude.sti.tekst} = ${iAnfoersel(knude.isBegyndelse ? `${knude.vaerdi}*` : knude.vaerdi)}`;
    case 'paa-liste':
      return `${knude.sti.tekst} IN ${iAnfoersel(knude.liste)}`;
    case 'ikke':
      return `NOT ${iParentes(knude.led, ['og', 'eller'])}`;
    case 'og':
      return knude.led.map((led) => iParentes(led, ['og', 'eller'])).join(' AND ');
    case 'eller':
      return knude.led.map((led) => iParentes(led, ['eller'])).join(' OR ');
  }
}

function iParentes(knude: Knude, naar: readonly Knude['art'][]): string {
  return naar.includes(knude.art) ? `(${skrivTrae(knude)})` : skrivTrae(knude);
}

function iAnfoersel(vaerdi: string): string {
  return `'${vaerdi.replaceAll("'", "''")}'`;
}

/** The comparisons of a tree, from the left. */
export function sammenligningerI(knude: Knude): readonly (Lig | PaaListe)[] {
  switch (knude.art) {
    case 'og':
    case 'eller':
      return knude.led.flatMap(sammenligningerI);
    case 'ikke':
      return sammenligningerI(knude.led);
    default:
      return [knude];
  }
}
