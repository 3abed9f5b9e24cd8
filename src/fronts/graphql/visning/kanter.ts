/** What the rows of the table have in common: texts of objects, one object that a relation points at, titles of classes. */
import type { ObjektType } from '../../../standard/objekttyper.ts';
import type { Relationsnavn } from '../../../standard/relationer.ts';
import type { Argumenter, Felt, Forekomst, Sted } from '../tabel.ts';
import type { Knude, Udsyn } from './udsyn.ts';

/** Reads for all parents of a level, those at the same point together. */
export async function vedPunkter<P extends { readonly udsyn: Udsyn }>(
  forekomster: readonly Forekomst<P, Argumenter>[],
  laes: (udsyn: Udsyn, foraeldre: readonly P[]) => Promise<void>,
): Promise<void> {
  const alle = forekomster.length === 1 ? forekomster[0]!.foraeldre : forekomster.flatMap(({ foraeldre }) => foraeldre);
  const udsyn = alle[0]?.udsyn;
  if (udsyn && alle.every((foraelder) => foraelder.udsyn === udsyn)) return laes(udsyn, alle);
  for (const [hvert, foraeldre] of Map.groupBy(alle, (foraelder) => foraelder.udsyn)) await laes(hvert, foraeldre);
}

/** A text of the object itself. */
export function tekstfelt(type: 'String' | 'String!', navn: string, om: string): Felt<Knude> {
  return { type, om, vaerdi: (knude) => knude.tekst(navn) ?? null };
}

/** Says that something points at an object that cannot be had. */
export function advarOmManglende(sted: Sted, objekttype: ObjektType, uuid: string): void {
  sted.advar('NotFound', `${objekttype} ${uuid}, som der peges på, findes ikke, eller kalderen kan ikke se objektet.`);
}

/** The first object that a relation points at. */
export function relationsfelt(type: string, objekttype: ObjektType, relation: Relationsnavn, om: string): Felt<Knude> {
  return {
    type,
    om,
    kant: (forekomster) =>
      vedPunkter(forekomster, (udsyn, knuder) =>
        udsyn.hent(
          objekttype,
          knuder.flatMap((knude) => knude.peger(relation).slice(0, 1)),
        ),
      ),
    vaerdi(knude, _argumenter, _session, sted) {
      const [uuid] = knude.peger(relation);
      return uuid === undefined ? null : naboen(knude.udsyn, objekttype, uuid, type, sted);
    },
  };
}

/** An object that has been read, or null: with a warning where the schema lets it be null, else that is an error already. */
export function naboen(udsyn: Udsyn, objekttype: ObjektType, uuid: string, type: string, sted: Sted): Knude | null {
  const nabo = udsyn.knude(objekttype, uuid);
  if (nabo === undefined && !type.endsWith('!')) advarOmManglende(sted, objekttype, uuid);
  return nabo ?? null;
}

/** The title of a class that a parent names: its TitelTekst, else its key; null with a warning where there is neither. */
export function titelfelt<P extends { readonly udsyn: Udsyn }>(
  om: string,
  klasseOf: (foraelder: P) => string | undefined,
): Felt<P> {
  return {
    type: 'String',
    om,
    kant: (forekomster) =>
      vedPunkter(forekomster, (udsyn, foraeldre) =>
        udsyn.hentTekster(foraeldre.flatMap((foraelder) => klasseOf(foraelder) ?? [])),
      ),
    vaerdi(foraelder, _argumenter, _session, sted) {
      const uuid = klasseOf(foraelder);
      if (uuid === undefined) return null;
      const { titel, noegle } = foraelder.udsyn.klassetekst(uuid) ?? {};
      if (titel === undefined && noegle === undefined) advarOmKlasse(sted, uuid);
      return titel ?? noegle ?? null;
    },
  };
}

export function advarOmKlasse(sted: Sted, uuid: string): void {
  sted.advar('NotFound', `Klassen ${uuid} findes ikke i Klassifikation, er ikke publiceret eller har ingen tekst.`);
}

/** The UUIDs that an argument names; undefined where the query leaves it out. */
export function valgte({ rolle }: Argumenter): ReadonlySet<string> | undefined {
  return Array.isArray(rolle) ? new Set<string>(rolle) : undefined;
}
