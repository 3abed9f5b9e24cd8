/** Where the keys of a run are, and what makes new ones there. */
import { join } from 'node:path';
import type { Ramme } from '../administration/pki/opret.ts';
import type { CommandContext } from './command.ts';
import type { Settings } from './settings.ts';

/** The name of the folder of keys inside a data folder. */
export const PKI_FOLDER = 'pki';

/** The folder of keys: its own setting, or its place in the data folder. */
export function pkiFolder({ pki, data }: Settings): string {
  return pki ?? join(data, PKI_FOLDER);
}

/** The certificate that clients trust the connection by. */
export function caFile(settings: Settings): string {
  return join(pkiFolder(settings), 'ca.pem');
}

/** What all keys of a run are made with. */
export function rammeOf({ settings, clock }: CommandContext): Ramme {
  return { mappe: pkiFolder(settings), now: clock(), bits: Number(settings.bits) };
}
