/** Which addresses messages may be sent to, out of the settings. */
import { FkorgError } from '../base/error.ts';
import type { Adressekrav } from '../beskedfordeler/ud/adresse.ts';
import type { SettingValues } from './settings-rows.ts';

/** Throws `bad-setting` for a port that is none. */
export function adressekravOf(settings: Pick<SettingValues, 'push-ports' | 'push-networks'>): Adressekrav {
  const porte = settings['push-ports'].split(',').map(Number);
  const forkert = porte.find((port) => port < 1 || port > 65_535);
  if (forkert !== undefined) throw new FkorgError('bad-setting', `--push-ports: ${forkert} is no port (1 to 65535).`);
  return { porte, alleNet: settings['push-networks'] === 'all' };
}
