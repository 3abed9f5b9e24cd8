/** The register's own messages for the distributor: what changes become, one after the other. */
import type { Haendelse } from '../../store/beskeder/haendelse.ts';
import type { Reads } from '../../store/store.ts';
import type { Beskedkilde, FordelerLog } from '../fordeling/valg.ts';
import { kildetyper, orgBeskeder } from './afledte.ts';
import type { Orgbesked } from './org-besked.ts';
import type { Orgvalg } from './valg.ts';

/** A change can be told for thousands of users: those after the one that passes it are told of in the next batch. */
const TEGN_MAX = 16_000_000;

interface Foerste {
  readonly beskeder: readonly Orgbesked[];
  /** How many changes they are of: one at least, where there are any. */
  readonly aendringer: number;
  /** Those of them that so many users share that they are told as nobody's. */
  readonly delte: readonly Haendelse[];
}

/** What the first of some changes become, as many as go into a batch. */
export async function foersteBeskeder(reads: Reads, haendelser: readonly Haendelse[], valg: Orgvalg): Promise<Foerste> {
  const alle: Orgbesked[] = [];
  const delte: Haendelse[] = [];
  let aendringer = 0;
  let tegn = 0;
  for (const haendelse of haendelser) {
    if (tegn >= TEGN_MAX) break;
    aendringer++;
    const { beskeder, erForMange } = await orgBeskeder(reads, haendelse, valg);
    if (erForMange) delte.push(haendelse);
    for (const besked of beskeder) {
      tegn += besked.tekst.length;
      alle.push(besked);
    }
  }
  return { beskeder: alle, aendringer, delte };
}

export function orgkilde(reads: Reads, valg: Orgvalg, log: Pick<FordelerLog, 'warn'>): Beskedkilde {
  return {
    objekttyper: kildetyper(valg),
    async beskederOf(haendelser) {
      const { beskeder, aendringer, delte } = await foersteBeskeder(reads, haendelser, valg);
      for (const { objekttype, uuid } of delte) {
        log.warn({ objekttype, uuid }, 'a change of what so many users share is told as a change of none of them');
      }
      return { beskeder: beskeder.map((besked) => ({ position: besked.position, besked })), aendringer };
    },
  };
}
