/** The text of an expression as words, values and signs that know where they stand. */
import { type Sted, Udtryksfejl } from './udtryksfejl.ts';

export interface Ord {
  /** `slut` stands after the last one. */
  readonly art: 'ord' | 'vaerdi' | '=' | '(' | ')' | 'slut';
  /** As it is written; of a value, what is between its quotation marks. */
  readonly tekst: string;
  readonly sted: Sted;
}

const TEGN_MAX = 8192;

/** White space, a word with dots in it, a value, or a sign. */
const DEL = /(?<luft>\s+)|(?<ord>[\p{L}\p{N}_][\p{L}\p{N}_.-]*)|'(?<vaerdi>(?:[^']|'')*)'|(?<tegn>[=()])/uy;

/** The words of an expression. Throws `Udtryksfejl` where it is too long, or something in it is no word. */
export function ordOf(udtryk: string): readonly Ord[] {
  if (udtryk.length > TEGN_MAX) {
    throw new Udtryksfejl('udtryk-graense', { linje: 1, tegn: 1 }, `${udtryk.length} tegn`, `højst ${TEGN_MAX} tegn`);
  }
  const ord: Ord[] = [];
  const del = new RegExp(DEL);
  let sted: Sted = { linje: 1, tegn: 1 };
  while (del.lastIndex < udtryk.length) {
    const fra = del.lastIndex;
    const { 0: tekst, groups } = del.exec(udtryk) ?? ulaeseligt(udtryk, fra, sted);
    const { vaerdi, ord: navn, tegn } = groups as { vaerdi?: string; ord?: string; tegn?: '=' | '(' | ')' };
    if (navn !== undefined) ord.push({ art: 'ord', tekst, sted });
    if (tegn !== undefined) ord.push({ art: tegn, tekst, sted });
    if (vaerdi !== undefined) ord.push({ art: 'vaerdi', tekst: vaerdi.replaceAll("''", "'"), sted });
    sted = efter(sted, tekst);
  }
  return [...ord, { art: 'slut', tekst: '', sted }];
}

function efter({ linje, tegn }: Sted, tekst: string): Sted {
  const linjer = tekst.split('\n');
  if (linjer.length === 1) return { linje, tegn: tegn + tekst.length };
  return { linje: linje + linjer.length - 1, tegn: linjer.at(-1)!.length + 1 };
}

function ulaeseligt(udtryk: string, fra: number, sted: Sted): never {
  const rest = udtryk.slice(fra);
  const tegn = String.fromCodePoint(rest.codePointAt(0)!);
  if (tegn === "'")
    throw new Udtryksfejl('udtryk-form', sted, rest, "en værdi, der slutter med ' (et ' i den skrives '')");
  if (/["“”’‘»«´`]/.test(tegn))
    throw new Udtryksfejl('udtryk-form', sted, tegn, "en værdi mellem lige anførselstegn: 'værdi'");
  throw new Udtryksfejl('udtryk-form', sted, tegn, "en sti, en værdi i '…', = eller en parentes");
}
