/** A text with pieces of it replaced, all by their offsets in the text as it was. */

export interface Splejsning {
  readonly fra: number;
  /** The same as `fra` where nothing is taken away. */
  readonly til: number;
  readonly tekst: string;
}

/** The text with each piece in its place. Pieces do not overlap; those at the same offset stand in the order given. */
export function splejs(tekst: string, splejsninger: readonly Splejsning[]): string {
  const dele: string[] = [];
  let naaet = 0;
  for (const { fra, til, tekst: ny } of splejsninger.toSorted((a, b) => a.fra - b.fra)) {
    dele.push(tekst.slice(naaet, fra), ny);
    naaet = til;
  }
  dele.push(tekst.slice(naaet));
  return dele.join('');
}
