/** New objects as lines of COPY's text format: one text for each table, written in one pass over the objects. */
import { dokumentOf } from '../dokument.ts';
import { livscyklusNr, objekttypeNr, verbumNr } from '../numre.ts';
import { tidspunktText } from '../parametre.ts';
import type { Skrivning } from '../store.ts';
import { historikRaekker } from './historik-raekker.ts';

export const KOPI_REGISTRERING =
  'copy registrering (ejer, objekttype, uuid, nr, registreret_fra, livscyklus, dokument) from stdin';
export const KOPI_UDBAKKE = 'copy udbakke (ejer, objekttype, uuid, nr, tidspunkt, livscyklus, verbum) from stdin';
export const KOPI_TEKST =
  'copy soeg_tekst (ejer, objekttype, uuid, felt, noegle, virkning_fra, virkning_til, registreret_fra, ' +
  'registreret_til) from stdin';
export const KOPI_REFERENCE =
  'copy soeg_reference (ejer, objekttype, uuid, felt, reference, rolle, virkning_fra, virkning_til, ' +
  'registreret_fra, registreret_til) from stdin';

/** The rows of each table; the texts may be empty. */
export interface Kopitekster {
  readonly registrering: string;
  readonly udbakke: string;
  readonly tekst: string;
  readonly reference: string;
}

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A value as a column of a line. */
function kolonne(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, (char) => ESCAPES[char]!) : text;
}

/** @param skrivninger Objects that the store does not have, each with its whole history. */
export function kopitekster(skrivninger: readonly Skrivning[]): Kopitekster {
  let registrering = '';
  let udbakke = '';
  let tekst = '';
  let reference = '';
  for (const { ejer, objekttype, uuid, verbum, nye } of skrivninger) {
    const objekt = `${Number(ejer)}\t${objekttypeNr(objekttype)}\t${uuid}\t`;
    const verbumKolonne = `\t${verbumNr[verbum]}\n`;
    for (let i = 0; i < nye.length; i++) {
      const ny = nye[i]!;
      const faelles = `${objekt}${i + 1}\t${tidspunktText(ny.tidspunkt)}\t${livscyklusNr[ny.livscyklusKode]}`;
      registrering += `${faelles}\t${kolonne(dokumentOf(ny))}\n`;
      udbakke += faelles + verbumKolonne;
    }
    const raekker = historikRaekker(objekttype, nye);
    for (const { raekke, registreret } of raekker.tekster) {
      const { nr, noegle, fra, til } = raekke;
      const tider = `${tidspunktText(fra)}\t${tidspunktText(til)}`;
      tekst += `${objekt}${nr}\t${kolonne(noegle)}\t${tider}\t${tidspunktText(registreret.fra)}\t${tidspunktText(registreret.til)}\n`;
    }
    for (const { raekke, registreret } of raekker.referencer) {
      const { nr, rolle, fra, til } = raekke;
      const tider = `${tidspunktText(fra)}\t${tidspunktText(til)}`;
      reference += `${objekt}${nr}\t${raekke.reference}\t${rolle}\t${tider}\t${tidspunktText(registreret.fra)}\t${tidspunktText(registreret.til)}\n`;
    }
  }
  return { registrering, udbakke, tekst, reference };
}
