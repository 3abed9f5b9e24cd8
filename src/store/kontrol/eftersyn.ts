/** A check with repair: finds what is wrong in one snapshot, and then mends the search rows among it, some objects at a time. */
import type { Driver } from '../drivers/driver.ts';
import { type Afsnit, navnOf } from './fund.ts';
import { kontroller } from './kontroller.ts';
import { reparer } from './reparer.ts';

/** A line of a check with repair. */
export interface Efterset {
  readonly linje: string;
  /**
   * `fejl`: wrong, and nothing that is mended here; `raekke`: a wrong search row, whose object comes again later, as
   * `rettet` (mended) or `efterladt` (left as it is).
   */
  readonly art: 'fejl' | 'raekke' | 'rettet' | 'efterladt';
}

/** Objects mended in one transaction. */
const OBJECTS_PER_REPAIR = 100;
/** Objects mended in one run; their keys are held in memory. */
const OBJECTS_MAX = 200_000;

export async function eftersyn(
  driver: Driver,
  meld: (efterset: Efterset) => Promise<void>,
  onProgress?: (objekter: number) => void,
): Promise<void> {
  const forkerte = new Map<string, { readonly afsnit: Afsnit; readonly uuids: Set<string> }>();
  let antal = 0;
  let efterladte = 0;
  await kontroller(
    driver,
    async ({ linje, raekkerOf }) => {
      if (raekkerOf) {
        const { uuid, ...afsnit } = raekkerOf;
        const navn = navnOf({ ...afsnit, uuid: '' });
        const { uuids } = forkerte.get(navn) ?? forkerte.set(navn, { afsnit, uuids: new Set() }).get(navn)!;
        if (!uuids.has(uuid) && antal < OBJECTS_MAX) {
          uuids.add(uuid);
          antal += 1;
        } else if (!uuids.has(uuid)) efterladte += 1;
      }
      await meld({ linje, art: raekkerOf ? 'raekke' : 'fejl' });
    },
    onProgress,
  );
  for (const { afsnit, uuids } of forkerte.values()) {
    const alle = [...uuids];
    for (let i = 0; i < alle.length; i += OBJECTS_PER_REPAIR) {
      const lines = await reparer(driver, afsnit, alle.slice(i, i + OBJECTS_PER_REPAIR));
      for (const { linje, isRettet } of lines) await meld({ linje, art: isRettet ? 'rettet' : 'efterladt' });
    }
  }
  if (efterladte > 0) {
    const linje = `More than ${OBJECTS_MAX} objects have wrong search rows: run it again for the rest`;
    await meld({ linje, art: 'efterladt' });
  }
}
