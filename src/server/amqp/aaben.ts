/**
 * AMQP with open access, so that a supplier can try without a token: EXTERNAL names the authority, by CVR, and whoever says
 * nothing is Korsbæk. It sends for anybody, and has the dueslag that name its authority.
 */
import { TIL_ALTID } from '../../base/instant.ts';
import type { Beskedgraenser } from '../../beskedfordeler/kuvert/laes.ts';
import type { Beskedpost, Gaest } from '../../fronts/amqp/post.ts';
import { KORSBAEK_CVR } from '../../standard/koder.ts';
import type { Store } from '../../store/store.ts';
import { findMyndighed } from '../adgang.ts';
import { indsend, type Modtager } from './indsend.ts';
import type { Koer } from './koer.ts';
import type { Spor } from './spor.ts';

export interface AabenPostvalg {
  readonly store: Store;
  readonly koer: Koer;
  readonly modtager: Modtager;
  readonly graenser: Beskedgraenser;
  readonly spor: Spor;
}

const RAAD = 'svaret i EXTERNAL er 8 cifre, og »fkorg myndighed opret« laver en';

export function aabenPost({ store, koer, modtager, graenser, spor }: AabenPostvalg): Beskedpost {
  return {
    async aabn(svar, klient): Promise<Gaest> {
      const sagt = svar.trim();
      const { cvr } = await findMyndighed(store, sagt === '' ? KORSBAEK_CVR : sagt, RAAD);
      await spor.login({ cvr });
      return {
        navn: cvr,
        udloeber: TIL_ALTID,
        maaSende: true,
        maaHente: true,
        async send(forsendelse) {
          const startedMs = performance.now();
          const { svar: givet, beskedId } = await indsend(modtager, graenser, forsendelse, klient, undefined);
          await spor.sendt({ cvr }, givet.kode, beskedId, performance.now() - startedMs);
          return givet;
        },
        dueslag: (uuid) =>
          koer.koe(
            uuid,
            (dueslag) => dueslag.systemUuid === undefined && dueslag.cvr === cvr,
            async (leveringer) => {
              await spor.udleveret({ cvr }, leveringer);
              return leveringer;
            },
          ),
        slut: () => undefined,
      };
    },
  };
}
