/**
 * Who may use which value lists. Tokens of the service carry no role: what a system may is asked of its agreements. The lists are those
 * of the system and the authority together; where access is open, of the authority.
 */
import type { Kalder } from '../access/kalder.ts';
import type { Clock } from '../base/clock.ts';
import type { Limits } from '../base/limits.ts';
import type { Beskedaftaler } from '../beskedfordeler/adgang/beskedaftaler.ts';
import { udfoerListekald } from '../beskedfordeler/vaerdilister/udfoer.ts';
import type { Listeadgang } from '../fronts/soap/vaerdiliste/front.ts';
import type { Aftaler } from '../identity/saml/aftaler.ts';
import { STATUS } from '../standard/koder.ts';
import type { Store } from '../store/store.ts';
import type { Listeejer } from '../store/vaerdilister/vaerdilister.ts';

export interface ListeadgangOptions {
  readonly store: Pick<Store, 'vaerdilister' | 'beskeder'>;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly systemer: Pick<Aftaler, 'findSystem'>;
  readonly aftaler: Pick<Beskedaftaler, 'modtager'>;
}

export function listeadgang({ store, clock, limits, systemer, aftaler }: ListeadgangOptions): Listeadgang {
  /** Undefined where no agreement lets the system receive messages for the authority. */
  async function ejerAf({ cvr, identitet }: Kalder): Promise<Listeejer | undefined> {
    if (!identitet) return { cvr };
    const system = await systemer.findSystem(identitet.certifikatSha256);
    if (!system) return undefined;
    const deres = await aftaler.modtager(system.uuid);
    return deres.some((aftale) => aftale.cvr === cvr) ? { cvr, systemUuid: system.uuid } : undefined;
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
