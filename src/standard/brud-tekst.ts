/** Breaches as the text of `FejlbeskedTekst`: Danish, each with place, rule, value and what would be right. */
import type { Brud } from '../base/brud.ts';
import { BRUD_MAX } from './forklaring.ts';
import { type RegelId, regler } from './regler.ts';

/** So many are told in full; the rest are counted. */
const BRUD_VIST_MAX = 5;
/** FejlbeskedTekst has no limit in the contract; clients log it on one line. */
const TEGN_MAX = 2000;

/** One breach, such as `Sted: teksten er for lang (regel tekst-for-lang). Værdi: »…«. Forventet: højst 200 tegn.` */
export function enBrudTekst({ sted, regel, vaerdi, forventet }: Brud<RegelId>): string {
  const fundet = vaerdi === undefined ? '' : ` Værdi: »${vaerdi}«.`;
  return `${sted}: ${regler[regel].tekst} (regel ${regel}).${fundet} Forventet: ${forventet}.`;
}

/** All breaches of an answer in one text, cut at a length that can be read. */
export function brudTekst(brud: readonly Brud<RegelId>[]): string {
  const viste = brud.slice(0, BRUD_VIST_MAX).map(enBrudTekst);
  const rest = brud.length - viste.length;
  const mindst = brud.length >= BRUD_MAX ? 'mindst ' : '';
  const hale = rest > 0 ? ` Og ${mindst}${rest} fejl mere.` : '';
  const tekst = viste.join(' ');
  const plads = TEGN_MAX - hale.length;
  return (tekst.length > plads ? `${tekst.slice(0, plads - 1)}…` : tekst) + hale;
}
