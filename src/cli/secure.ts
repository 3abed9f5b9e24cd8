/** `fkorg serve --secure`: what a secure environment to try clients on needs is made where it is missing. */
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { filerAf, KLIENTER } from '../administration/pki/mappe.ts';
import { laesPem } from '../administration/pki/noegler.ts';
import { opretKlient, opretPki } from '../administration/pki/opret.ts';
import { lavProeveaftale, type Proeveaftale } from '../administration/proeveaftale.ts';
import { KORSBAEK_CVR } from '../standard/koder.ts';
import type { Store } from '../store/store.ts';
import { isEverywhere, isLoopback } from './announcement.ts';
import type { CommandContext } from './command.ts';
import { pkiFolder, rammeOf } from './pki-folder.ts';
import type { Settings } from './settings.ts';

/** The client that is made; so its system is called too. */
const DEMO_CLIENT = 'demo';

/** The context of a run with what --secure means in it: TLS, tokens, and the authority that the demo client acts for. */
export function secured(context: CommandContext): CommandContext {
  const { settings } = context;
  if (!settings.secure) return context;
  const access = settings.access === 'open' ? 'agreements' : settings.access;
  return { ...context, settings: { ...settings, access, tls: 'on', sts: 'on', demo: 'korsbaek' } };
}

/** The files of the demo client. */
export function demoFiles(settings: Settings): ReturnType<typeof filerAf> {
  return filerAf(pkiFolder(settings), join(KLIENTER, DEMO_CLIENT));
}

/** Makes keys and the demo client where they are missing, and says which. */
export async function makeKeys(context: CommandContext): Promise<void> {
  const { settings, terminal } = context;
  const made = [...(await opretPki(rammeOf(context), [...serverNames(settings)]))];
  if (!existsSync(demoFiles(settings).certifikat)) {
    const client = { navn: DEMO_CLIENT, cvr: KORSBAEK_CVR, kodeord: settings['client-password'] };
    await opretKlient(rammeOf(context), client);
    made.push(join(KLIENTER, DEMO_CLIENT));
  }
  if (made.length > 0) terminal.err(`Keys made in ${pkiFolder(settings)}: ${made.join(', ')}.\n`);
  for (const name of unknownNames(settings)) {
    terminal.err(
      `WARNING  The TLS certificate is not for ${name}: clients will refuse it. Move tls.pem and tls.key out of ` +
        `${pkiFolder(settings)} and start again; new ones are made.\n`,
    );
  }
}

/** Gives the demo client its system and its agreement, once. */
export function layInAgreement({ settings, clock }: CommandContext, store: Store): Promise<Proeveaftale> {
  const certifikat = laesPem(demoFiles(settings).certifikat);
  const proeve = { navn: DEMO_CLIENT, certifikat, cvr: KORSBAEK_CVR, miljoe: settings.environment };
  return lavProeveaftale(store.administration, proeve, { tidspunkt: clock(), af: 'fkorg serve --secure' });
}

/** What clients may call this machine, as far as the settings tell. */
function serverNames(settings: Settings): Set<string> {
  const publicUrl = settings['public-url'];
  const named = settings['tls-names']?.split(',') ?? [];
  const hosts = [
    settings.host,
    ...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname.replace(/[[\]]/g, '')]),
  ];
  return new Set([...named, ...hosts.filter((host) => !isLoopback(host) && !isEverywhere(host))]);
}

function unknownNames(settings: Settings): string[] {
  const certificate = new X509Certificate(readFileSync(filerAf(pkiFolder(settings), 'tls').certifikat));
  const isNamed = (name: string) => (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name));
  return [...serverNames(settings)].filter((name) => isNamed(name) === undefined);
}

/** True where the .p12 of the demo client opens with the password of the settings. */
export function isPasswordRight(settings: Settings): boolean {
  try {
    createSecureContext({ pfx: readFileSync(demoFiles(settings).p12), passphrase: settings['client-password'] });
    return true;
  } catch {
    return false;
  }
}
