/** CSV as RFC 4180 has it: texts in pieces to rows of fields, and fields to a row. Bounded: a row has a length. */
import { FkorgError } from '../base/error.ts';
import type { Skilletegn } from './csv-kolonner.ts';

/** Characters in a row. */
const RAEKKE_TEGN_MAX = 100_000;

export interface Raekke {
  /** The line on which it begins, from 1. */
  readonly linje: number;
  readonly felter: readonly string[];
}

/**
 * Rows that hold something. Quotes are what begins and ends a field that holds separators, line ends or doubled quotes.
 * Throws `bad-file` for a row that is too long, which is most often a quote that does not end.
 */
export async function* raekker(tekst: AsyncIterable<string>, skilletegn: Skilletegn): AsyncGenerator<Raekke> {
  let linje = 1;
  let begyndt = 1;
  let felter: string[] = [];
  let felt = '';
  let tegn = 0;
  /** `quoted`: within quotes. `quote`: after a quote within quotes: the end of the field, or the first of two. */
  let state: 'plain' | 'quoted' | 'quote' = 'plain';
  const slut = (): Raekke | undefined => {
    const raekke = { linje: begyndt, felter: [...felter, felt.trim()] };
    felter = [];
    felt = '';
    tegn = 0;
    return raekke.felter.every((en) => en === '') ? undefined : raekke;
  };
  for await (const piece of tekst) {
    for (const char of piece) {
      if (++tegn > RAEKKE_TEGN_MAX) {
        const hvorfor = `is longer than ${RAEKKE_TEGN_MAX} characters; is there a " too many?`;
        throw new FkorgError('bad-file', `The row that begins on line ${begyndt} ${hvorfor}`);
      }
      if (char === '\n') linje += 1;
      if (state === 'quoted') {
        if (char === '"') state = 'quote';
        else felt += char;
        continue;
      }
      if (char === '"') {
        if (state === 'quote') felt += char;
        else if (felt.trim() !== '') felt += char;
        if (state === 'quote' || felt.trim() === '') state = 'quoted';
        continue;
      }
      state = 'plain';
      if (char === skilletegn) {
        felter.push(felt.trim());
        felt = '';
      } else if (char === '\n') {
        const raekke = slut();
        if (raekke) yield raekke;
        begyndt = linje;
      } else if (char !== '\r') felt += char;
    }
  }
  if (state === 'quoted') throw new FkorgError('bad-file', `The row that begins on line ${begyndt} has a " too many.`);
  const raekke = slut();
  if (raekke) yield raekke;
}

/** A row as a line, with quotes where they are needed. */
export function raekkeTekst(felter: readonly string[], skilletegn: Skilletegn): string {
  const skrevne = felter.map((felt) =>
    felt.includes(skilletegn) || /["\n\r]|^\s|\s$/.test(felt) ? `"${felt.replaceAll('"', '""')}"` : felt,
  );
  return `${skrevne.join(skilletegn)}\n`;
}
