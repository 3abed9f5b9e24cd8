/**
 * From the text of an expression to a function that holds messages against it. Door file:
 * `docs/decisions/0052-filters-and-message-agreements.md` says what the language is, and where it goes beyond what is published.
 */
import { beskedtyperAf } from './beskedtyper.ts';
import { laesUdtryk } from './laes.ts';
import { listeledAf, listenavnOf, type Proeve, type Proevet, proeveOf } from './proeve.ts';
import { type Knude, type PaaListe, sammenligningerI, skrivTrae } from './traet.ts';

/** A value that an expression wants to know about: is it on the list? */
export interface Listeled {
  /** UUID in lower case, or name. */
  readonly liste: string;
  /** A UUID in lower case; the URN of a CVR is asked for in both spellings. */
  readonly vaerdi: string;
}

/** Answers, of pairs that `listeled` gave, whether the value is on the list; a list that is not there has none. */
export type Listeopslag = (led: Listeled) => boolean;

export interface Oversat {
  readonly trae: Knude;
  /** The expression in one form. */
  readonly tekst: string;
  /** The value lists that it names. */
  readonly lister: readonly string[];
  /** Beskedtyper, in the form of `noegleOf`, of which one must be that of every message that passes; absent: any may be. */
  readonly beskedtyper?: ReadonlySet<string>;
  /** What must be known of value lists before a message is held against it. */
  listeled(besked: Proevet): readonly Listeled[];
  readonly passer: Proeve;
}

/** Compiles an expression. Throws `Udtryksfejl` with line, column, rule, what was found and what was expected. */
export function oversaet(udtryk: string): Oversat {
  const trae = laesUdtryk(udtryk);
  const paaListe = sammenligningerI(trae).filter((knude): knude is PaaListe => knude.art === 'paa-liste');
  const beskedtyper = beskedtyperAf(trae);
  return {
    trae,
    tekst: skrivTrae(trae),
    lister: [...new Set(paaListe.map(({ liste }) => listenavnOf(liste)))],
    ...(beskedtyper && { beskedtyper }),
    listeled: (besked) => paaListe.flatMap((knude) => listeledAf(knude, besked)),
    passer: proeveOf(trae),
  };
}
