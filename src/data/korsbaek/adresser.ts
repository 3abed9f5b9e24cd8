/**
 * Adresse objects and the relations that point at them with Rolle, Type and Indeks (spec sf1500 §4.2, §4.7), buildings
 * that several units and users share, and numbers that can belong to nobody.
 */
import type { Relation, Virkning } from '../../register/model.ts';
import { laegOver } from '../../register/tidslinje.ts';
import type { Skrivning } from '../../store/store.ts';
import { egenskab, indhold } from '../byg.ts';
import { type Klassenoegle, klasseUuid } from '../klasser.ts';
import { fastUuid } from '../navnerum.ts';
import { brugervendtNoegle } from '../superorg.ts';
import { BY, VEJE } from './navne.ts';
import type { Tilfaeldig } from './tilfaeldig.ts';
import { type Dagstrin, FOERSTE_DAG, objekt, type Start, type Verden } from './verden.ts';

/** Units that share a building, by their numbers. */
const ENHEDER_I_BYGNING = 5;

/** Fields of an Adresse with a text. */
export function adressefelter(tekst: string): Readonly<Record<string, string>> {
  return { AdresseTekst: tekst, BrugervendtNoegleTekst: brugervendtNoegle(tekst) };
}

/** An Adresse object, true from the day on which it was first registered. */
export function adresse(
  verden: Verden,
  uuid: string,
  tekst: string,
  start: Start = {},
  trin: readonly Dagstrin[] = [],
): Skrivning {
  const fra = verden.stempel(verden.kalender.dag(start.dag ?? FOERSTE_DAG));
  return objekt(verden, 'Adresse', uuid, indhold([egenskab(fra, adressefelter(tekst))]), start, trin);
}

/** A step that gives an Adresse a new text from a day on; it is registered the day before. */
export function nyTekst(verden: Verden, dag: number, tekst: string): Dagstrin {
  const fra = verden.stempel(verden.kalender.dag(dag));
  return {
    dag: Math.min(dag - 1, -1),
    aendr: (foer) => ({ egenskaber: laegOver(foer.egenskaber, [egenskab(fra, adressefelter(tekst))]) }),
  };
}

/** An entry of Adresser. `type` is that of the object which has the address. */
export function adresserelation(
  virkning: Virkning,
  uuid: string,
  rolle: Klassenoegle,
  type: 'OrgEnhedAdresse' | 'BrugerAdresse' | 'OrgFunktionAdresse' | 'ItSystemAdresse',
  indeks: string,
): Relation {
  return {
    virkning,
    reference: { uuid },
    rolle: { uuid: klasseUuid(rolle) },
    type: { uuid: klasseUuid(`Adresse.Type.${type}`) },
    indeks,
  };
}

/** The building that a unit is in. */
export function bygningUuid(ordinal: number): string {
  return fastUuid('korsbaek', 'bygning', String(Math.floor(ordinal / ENHEDER_I_BYGNING)));
}

/** The building that comes with a unit, as an object; undefined for units in the building of an earlier one. */
export function bygning(verden: Verden, ordinal: number): Skrivning | undefined {
  if (ordinal % ENHEDER_I_BYGNING !== 0) return undefined;
  const nr = ordinal / ENHEDER_I_BYGNING;
  const tekst = (husnummer: number) => `${VEJE[nr % VEJE.length]} ${husnummer}, ${BY}`;
  const husnummer = 1 + 2 * Math.floor(nr / VEJE.length);
  // One house in seven was given a new number.
  const trin = nr % 7 === 2 ? [nyTekst(verden, -350, tekst(husnummer + 1))] : [];
  return adresse(verden, bygningUuid(ordinal), tekst(husnummer), {}, trin);
}

/** A telephone number that cannot be given to anybody: no Danish number begins with 0. */
export function telefonnummer(tal: Tilfaeldig): string {
  const digits = String(tal.heltal(1_000_000, 9_999_999));
  return `0${digits}`.replace(/(..)(?=.)/g, '$1 ');
}

/** An EAN number (GLN) from the range that GS1 keeps free for use within a house: it begins with 2. */
export function eanNummer(tal: Tilfaeldig): string {
  const twelve = `2${String(tal.heltal(0, 99_999_999_999)).padStart(11, '0')}`;
  const sum = [...twelve].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}
