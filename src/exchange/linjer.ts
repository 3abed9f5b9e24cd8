/** A text in pieces as lines, each with its number from 1; a line that has no end is refused before it fills the memory. */
import { FkorgError } from '../base/error.ts';

/** Characters in a line. The largest object known is some 100,000; a thousand registrations of it fit. */
export const LINJE_TEGN_MAX = 67_108_864;

export interface Linje {
  readonly nr: number;
  readonly tekst: string;
}

/** Lines end with LF or CR LF. Throws `limit-passed`. */
export async function* linjer(tekst: AsyncIterable<string>): AsyncGenerator<Linje> {
  let nr = 1;
  let pieces: string[] = [];
  let chars = 0;
  for await (const piece of tekst) {
    let from = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      const last = piece.slice(from, end);
      const line = pieces.length === 0 ? last : pieces.join('') + last;
      yield { nr, tekst: line.endsWith('\r') ? line.slice(0, -1) : line };
      nr += 1;
      from = end + 1;
      pieces = [];
      chars = 0;
    }
    if (from === piece.length) continue;
    pieces.push(piece.slice(from));
    chars += piece.length - from;
    if (chars > LINJE_TEGN_MAX) {
      throw new FkorgError('limit-passed', `Line ${nr} is longer than ${LINJE_TEGN_MAX} characters.`);
    }
  }
  if (pieces.length > 0) yield { nr, tekst: pieces.join('') };
}
