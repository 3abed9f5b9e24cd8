/** The seeded generator behind the demo data: equal seeds and keys give equal numbers, whatever was asked before. */

export interface Tilfaeldig {
  /** A whole number from `mindst` to `hoejst`, both included. */
  heltal(mindst: number, hoejst: number): number;
  /** One of the list, which must not be empty. */
  vaelg<T>(liste: readonly T[]): T;
  /** True with this probability, 0 to 1. */
  sand(sandsynlighed: number): boolean;
}

const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over the code units of a text, 32 bits. */
export function hash32(tekst: string): number {
  let hash = FNV_BASIS;
  for (let at = 0; at < tekst.length; at++) hash = Math.imul(hash ^ tekst.charCodeAt(at), FNV_PRIME);
  return hash >>> 0;
}

/** A generator of its own for everything that has a key: Mulberry32 over the hash of seed and key. */
export function tilfaeldig(seed: number, noegle: string): Tilfaeldig {
  let state = hash32(`${seed}/${noegle}`);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const heltal = (mindst: number, hoejst: number) => mindst + Math.floor(next() * (hoejst - mindst + 1));
  return {
    heltal,
    vaelg: (liste) => liste[heltal(0, liste.length - 1)]!,
    sand: (sandsynlighed) => next() < sandsynlighed,
  };
}
