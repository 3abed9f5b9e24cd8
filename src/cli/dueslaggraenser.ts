/** How much may wait in a dueslag, out of the settings. */
import type { Dueslagspost } from '../store/beskeder/dueslag.ts';
import type { Settings } from './settings.ts';

export type Graenser = Pick<Dueslagspost, 'beskederMax' | 'bytesMax' | 'alderMaxMs'>;

const DAY_MS = 86_400_000;

/** What is said, else what the dueslag has, else the standard values. */
export function graenserOf({ origins, ...settings }: Settings, nuvaerende?: Graenser): Graenser {
  const sagt: Graenser = {
    beskederMax: settings['dueslag-beskeder-max'],
    bytesMax: settings['dueslag-bytes-max'],
    alderMaxMs: settings['dueslag-days-max'] * DAY_MS,
  };
  if (!nuvaerende) return sagt;
  const fra = (navn: 'dueslag-beskeder-max' | 'dueslag-bytes-max' | 'dueslag-days-max') =>
    origins[navn] === 'standard' ? nuvaerende : sagt;
  return {
    beskederMax: fra('dueslag-beskeder-max').beskederMax,
    bytesMax: fra('dueslag-bytes-max').bytesMax,
    alderMaxMs: fra('dueslag-days-max').alderMaxMs,
  };
}
