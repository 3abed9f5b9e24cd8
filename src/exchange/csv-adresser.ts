/** The addresses that a row of CSV says: each an Adresse object of its own, and an entry of Adresser. */
import type { Instant } from '../base/instant.ts';
import { type Klassenoegle, klasseUuid } from '../data/klasser.ts';
import { brugervendtNoegle } from '../data/superorg.ts';
import { idNoegle } from '../register/model.ts';
import { adresseUuid } from './csv-noegler.ts';
import type { Felter } from './csv-vaerdier.ts';
import type { Oensket, OensketRelation } from './oensket.ts';

/** A role that rows speak of. */
export interface Rolle {
  readonly rolle: Klassenoegle;
  /** The columns that its text is made of; without the first one in the file the address is left alone. */
  readonly kolonner: readonly [string, ...string[]];
  readonly tekst: (felter: Felter) => string;
}

export interface Adresser {
  readonly objekter: readonly Oensket[];
  readonly poster: readonly OensketRelation[];
  readonly isEgen: Oensket['isEgen'];
}

const TEGN_MAX = 200;

/** A role whose text is that of one column. */
export function enkeltRolle(rolle: Klassenoegle, kolonne: string, tekst?: Rolle['tekst']): Rolle {
  return { rolle, kolonner: [kolonne], tekst: tekst ?? ((felter) => felter.tekst(kolonne, TEGN_MAX)) };
}

/**
 * @param type The class that says what has the address.
 * @param begynder When a new address begins, where the row says it.
 */
export function adresserOf(
  felter: Felter,
  objektUuid: string,
  roller: readonly Rolle[],
  type: Extract<Klassenoegle, `Adresse.Type.${string}`>,
  begynder: Instant | undefined,
): Adresser {
  const objekter: Oensket[] = [];
  const poster: OensketRelation[] = [];
  const egne = new Set<string>();
  for (const { rolle, kolonner, tekst } of roller) {
    if (!felter.has(kolonner[0])) continue;
    const uuid = adresseUuid(objektUuid, rolle);
    egne.add(uuid);
    const adresse = tekst(felter);
    if (adresse === '') continue;
    objekter.push({
      objekttype: 'Adresse',
      uuid,
      felter: { BrugervendtNoegleTekst: brugervendtNoegle(adresse), AdresseTekst: adresse },
      gaelder: {},
      begynder,
      relationer: {},
      isEgen: () => true,
    });
    // The Indeks must be unique among the addresses of the object, and stay when others come and go.
    poster.push({
      reference: { uuid },
      rolle: { uuid: klasseUuid(rolle) },
      type: { uuid: klasseUuid(type) },
      indeks: uuid,
    });
  }
  return { objekter, poster, isEgen: ({ reference }) => reference !== undefined && egne.has(idNoegle(reference)) };
}
