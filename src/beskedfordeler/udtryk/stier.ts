/**
 * The paths of the envelope that an expression can name. One may be written without its beginning where what is left is
 * in one place only (`ObjektRegistrering.ObjektId`), and without its end where a UnikId, an Aktoer or a Tidspunkt is meant.
 */
import { KUVERTSTIER } from './kuvertstier.ts';
import type { Ord } from './ord.ts';
import { Udtryksfejl } from './udtryksfejl.ts';

export interface Sti {
  /** The whole path with dots. */
  readonly tekst: string;
  /** Names of elements below Haendelsesbesked. */
  readonly navne: readonly string[];
}

/** What may stand before every path. */
const ROD = 'Haendelsesbesked.';
/** So many are named where something else was expected. */
const FORSLAG_MAX = 20;

const STIER: ReadonlyMap<string, Sti> = new Map(
  KUVERTSTIER.map((navne) => [navne.join('.'), { tekst: navne.join('.'), navne }]),
);
const TEKSTER = [...STIER.keys()];

/** The path that a word names. Throws `Udtryksfejl` where the envelope has none, or several. */
export function findSti({ tekst, sted }: Pick<Ord, 'tekst' | 'sted'>): Sti {
  const skrevet = tekst.startsWith(ROD) ? tekst.slice(ROD.length) : tekst;
  const hel = STIER.get(skrevet);
  if (hel) return hel;
  const mulige = TEKSTER.filter((sti) => sti.endsWith(`.${skrevet}`));
  if (mulige.length === 1) return STIER.get(mulige[0]!)!;
  if (mulige.length > 1) throw new Udtryksfejl('udtryk-sti-flertydig', sted, tekst, enAf(mulige));
  throw new Udtryksfejl('udtryk-sti-ukendt', sted, tekst, enAf(forslag(skrevet)));
}

/** What may be meant: paths with the same names in other letters, else the names that can follow what is known of it. */
function forslag(skrevet: string): readonly string[] {
  const smaa = `.${skrevet.toLowerCase()}`;
  const ens = TEKSTER.filter((sti) => `.${sti.toLowerCase()}`.endsWith(smaa));
  if (ens.length > 0) return ens;
  const navne = skrevet.split('.');
  for (let antal = navne.length; antal > 0; antal--) {
    const kendt = `.${navne.slice(0, antal).join('.')}.`;
    const under = TEKSTER.filter((sti) => `.${sti}`.includes(kendt)).map((sti) => `.${sti}`.split(kendt)[1]!);
    if (under.length > 0) return foersteNavne(under).map((navn) => `${navne.slice(0, antal).join('.')}.${navn}`);
  }
  return foersteNavne(TEKSTER);
}

function foersteNavne(stier: readonly string[]): readonly string[] {
  return [...new Set(stier.map((sti) => sti.split('.')[0]!))];
}

function enAf(stier: readonly string[]): string {
  const viste = stier.slice(0, FORSLAG_MAX);
  const rest = stier.length - viste.length;
  return viste.join(' eller ') + (rest > 0 ? ` (og ${rest} andre)` : '');
}
