/**
 * What a change makes of an object, found the slow way: the time between every two instants that are named is a cell,
 * and each rule of spec sf1500 §2.1 to §2.5 is carried out cell by cell, as in test/model/naivt-register.ts. It shares no
 * code with the register.
 */
import { ALTID_FOER, gaelder, isTom, type Liste, moedes, type Periode, type Post } from './former.ts';

/** The beginnings of the cells that these periods cut time into. */
function celler(poster: readonly Periode[]): number[] {
  return [...new Set([ALTID_FOER, ...poster.flatMap(({ fra, til }) => [fra, til])])].sort((a, b) => a - b);
}

/** The entry that holds in a cell after the sent ones were laid over the stored ones; undefined where there is none. */
function efterRet(gamle: readonly Post[], sendte: readonly Post[], celle: number): Post | undefined {
  const isErstattet = (start: number) => sendte.some(({ fra }) => fra === start);
  const staar = gamle.find((post) => gaelder(post, celle));
  const isAfkortet = sendte.some(
    (sendt) => staar !== undefined && !isTom(sendt) && sendt.fra > staar.fra && sendt.fra <= celle,
  );
  if (staar && !isErstattet(staar.fra) && !isAfkortet) return staar;
  const ny = sendte.find((post) => gaelder(post, celle));
  const isStoppet = gamle.some(({ fra }) => ny !== undefined && fra > ny.fra && fra <= celle && !isErstattet(fra));
  return isStoppet ? undefined : ny;
}

/** A timeline after a `ret`: each entry as long as its cells run. */
export function tidslinjeEfterRet(gamle: readonly Post[], sendte: readonly Post[]): Post[] {
  const starter = celler([...gamle, ...sendte]);
  const ender = new Map<Post, number>();
  for (const [i, start] of starter.entries()) {
    const post = efterRet(gamle, sendte, start);
    if (post) ender.set(post, starter[i + 1] ?? post.til);
  }
  return [...ender].map(([post, til]) => ({ ...post, til })).sort(tidligst);
}

export const tidligst = (a: Periode, b: Periode) => (a.fra < b.fra ? -1 : Number(a.fra > b.fra));

/** True where a sent period reaches into a stored one that begins later and is not planned. */
export function staarIVejen(gamle: readonly Post[], sendte: readonly Post[], now: number): boolean {
  return gamle.some(
    (staar) =>
      staar.fra <= now &&
      !sendte.some(({ fra }) => fra === staar.fra) &&
      sendte.some((sendt) => staar.fra > sendt.fra && moedes(sendt, staar)),
  );
}

export const ensRolle = (a: Post, b: Post) =>
  a.dele.reference === b.dele.reference && (a.dele.rolle ?? '') === (b.dele.rolle ?? '');
export const ensHelt = (a: Post, b: Post) =>
  ensRolle(a, b) && a.dele.type === b.dele.type && a.dele.indeks === b.dele.indeks;
const ensTid = (a: Periode, b: Periode) => a.fra === b.fra && a.til === b.til;

/** The stored entries of a 0..n relation that a `ret` with these entries leaves; what is in force gives way. */
export function bliver(gamle: readonly Post[], sendte: readonly Post[], now: number): Post[] {
  const isEkko = (sendt: Post) => gamle.some((gammel) => ensHelt(sendt, gammel) && ensTid(sendt, gammel));
  return gamle.filter((gammel) => {
    if (gaelder(gammel, now)) return false;
    return !sendte.some((sendt) => {
      if (!ensHelt(sendt, gammel)) return false;
      return ensTid(sendt, gammel) || (!isEkko(sendt) && (sendt.fra === gammel.fra || moedes(sendt, gammel)));
    });
  });
}

/** One list after a `ret`. */
export function listeEfterRet(
  { isFler }: Liste,
  gamle: readonly Post[],
  sendte: readonly Post[],
  now: number,
): readonly Post[] {
  if (sendte.length === 0) return gamle;
  if (!isFler) return tidslinjeEfterRet(gamle, sendte);
  return sorteret([...bliver(gamle, sendte, now), ...sendte]);
}

/** Entries as they are kept: none that is empty, in the order of their beginnings. */
export const sorteret = (poster: readonly Post[]) => poster.filter((post) => !isTom(post)).sort(tidligst);
