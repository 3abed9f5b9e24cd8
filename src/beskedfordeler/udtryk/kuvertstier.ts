/**
 * Every path of the envelope with a value in it, as names of elements below Haendelsesbesked: those of values, and those of what
 * has one value in one of its children (UnikId, Aktoer, Tidspunkt). What others may put into extensions is not among them.
 */
import { haendelsesbesked } from '../../standard/besked-kuvert.ts';
import type { ElementKomponent, KompleksType } from '../../standard/komponenter.ts';

function stierI({ navn, type }: ElementKomponent, over: readonly string[]): readonly (readonly string[])[] {
  const sti = [...over, navn];
  if (type.art === 'simpel') return [sti];
  const boern = boernAf(type);
  const isEnVaerdi = boern.length > 0 && boern.every((barn) => barn.type.art === 'simpel') && type.enhver === undefined;
  return [...(isEnVaerdi ? [sti] : []), ...boern.flatMap((barn) => stierI(barn, sti))];
}

function boernAf({ udvider, indhold }: KompleksType): readonly ElementKomponent[] {
  return [...(udvider ? boernAf(udvider) : []), ...indhold.map(({ element }) => element)];
}

const kuvert = boernAf(haendelsesbesked.type as KompleksType).find(({ navn }) => navn === 'Beskedkuvert')!;

export const KUVERTSTIER: readonly (readonly string[])[] = stierI(kuvert, []);
