/** Which Beskedtyper a message can have that passes an expression: most subscriptions name one, and are found by it. */
import type { Knude } from './traet.ts';
import { noegleOf } from './vaerdier.ts';

const BESKEDTYPE = 'Beskedkuvert.Filtreringsdata.Beskedtype';

/** Those of which every message that passes has one; undefined where it can be any. A message has exactly one. */
export function beskedtyperAf(knude: Knude): ReadonlySet<string> | undefined {
  switch (knude.art) {
    case 'lig': {
      const { sti, vaerdi, isBegyndelse } = knude;
      const isBeskedtype = sti.tekst === BESKEDTYPE || sti.tekst.startsWith(`${BESKEDTYPE}.`);
      return isBeskedtype && !isBegyndelse ? new Set([noegleOf(vaerdi)]) : undefined;
    }
    case 'og':
      return faelles(knude.led.map(beskedtyperAf).filter((typer) => typer !== undefined));
    case 'eller': {
      const hver = knude.led.map(beskedtyperAf);
      return hver.includes(undefined) ? undefined : new Set(hver.flatMap((typer) => [...typer!]));
    }
    default:
      return undefined;
  }
}

/** Those that are in all of the sets; undefined where there are none. */
function faelles([foerste, ...andre]: readonly ReadonlySet<string>[]): ReadonlySet<string> | undefined {
  return foerste && new Set([...foerste].filter((type) => andre.every((typer) => typer.has(type))));
}
