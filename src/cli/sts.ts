/** The token service of this process, from settings: our keys, the agreements of the store, and its memory of messages. */
import type { Sts } from '../fronts/sts/bevilling.ts';
import type { Aftaler } from '../identity/saml/aftaler.ts';
import type { Store } from '../store/store.ts';
import { keysOf, stsIssuer } from './access.ts';
import type { CommandContext } from './command.ts';

/**
 * Undefined where the settings want none: tokens are issued where they are asked for.
 *
 * @param url Where the server answers; asked when calls come.
 */
export function stsOf(
  context: CommandContext,
  store: Pick<Store, 'gensyn'>,
  aftaler: Aftaler,
  url: () => string,
): Sts | undefined {
  const { settings, clock } = context;
  if (settings.access === 'open' || settings.sts === 'off') return undefined;
  return {
    aftaler,
    noegler: keysOf(context).sts,
    udsteder: () => stsIssuer(settings, url()),
    rollevaert: settings['role-host'],
    gensyn: store.gensyn,
    isTlsKlientens: settings['client-certificate'] !== 'ignore',
    clock,
  };
}
