/** The classifications that the register has, for a loader: the newest registration of each object that stands in its way. */
import { FkorgError } from '../../base/error.ts';
import { contains, type Instant } from '../../base/instant.ts';
import { fastUuid } from '../../data/navnerum.ts';
import { isAfsluttet, type Registrering, uuidOf } from '../../register/model.ts';
import { KOMBIT_CVR } from '../../standard/koder.ts';
import type { LagretObjekt, Store } from '../../store/store.ts';
import { type Klassetype, OBJEKTER_MAX } from './udgave.ts';

const TYPER: readonly Klassetype[] = ['Klassifikation', 'Facet', 'Klasse'];

export class Kendt {
  /** By type and UUID; the loader's own where the common ones have the same. */
  readonly #objekter = new Map<string, LagretObjekt>();
  readonly #efterNoegle = new Map<string, string>();
  readonly #facetter = new Map<string, string>();

  /** Everything of the owner, and what is common. Throws `limit-passed`. */
  static async af(store: Store, ejer: string, dag: Instant): Promise<Kendt> {
    const kendt = new Kendt();
    for (const hvis of new Set([ejer, KOMBIT_CVR])) {
      for (const objekttype of TYPER) {
        for await (const { uuid, nr, registreringer } of store.alle({ ejer: hvis, objekttype })) {
          kendt.#tag(objekttype, { ejer: hvis, uuid, nr, registreringer: [registreringer.at(-1)!] }, dag);
        }
      }
    }
    return kendt;
  }

  #tag(objekttype: Klassetype, objekt: LagretObjekt, dag: Instant): void {
    const noegle = `${objekttype} ${objekt.uuid}`;
    if (this.#objekter.has(noegle)) return;
    if (this.#objekter.size === OBJEKTER_MAX) {
      throw new FkorgError('limit-passed', `The register has more than ${OBJEKTER_MAX} objects of Klassifikation.`);
    }
    this.#objekter.set(noegle, objekt);
    const registrering = nyesteOf(objekt);
    const felter = felterVed(registrering, dag);
    if (objekttype === 'Klasse') {
      const plads = `${facetOf(registrering) ?? ''} ${felter.BrugervendtNoegleTekst ?? ''}`;
      if (!this.#efterNoegle.has(plads) || isPubliceretVed(registrering, dag))
        this.#efterNoegle.set(plads, objekt.uuid);
    }
    if (objekttype !== 'Facet' || isAfsluttet(registrering.livscyklusKode)) return;
    for (const navn of [felter.BrugervendtNoegleTekst, felter.TitelTekst]) {
      if (typeof navn === 'string' && !this.#facetter.has(navn.toLowerCase())) {
        this.#facetter.set(navn.toLowerCase(), objekt.uuid);
      }
    }
  }

  find(objekttype: Klassetype, uuid: string): LagretObjekt | undefined {
    return this.#objekter.get(`${objekttype} ${uuid}`);
  }

  /** The classes of a facet that this owner has. */
  *klasserI(facet: string, ejer: string): Generator<LagretObjekt> {
    for (const [noegle, objekt] of this.#objekter) {
      if (noegle.startsWith('Klasse ') && objekt.ejer === ejer && facetOf(nyesteOf(objekt)) === facet) yield objekt;
    }
  }

  /** The UUID of the class with a key in a facet: that of the register, else one that follows from both. */
  klasseUuid(facet: string, noegle: string): string {
    return this.#efterNoegle.get(`${facet} ${noegle}`) ?? fastUuid('klasse', facet, noegle);
  }

  /** The UUID of the facet with a key or a title: that of the register, else one that follows from the name. */
  facetUuid(navn: string): string {
    return this.#facetter.get(navn.toLowerCase()) ?? fastUuid('facet', navn);
  }
}

export function nyesteOf({ registreringer }: LagretObjekt): Registrering {
  return registreringer.at(-1)!;
}

/** The facet of a class, whenever it is in it. */
export function facetOf({ relationer }: Pick<Registrering, 'relationer'>): string | undefined {
  const reference = relationer.Facet?.[0]?.reference;
  return reference && uuidOf(reference);
}

/** The fields in force, or where none are, the last ones. */
export function felterVed({ egenskaber }: Pick<Registrering, 'egenskaber'>, dag: Instant) {
  return (egenskaber.find(({ virkning }) => contains(virkning, dag)) ?? egenskaber.at(-1))?.felter ?? {};
}

export function isPubliceretVed({ tilstande }: Pick<Registrering, 'tilstande'>, dag: Instant): boolean {
  return tilstande.some(({ vaerdi, virkning }) => vaerdi === 'true' && contains(virkning, dag));
}
