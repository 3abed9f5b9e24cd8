/**
 * Who may use which value lists. Tokens of the service carry no role: what a system may is asked of its agreements. The lists are those
 * of the system and the authority together; where access is open, of the authority.
 */
import type { Kalder } from '../access/kalder.ts';
import type { Clock } from '../base/clock.ts';
import type { Limits } from '../base/limits.ts';
import { udfoerListekald } from '../beskedfordeler/vaerdilister/udfoer.ts';
import type { Listeadgang } from '../fronts/soap/vaerdiliste/front.ts';
import { STATUS } from '../standard/koder.ts';
import type { Store } from '../store/store.ts';
import type { Listeejer } from '../store/vaerdilister/vaerdilister.ts';
import { findModtager, type Modtageropslag } from './modtageraftaler.ts';

export interface ListeadgangOptions extends Modtageropslag {
  readonly store: Pick<Store, 'vaerdilister' | 'beskeder'>;
  readonly clock: Clock;
  readonly limits: Limits;
}

export function listeadgang({ store, clock, limits, ...opslag }: ListeadgangOptions): Listeadgang {
  /** Undefined where no agreement lets the system receive messages for the authority. */
  async function ejerAf(kalder: Kalder): Promise<Listeejer | undefined> {
    const { cvr, identitet } = kalder;
    if (!identitet) return { cvr };
    const modtager = await findModtager(opslag, kalder);
    return modtager && { cvr, systemUuid: modtager.systemUuid };
  }

  return {
    async aabn(kalder) {
      const ejer = await ejerAf(kalder);
      if (!ejer) {
        const forventet = `rollen modtag, givet systemet af en serviceaftale om BeskedModtag for CVR ${kalder.cvr}`;
        return { status: STATUS.ikkeAutoriseret, brud: [{ regel: 'rolle-mangler', sted: 'Vaerdiliste', forventet }] };
      }
      const { brugerRef } = kalder;
      const kontekst = { lister: store.vaerdilister, beskeder: store.beskeder, ejer, clock, limits };
      return (kald) => udfoerListekald({ ...kontekst, ...(brugerRef && { brugerRef }) }, kald);
    },
  };
}
