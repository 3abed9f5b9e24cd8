/** The register's own messages for the distributor: what changes become, one after the other. */

import type { Reads } from '../../store/store.ts';
import type { Beskedkilde, FordelerLog } from '../fordeling/valg.ts';
import { kildetyper, orgBeskeder } from './afledte.ts';
import type { Orgvalg } from './valg.ts';

/** A change can be told for thousands of users: those after the one that passes it are told of in the next batch. */
const TEGN_MAX = 16_000_000;

export function orgkilde(reads: Reads, valg: Orgvalg, log: Pick<FordelerLog, 'warn'>): Beskedkilde {
  return {
    objekttyper: kildetyper(valg),
    async beskederOf(haendelser) {
      const egne = [];
      let aendringer = 0;
      let tegn = 0;
      for (const haendelse of haendelser) {
        if (tegn >= TEGN_MAX) break;
        aendringer++;
        const { beskeder, erForMange } = await orgBeskeder(reads, haendelse, valg);
        if (erForMange) {
          const { objekttype, uuid } = haendelse;
          log.warn({ objekttype, uuid }, 'a change of what so many users share is told as a change of none of them');
        }
        for (const besked of beskeder) {
          tegn += besked.tekst.length;
          egne.push({ position: haendelse.position, besked });
        }
      }
      return { beskeder: egne, aendringer };
    },
  };
}
