/**
 * From the text of an expression to a function that holds messages against it. Door file: `docs/decisions/0052` says
 * what the language is, and where it goes beyond what is published.
 */
import type { Haendelsesbesked } from '../kuvert/haendelsesbesked.ts';
import { beskedtyperAf } from './beskedtyper.ts';
import { laesUdtryk } from './laes.ts';
import { type Knude, type PaaListe, skrivTrae } from './traet.ts';
import { noegleOf, proeveAf, vaerdierAf } from './vaerdier.ts';

/** A value that an expression wants to know about: is it on the list? */
export interface Listeled {
  /** UUID or name, as it stands in the expression. */
  readonly liste: string;
  /** In the form of `noegleOf`. */
  readonly vaerdi: string;
}

/** Answers, of pairs that `listeled` gave, whether the value is on the list; a list that is not there has none. */
export type Listeopslag = (led: Listeled) => boolean;

type Besked = Pick<Haendelsesbesked, 'rod'>;
type Proeve = (besked: Besked, lister: Listeopslag) => boolean;

export interface Oversat {
  readonly trae: Knude;
  /** The expression in one form. */
  readonly tekst: string;
  /** The value lists that it names. */
  readonly lister: readonly string[];
  /** Beskedtyper, in the form of `noegleOf`, of which one must be that of every message that passes; absent: any may be. */
  readonly beskedtyper?: ReadonlySet<string>;
  /** What must be known of value lists before a message is held against it. */
  listeled(besked: Besked): readonly Listeled[];
  passer(besked: Besked, lister: Listeopslag): boolean;
}

/** Compiles an expression. Throws `Udtryksfejl` with line, column, rule, what was found and what was expected. */
export function oversaet(udtryk: string): Oversat {
  const trae = laesUdtryk(udtryk);
  const paaListe = listeknuder(trae);
  const beskedtyper = beskedtyperAf(trae);
  return {
    trae,
    tekst: skrivTrae(trae),
    lister: [...new Set(paaListe.map(({ liste }) => noegleOf(liste)))],
    ...(beskedtyper && { beskedtyper }),
    listeled: (besked) => paaListe.flatMap((knude) => listeledAf(knude, besked)),
    passer: proeveOf(trae),
  };
}

function proeveOf(knude: Knude): Proeve {
  switch (knude.art) {
    case 'lig': {
      const proeve = proeveAf(knude);
      return (besked) => vaerdierAf(besked, knude.sti).some(proeve);
    }
    case 'paa-liste':
      return (besked, lister) => listeledAf(knude, besked).some(lister);
    case 'ikke': {
      const led = proeveOf(knude.led);
      return (besked, lister) => !led(besked, lister);
    }
    case 'og': {
      const led = knude.led.map(proeveOf);
      return (besked, lister) => led.every((et) => et(besked, lister));
    }
    case 'eller': {
      const led = knude.led.map(proeveOf);
      return (besked, lister) => led.some((et) => et(besked, lister));
    }
  }
}

function listeledAf({ sti, liste }: PaaListe, besked: Besked): readonly Listeled[] {
  return vaerdierAf(besked, sti).map(({ noegle }) => ({ liste: noegleOf(liste), vaerdi: noegle }));
}

function listeknuder(knude: Knude): readonly PaaListe[] {
  switch (knude.art) {
    case 'lig':
      return [];
    case 'paa-liste':
      return [knude];
    case 'ikke':
      return listeknuder(knude.led);
    default:
      return knude.led.flatMap(listeknuder);
  }
}
