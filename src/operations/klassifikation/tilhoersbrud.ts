/** Whether what an object of Klassifikation belongs to is there, and may be what it belongs to. */
import { type Tilhoer, visId } from '../../register/klassifikation/tilhoer.ts';
import { isAfsluttet, type UnikId, uuidOf } from '../../register/model.ts';
import type { Regelbrud } from '../../register/regler/regel.ts';
import type { Forudsat, Skrivning } from '../../store/store.ts';
import type { Kontekst } from '../kontekst.ts';
import { isAaben } from './facetudvidelser.ts';
import type { Omverden } from './omverden.ts';

/** What becomes of a reference to what is not there. In a file it may come later; its order is not ours to ask for. */
export type Ukendte = 'afvises' | 'taales';

/** What a write is judged in. */
export interface Omstaendigheder {
  readonly kontekst: Kontekst;
  readonly omverden: Omverden;
  readonly ukendte: Ukendte;
  /** Where in the message the newest registration stands. */
  readonly sted: string;
  /** Filled with what a write that is good was found good from. */
  readonly forudsatte: Forudsat[];
}

/** @param id What the object is to belong to. */
export function tilhoersbrud(
  { kontekst, omverden, ukendte, sted, forudsatte }: Omstaendigheder,
  { ejer }: Skrivning,
  { relation, maal }: Tilhoer,
  id: UnikId,
): Regelbrud[] {
  const uuid = uuidOf(id);
  const fundet = uuid === undefined ? undefined : omverden.find(maal, uuid);
  const brud = { sted: `${sted}RelationListe/${relation}`, vaerdi: visId(id) };
  if (typeof fundet !== 'object' || isAfsluttet(fundet.registrering.livscyklusKode)) {
    if (ukendte === 'taales') return [];
    return [{ regel: 'reference-ukendt', ...brud, forventet: `UUID på en ${maal}, der er oprettet og ikke afsluttet` }];
  }
  if (fundet.forudsat) forudsatte.push(fundet.forudsat);
  if (fundet.ejer === ejer) return [];
  if (maal === 'Klassifikation') {
    return [{ regel: 'facet-ejer', ...brud, forventet: 'en klassifikation, som myndigheden selv ejer' }];
  }
  if (isAaben(kontekst.facetudvidelser ?? 'alle', fundet.uuid)) return [];
  return [{ regel: 'facet-lukket', ...brud, forventet: 'en facet, som myndigheden selv ejer, eller som er åben' }];
}
