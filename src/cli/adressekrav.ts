/** Which addresses messages may be sent to, out of the settings. */
import type { Adressekrav } from '../beskedfordeler/ud/adresse.ts';
import type { SettingValues } from './settings-rows.ts';

export function adressekravOf(settings: Pick<SettingValues, 'push-ports' | 'push-networks'>): Adressekrav {
  return { porte: settings['push-ports'].split(',').map(Number), alleNet: settings['push-networks'] === 'all' };
}
