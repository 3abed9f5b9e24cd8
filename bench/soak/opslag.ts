/** What the clients look up: filters on both axes, and searches for what some object says or said. */
import type { Filter, Soegning } from './beskeder.ts';
import type { Kendt } from './bog.ts';
import { ALTID_FOER, FOR_ALTID, type Indhold, listerOf, type Periode, type Post } from './former.ts';
import type { Stof } from './stof.ts';

const ALTID = { fra: ALTID_FOER, til: FOR_ALTID };

/** An instant, a time between two, or all of it. */
function interval(stof: Stof, instants: readonly number[]): Periode {
  if (instants.length === 0 || stof.sker(1, 4)) return ALTID;
  const [a, b] = [stof.en(instants), stof.en(instants)];
  const fra = stof.sker(1, 5) ? ALTID_FOER : Math.min(a, b);
  return { fra, til: stof.sker(1, 5) ? FOR_ALTID : Math.max(a, b) };
}

/** Through both axes, one of them, or neither. */
export function enFilter(stof: Stof, objekt: Kendt): Filter {
  const registreret = objekt.historik.flatMap(({ tid }) => [tid - 1, tid, tid + 1]);
  return {
    ...(stof.sker(1, 2) && { virkning: interval(stof, [...stof.dage.fortid, ...stof.dage.fremtid]) }),
    ...(stof.sker(1, 2) && { registrering: interval(stof, registreret) }),
  };
}

/** A text as somebody would ask for it: whole, in part, in capitals. */
function enTekst(stof: Stof, tekst: string): string {
  const n = 1 + stof.tal(Math.max(tekst.length - 1, 1));
  const former = [
    tekst,
    tekst.toLocaleUpperCase('da'),
    `${tekst.slice(0, n).trim()}*`,
    `*${tekst.slice(-n).trim()}`,
    `*${tekst.slice(n - 1, n + 3).trim()}*`,
  ];
  return stof.en(former.filter((form) => !form.includes('**')));
}

/** What of one list of a registration a search could ask for; undefined where it says nothing. */
function enKrav(stof: Stof, navn: string, poster: readonly Post[]): Post | undefined {
  if (poster.length === 0) return undefined;
  const { dele } = stof.en(poster);
  if (navn !== 'Egenskab') return { ...ALTID, dele: stof.sker(1, 3) && dele.rolle ? { ...dele, indeks: '' } : dele };
  const [felt, tekst] = stof.en(Object.entries(dele));
  // The schema wants ten digits of a CPR in a search as well.
  return { ...ALTID, dele: { [felt]: felt === 'CPR-NummerTekst' ? tekst : enTekst(stof, tekst) } };
}

/** A search that has something to do with an object: with what it says, said, or once said. */
export function enSoegning(stof: Stof, objekt: Kendt): Soegning {
  const { type, historik } = objekt;
  const registrering = historik.length > 0 ? stof.en(historik) : undefined;
  const indhold: Record<string, Post[]> = {};
  for (let n = 1 + stof.tal(3); n > 0; n--) {
    const { navn, isFler } = stof.en(listerOf(type));
    const krav = enKrav(stof, navn, registrering?.indhold[navn] ?? []);
    // A 0..1 relation may stand once in a search, too.
    const kanGentages = isFler || navn === 'Egenskab' || navn === 'Gyldighed';
    if (krav) indhold[navn] = [...(kanGentages && stof.sker(1, 2) ? (indhold[navn] ?? []) : []), krav];
  }
  const tider = historik.map(({ tid }) => tid);
  return {
    type,
    indhold: indhold as Indhold,
    ...(stof.sker(1, 2) && { virkning: interval(stof, [...stof.dage.fortid, ...stof.dage.fremtid]) }),
    ...(tider.length > 0 && stof.sker(1, 4) && { senestFoer: stof.en(tider) + stof.tal(2) }),
    ...(tider.length > 0 && stof.sker(1, 6) && { registreretFra: stof.en(tider) }),
    ...(stof.sker(1, 6) && { kode: stof.en(['Passiveret', 'Slettet', 'Importeret', 'Opstaaet']) }),
  };
}
