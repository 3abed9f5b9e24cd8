/** Objects as they are on the day of an export of CSV, and what is looked up of those that they point at. */

import { formatDanish } from '../base/copenhagen.ts';
import { contains, type Instant, isCalendarInstant } from '../base/instant.ts';
import { type Klassenoegle, klasser, klasseUuid } from '../data/klasser.ts';
import { isAfsluttet, type Registrering, type UnikId, uuidOf } from '../register/model.ts';
import { KOMBIT_CVR } from '../standard/koder.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { Store } from '../store/store.ts';
import type { Punkt } from './punkt.ts';

/** The Danish day of an instant, such as 2026-01-31. */
function dag(instant: Instant): string {
  return formatDanish(instant).slice(0, 10);
}

/** A registration seen on one day. */
export class Dagsbillede {
  readonly #registrering: Registrering;
  readonly #dag: Instant;

  constructor(registrering: Registrering, dag: Instant) {
    this.#registrering = registrering;
    this.#dag = dag;
  }

  /** The period in which it is in use on that day; undefined where it is not. */
  get ibrug(): { fra: string; til: string } | undefined {
    const { livscyklusKode, tilstande } = this.#registrering;
    const aktiv = tilstande.find(({ vaerdi, virkning }) => vaerdi === 'Aktiv' && contains(virkning, this.#dag));
    if (isAfsluttet(livscyklusKode) || !aktiv) return undefined;
    const { fra, til } = aktiv.virkning;
    // The last day, where the end is the midnight after it.
    return { fra: isCalendarInstant(fra) ? dag(fra) : '', til: isCalendarInstant(til) ? dag(til - 1) : '' };
  }

  felt(navn: string): string {
    const egenskab = this.#registrering.egenskaber.find(({ virkning }) => contains(virkning, this.#dag));
    const vaerdi = egenskab?.felter[navn];
    return typeof vaerdi === 'string' ? vaerdi : '';
  }

  relationer(navn: string) {
    return (this.#registrering.relationer[navn] ?? []).filter(({ virkning }) => contains(virkning, this.#dag));
  }

  /** What a relation points at, as UUIDs. */
  uuids(navn: string): string[] {
    return this.relationer(navn).flatMap(({ reference }) => (reference && uuidOf(reference)) ?? []);
  }

  /** The UUID of the address in a role, the one with the least Indeks of several. */
  adresse(rolle: Klassenoegle): string | undefined {
    const soegt = klasseUuid(rolle);
    const [foerste] = this.relationer('Adresser')
      .filter((post) => post.rolle && uuidOf(post.rolle) === soegt)
      .sort((a, b) => ((a.indeks ?? '') < (b.indeks ?? '') ? -1 : 1));
    return foerste?.reference && uuidOf(foerste.reference);
  }
}

/** The title of a class that the register begins with, else the reference itself. */
export function klassetitel(id: UnikId | undefined): string {
  if (id === undefined) return '';
  const uuid = uuidOf(id);
  return klasser.find((klasse) => klasse.uuid === uuid)?.titel ?? uuid ?? ('urn' in id ? id.urn : '');
}

/** The objects with these UUIDs as they are at the point, of the authority or shared. */
export async function slaaOp(
  store: Store,
  ejer: string,
  { registrering, dag }: Punkt & { readonly dag: Instant },
  objekttype: ObjektType,
  uuids: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, Dagsbillede>> {
  const soegte = [...new Set(uuids.filter((uuid) => uuid !== undefined))];
  if (soegte.length === 0) return new Map();
  const udsnit = registrering === undefined ? 'nuvaerende' : { fra: registrering, til: registrering + 1 };
  const fundne = await store.hent([ejer, KOMBIT_CVR], objekttype, soegte, udsnit);
  return new Map(fundne.map(({ uuid, registreringer }) => [uuid, new Dagsbillede(registreringer.at(-1)!, dag)]));
}
