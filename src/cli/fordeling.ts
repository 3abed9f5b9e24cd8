/** The distribution of messages in a server, from settings. */

import { newUuid } from '../base/uuid.ts';
import { aabenModtageraftale } from '../beskedfordeler/adgang/aftale.ts';
import type { Beskedaftaler } from '../beskedfordeler/adgang/beskedaftaler.ts';
import { Fordeler } from '../beskedfordeler/fordeling/fordeler.ts';
import type { Fordelervalg } from '../beskedfordeler/fordeling/valg.ts';
import { orgkilde } from '../beskedfordeler/org/kilde.ts';
import { startBeskedrydning } from '../server/beskedrydning.ts';
import type { Store } from '../store/store.ts';
import { orgvalgOf } from './beskedvalg.ts';
import type { CommandContext } from './command.ts';
import type { Log } from './log.ts';
import type { Settings } from './settings.ts';

const DAY_MS = 86_400_000;

/** What runs for messages while the server does. */
export interface Fordeling {
  readonly fordeler: Fordeler;
  /** What this process is called among those that take leases. */
  readonly proces: string;
  stop(): Promise<void>;
}

/** What the one that a dueslag belongs to may receive. Without agreements, it says itself which authority it receives for. */
export function aftaleopslag({ access }: Settings, aftaler: Beskedaftaler): Fordelervalg['aftaler'] {
  return async ({ systemUuid, cvr }) => {
    if (systemUuid !== undefined) return aftaler.modtager(systemUuid);
    return access === 'open' && cvr !== undefined ? [aabenModtageraftale(cvr)] : [];
  };
}

/** Begins to distribute, unless the settings say that this process does not; it takes what others send all the same. */
export function startFordeling(
  { settings, clock }: CommandContext,
  store: Store,
  aftaler: Beskedaftaler,
  log: Log,
): Fordeling {
  const proces = newUuid();
  const opslag = aftaleopslag(settings, aftaler);
  const kilde = orgkilde(store, orgvalgOf(settings), log);
  const everyMs = settings['fordeling-ms'];
  const fordeler = new Fordeler({ store, proces, clock, log, kilde, aftaler: opslag, everyMs });
  if (settings.fordeling === 'on') fordeler.start();
  const rydning = startBeskedrydning(store, settings['beskeder-days'] * DAY_MS, clock, log);
  return {
    ...{ fordeler, proces },
    async stop() {
      await Promise.all([fordeler.luk(), rydning.stop()]);
    },
  };
}
