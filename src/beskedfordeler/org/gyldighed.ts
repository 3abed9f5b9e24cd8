/**
 * From when on a change counts, on the virkning axis: what is said after it and was not said before, or the other way round,
 * begins somewhere. Where all of it begins at one instant, that is GyldighedFra; else there is no such instant.
 */
import { type Instant, type Interval, isCalendarInstant, isEmptyInterval } from '../../base/instant.ts';
import type { Indhold, Virkning } from '../../register/model.ts';

/** When each thing is said, by what is said. */
type Udsagn = Map<string, Interval[]>;

function udsagnI({ egenskaber, tilstande, relationer }: Indhold): Udsagn {
  const udsagn: Udsagn = new Map();
  const sig = (slags: string, { virkning, ...hvad }: { readonly virkning: Virkning }) => {
    const { fra, til, ...hvem } = virkning;
    if (isEmptyInterval({ fra, til })) return;
    const noegle = JSON.stringify([slags, sorteret(hvad), sorteret(hvem)]);
    const perioder = udsagn.get(noegle);
    if (perioder) perioder.push({ fra, til });
    else udsagn.set(noegle, [{ fra, til }]);
  };
  for (const egenskab of egenskaber) sig('egenskab', egenskab);
  for (const tilstand of tilstande) sig('tilstand', tilstand);
  for (const [navn, poster] of Object.entries(relationer)) for (const post of poster) sig(navn, post);
  return udsagn;
}

/** Keys in one order, so that equal things are written equally. */
function sorteret(vaerdi: unknown): unknown {
  if (Array.isArray(vaerdi)) return vaerdi.map(sorteret);
  if (typeof vaerdi !== 'object' || vaerdi === null) return vaerdi;
  const par = Object.entries(vaerdi).sort(([a], [b]) => (a < b ? -1 : 1));
  return par.map(([navn, indhold]) => [navn, sorteret(indhold)]);
}

const isSagt = (perioder: readonly Interval[], instant: Instant) =>
  perioder.some(({ fra, til }) => fra <= instant && instant < til);

/** Where stretches begin in which the one has a thing and the other has not. */
function begyndelser(foer: readonly Interval[], efter: readonly Interval[]): Instant[] {
  const graenser = [...new Set([...foer, ...efter].flatMap(({ fra, til }) => [fra, til]))].sort((a, b) => a - b);
  const fundne: Instant[] = [];
  let isForskel = false;
  for (const instant of graenser) {
    const nu = isSagt(foer, instant) !== isSagt(efter, instant);
    if (nu && !isForskel) fundne.push(instant);
    isForskel = nu;
  }
  return fundne;
}

const INTET: readonly Interval[] = [];

/** Undefined where the change begins at several instants, at none, or always was. */
export function gyldighedFra(foer: Indhold | undefined, efter: Indhold): Instant | undefined {
  const [gammelt, nyt] = [foer ? udsagnI(foer) : new Map<string, Interval[]>(), udsagnI(efter)];
  const fundne = new Set<Instant>();
  for (const noegle of new Set([...gammelt.keys(), ...nyt.keys()])) {
    for (const instant of begyndelser(gammelt.get(noegle) ?? INTET, nyt.get(noegle) ?? INTET)) fundne.add(instant);
  }
  const [eneste, ...flere] = fundne;
  return eneste !== undefined && flere.length === 0 && isCalendarInstant(eneste) ? eneste : undefined;
}
