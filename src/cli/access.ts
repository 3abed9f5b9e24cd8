/** Who is let in, from settings: everybody, or whoever has a token of ours or of a token service that is trusted. */
import { laesModtagernoegler, laesNoegler, type Modtagernoegler, type Noegler } from '../administration/pki/noegler.ts';
import type { Tillid } from '../identity/wss/assertioner.ts';
import { type Adgang, aabenAdgang } from '../server/adgang.ts';
import type { Store } from '../store/store.ts';
import type { CommandContext } from './command.ts';
import { pkiFolder } from './pki-folder.ts';
import type { Settings } from './settings.ts';

/** What our token service calls itself. `url` is where the server answers. */
export function stsIssuer(settings: Settings, url: string): string {
  const base = (settings['public-url'] ?? url).replace(/\/$/, '');
  return settings['sts-issuer'] ?? `${base}/runtime`;
}

/** The keys that access with tokens needs where tokens are issued here. Throws `bad-setting` where they are missing or of no use. */
export function keysOf({ settings, clock }: CommandContext): Noegler {
  return laesNoegler(pkiFolder(settings), clock());
}

/** The keys that taking tokens needs, as `keysOf`; what we issue ourselves is trusted. */
export function receivingKeys(context: CommandContext): Modtagernoegler {
  const { settings, clock } = context;
  if (settings.sts === 'off') return laesModtagernoegler(pkiFolder(settings), clock());
  const { sts, tillid, service } = keysOf(context);
  return { service, tillid: [...sts.map(({ certifikat }) => certifikat), ...tillid] };
}

/** Which tokens are believed. `url` is where the server answers; asked when calls come. */
export function trustOf(context: CommandContext, url: () => string): Tillid {
  const { settings } = context;
  const further = settings['trusted-issuers']?.split(',') ?? [];
  return {
    certifikater: receivingKeys(context).tillid,
    udstedere: () => [stsIssuer(settings, url()), ...further],
  };
}

/** @param url Where the server answers; asked when calls come. */
export async function accessOf(context: CommandContext, store: Store, url: () => string): Promise<Adgang> {
  const { settings, clock } = context;
  if (settings.access === 'open') return aabenAdgang(store);
  const { tokenAdgang } = await import('../server/adgang-token.ts');
  const { service } = receivingKeys(context);
  return tokenAdgang({
    store,
    clock,
    tillid: trustOf(context, url),
    noegler: service,
    isStreng: settings.access === 'strict',
    faellesData: settings['faelles-data'],
    klientcertifikat: settings['client-certificate'],
  });
}
