/** The audit log on a driver. */
import type { Clock } from '../../base/clock.ts';
import type { Driver, StoreLog } from '../drivers/driver.ts';
import { efterproev } from './efterproev.ts';
import { laes } from './laes.ts';
import type { Revisionslog } from './revisionslog.ts';
import { Revisionsskriver } from './skriver.ts';

export function sqlRevision(driver: Driver, clock: Clock, log?: StoreLog): Revisionslog {
  const skriver = new Revisionsskriver(driver, clock, log);
  return {
    skriv: (post) => skriver.skriv(post),
    luk: () => skriver.luk(),
    laes: (filter) => laes(driver, filter),
    efterproev: (onProgress = () => {}) => efterproev(driver, onProgress),
  };
}
