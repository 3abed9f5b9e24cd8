/**
 * The fields of Person that only those see who have the data restriction (spec security §2.1; docs/decisions/0038): for
 * everybody else it is as if they were not there, in an answer, in a search and in a change.
 */
import type { Brud } from '../base/brud.ts';
import type { IndsendtIndhold } from '../register/indsendt.ts';
import type { Registrering } from '../register/model.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import { type Kalder, retTil, visibleOwners } from './kalder.ts';

/** For each field the right that it asks for, and what the restriction is called in an agreement. */
const KRAEVER = {
  NavnTekst: { ret: 'seNavn', afgraensning: 'SeNavn' },
  'CPR-NummerTekst': { ret: 'seCpr', afgraensning: 'SeCPR' },
} as const;

export type Personfelt = keyof typeof KRAEVER;

const PERSONFELTER = Object.keys(KRAEVER) as readonly Personfelt[];
const INGEN: readonly Personfelt[] = [];

/** What the restriction that a field asks for is called. */
export function afgraensningOf(felt: Personfelt): string {
  return KRAEVER[felt].afgraensning;
}

/** Elements that hold a field under another name. */
const OGSAA: Readonly<Record<string, Personfelt>> = { PersonCPR: 'CPR-NummerTekst' };

/** Breaches of a message that does not fit its schema, without the values of fields that the caller does not see. */
export function udenSkjulteVaerdier<B extends Brud>(kalder: Kalder, brud: readonly B[]): readonly B[] {
  const skjulte: readonly string[] = skjulteFelter(kalder, 'Person', kalder.cvr);
  return brud.map((et) => {
    const navn = et.sted.slice(et.sted.lastIndexOf('/') + 1).replace(/\[\d+\]$/, '');
    if (!skjulte.includes(OGSAA[navn] ?? navn)) return et;
    const { vaerdi: _vaerdi, ...resten } = et;
    return resten as B;
  });
}

/** The fields of an owner's objects of a type that the caller does not see. */
export function skjulteFelter(kalder: Kalder, objekttype: ObjektType, ejer: string): readonly Personfelt[] {
  if (objekttype !== 'Person') return INGEN;
  const ret = retTil(kalder, ejer);
  return PERSONFELTER.filter((felt) => !ret[KRAEVER[felt].ret]);
}

/** For each registration what is left of it without some fields. */
const uden = new WeakMap<Registrering, Map<string, Registrering>>();

/** A registration without the fields; the same value for the same registration and fields. */
export function udenFelter(registrering: Registrering, skjulte: readonly string[]): Registrering {
  if (skjulte.length === 0) return registrering;
  const kendte = uden.get(registrering) ?? new Map<string, Registrering>();
  uden.set(registrering, kendte);
  const navne = skjulte.join();
  const kendt = kendte.get(navne) ?? fjern(registrering, skjulte);
  kendte.set(navne, kendt);
  return kendt;
}

function fjern(registrering: Registrering, skjulte: readonly string[]): Registrering {
  const egenskaber = registrering.egenskaber.map(({ virkning, felter }) => ({
    virkning,
    felter: Object.fromEntries(Object.entries(felter).filter(([navn]) => !skjulte.includes(navn))),
  }));
  return { ...registrering, egenskaber };
}

/** The first of the fields that is filled in what a caller sends; an empty element says nothing. */
export function sendtFelt(
  egenskaber: IndsendtIndhold['egenskaber'],
  felter: readonly Personfelt[],
): Personfelt | undefined {
  const isUdfyldt = (vaerdi: unknown) => typeof vaerdi === 'string' && vaerdi.trim() !== '';
  return felter.find((felt) => egenskaber.some((egenskab) => isUdfyldt(egenskab.felter[felt])));
}

/**
 * The owners among whose objects the caller may search for fields with these names, or the field that it may search for
 * nowhere. An object whose field it does not see is not hit by what stands in it.
 */
export function soegeejere(
  kalder: Kalder,
  objekttype: ObjektType,
  feltnavne: readonly string[],
): readonly string[] | Personfelt {
  let ejere = visibleOwners(kalder);
  if (objekttype !== 'Person') return ejere;
  for (const felt of PERSONFELTER) {
    if (!feltnavne.includes(felt)) continue;
    ejere = ejere.filter((ejer) => retTil(kalder, ejer)[KRAEVER[felt].ret]);
    if (ejere.length === 0) return felt;
  }
  return ejere;
}
