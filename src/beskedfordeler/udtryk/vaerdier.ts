/** What an expression compares: the values of a message at a path, in the form in which equal ones look alike. */
import { isUuid } from '../../base/uuid.ts';
import { cvrOf, cvrUrn, type Haendelsesbesked, vaerdierPaa } from '../kuvert/haendelsesbesked.ts';
import type { Sti } from './stier.ts';
import type { Lig } from './traet.ts';

/** UUIDs are the same in either case, and the URN of a CVR in either spelling; everything else is what it is to the letter. */
export function noegleOf(vaerdi: string): string {
  if (isUuid(vaerdi)) return vaerdi.toLowerCase();
  const cvr = cvrOf(vaerdi);
  return cvr === undefined ? vaerdi : cvrUrn(cvr);
}

/** As a value list may have it: lists keep what they are given, but UUIDs in lower case. */
export function stavemaader(noegle: string): readonly string[] {
  const cvr = cvrOf(noegle);
  return cvr === undefined ? [noegle] : [cvrUrn(cvr), `urn:oio:cvr:${cvr}`];
}

export interface Vaerdi {
  readonly skrevet: string;
  readonly noegle: string;
}

/** What was found in messages that are still in use; each is asked by many subscriptions. */
const laest = new WeakMap<Haendelsesbesked['rod'], Map<string, readonly Vaerdi[]>>();

export function vaerdierAf({ rod }: Pick<Haendelsesbesked, 'rod'>, { tekst, navne }: Sti): readonly Vaerdi[] {
  const kendte = laest.get(rod) ?? new Map<string, readonly Vaerdi[]>();
  if (kendte.size === 0) laest.set(rod, kendte);
  const kendt = kendte.get(tekst);
  if (kendt) return kendt;
  const vaerdier = vaerdierPaa({ rod }, navne).map((skrevet) => ({ skrevet, noegle: noegleOf(skrevet) }));
  kendte.set(tekst, vaerdier);
  return vaerdier;
}

/** A test of one value by a comparison with `=`. */
export function proeveAf({ vaerdi, isBegyndelse }: Lig): (fundet: Vaerdi) => boolean {
  if (!isBegyndelse) {
    const soegt = noegleOf(vaerdi);
    return ({ noegle }) => noegle === soegt;
  }
  const smaa = vaerdi.toLowerCase();
  return ({ skrevet, noegle }) => skrevet.startsWith(vaerdi) || (isUuid(skrevet) && noegle.startsWith(smaa));
}
