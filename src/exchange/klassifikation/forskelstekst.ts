/** The texts of a difference: what fields say and relations point at, before and after, of both only what is different. */
import { isDeepStrictEqual } from 'node:util';
import type { Feltvaerdi } from '../../register/model.ts';
import type { Udgivetrelation } from './udgave.ts';

export type Indholdstekst = Readonly<Record<string, unknown>>;

export function noegleOf({ BrugervendtNoegleTekst }: Readonly<Record<string, Feltvaerdi>>): { noegle?: string } {
  return typeof BrugervendtNoegleTekst === 'string' ? { noegle: BrugervendtNoegleTekst } : {};
}

/** What relations point at, as texts. */
export function maalOf(
  relationer: Readonly<Record<string, readonly Udgivetrelation[]>>,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(relationer).map(([navn, poster]) => [
      navn,
      poster.map(({ reference }) => (reference && ('uuid' in reference ? reference.uuid : reference.urn)) ?? ''),
    ]),
  );
}

export function vaelg<T>(poster: Readonly<Record<string, T>>, navne: readonly string[]): Record<string, T> {
  return Object.fromEntries(navne.map((navn) => [navn, poster[navn]!]));
}

/** Without what is empty, and one thing as itself. */
export function tekster(vaerdier: Readonly<Record<string, unknown>>): Indholdstekst {
  return Object.fromEntries(
    Object.entries(vaerdier).flatMap(([navn, vaerdi]) => {
      if (!Array.isArray(vaerdi)) return [[navn, vaerdi]];
      return vaerdi.length === 0 ? [] : [[navn, vaerdi.length === 1 ? vaerdi[0] : vaerdi]];
    }),
  );
}

/** Of both, what is different. */
export function forskellige(
  foer: Readonly<Record<string, unknown>>,
  efter: Readonly<Record<string, unknown>>,
): readonly [Indholdstekst, Indholdstekst] {
  const andre = [...new Set([...Object.keys(foer), ...Object.keys(efter)])].filter(
    (navn) => !isDeepStrictEqual(foer[navn], efter[navn]),
  );
  const af = (alle: Readonly<Record<string, unknown>>) =>
    tekster(Object.fromEntries(andre.flatMap((navn) => (navn in alle ? [[navn, alle[navn]]] : []))));
  return [af(foer), af(efter)];
}
