/**
 * The numbers under which the texts of an object are searched. A part of a Soegeord goes by `Soegeord/` and its name:
 * its BeskrivelseTekst is another thing than the BeskrivelseTekst of the Egenskab, and has the number of Soegeord
 * itself, which as an element with parts has no text of its own.
 */
import { type Feltnavn, felter, SOEGEORD_DELE } from '../standard/felter.ts';
import type { Egenskab } from './model.ts';

const soegeordDele: ReadonlyMap<string, number> = new Map(
  SOEGEORD_DELE.map((del) => [`Soegeord/${del}`, felter.get(del === 'BeskrivelseTekst' ? 'Soegeord' : del)!.nr]),
);

/** The number of a field, a state or a part of a Soegeord (`Soegeord/BeskrivelseTekst`) by its name in a criterion. */
export function soegefeltNr(navn: string): number | undefined {
  return soegeordDele.get(navn) ?? felter.get(navn as Feltnavn)?.nr;
}

/** Each text of an Egenskab with the name that it is searched by. */
export function soegetekster(egenskab: Pick<Egenskab, 'felter'>): readonly (readonly [navn: string, tekst: string])[] {
  return Object.entries(egenskab.felter).flatMap(([navn, vaerdi]): (readonly [string, string])[] => {
    if (typeof vaerdi === 'string') return [[navn, vaerdi]];
    return vaerdi.flatMap((del): (readonly [string, string])[] =>
      typeof del === 'string'
        ? [[navn, del]]
        : Object.entries(del).map(([delnavn, tekst]) => [`${navn}/${delnavn}`, tekst]),
    );
  });
}
