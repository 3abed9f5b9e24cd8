/** Signed reads as a .NET client sends them, made before anything is measured: a server takes each message once. */
import { join } from 'node:path';
import type { Tildeling } from '../src/access/rettigheder.ts';
import { KLIENTER } from '../src/administration/pki/mappe.ts';
import { laesNoegler, laesPar } from '../src/administration/pki/noegler.ts';
import { opretKlient, opretPki } from '../src/administration/pki/opret.ts';
import type { Noeglepar } from '../src/identity/trust/certifikat.ts';
import { KOMBIT_CVR, KORSBAEK_CVR } from '../src/standard/koder.ts';
import { type Klient, nyKlient, skrivBesked } from '../test/security/klient.ts';
import { postBytes } from './load.ts';
import { ENHED_STI, laesIndhold } from './messages.ts';

const BITS = 2048;
const KLIENT = 'maaling';
const ALT = { seNavn: true, seCpr: true, anonymiser: true, fysiskslet: true };
const LAES = { seNavn: true, seCpr: true, anonymiser: false, fysiskslet: false };

/** What a system has in its token that writes the data of its authority, and reads theirs, the common ones and those of two others. */
const TILDELINGER: readonly Tildeling[] = [
  { scopeCvr: KORSBAEK_CVR, rolle: 'rediger', afgraensninger: ALT },
  ...[KORSBAEK_CVR, KOMBIT_CVR, '22222222', '33333333'].map(
    (scopeCvr): Tildeling => ({ scopeCvr, rolle: 'udstil', afgraensninger: LAES }),
  ),
];

/** The keys of the token service, the service and a client, in a folder. */
export interface Keys {
  readonly sts: Noeglepar;
  readonly service: Noeglepar;
  readonly klient: Noeglepar;
}

export async function makeKeys(mappe: string): Promise<Keys> {
  const now = Date.now();
  const ramme = { mappe, now, bits: BITS };
  await opretPki(ramme);
  await opretKlient(ramme, { navn: KLIENT, cvr: KORSBAEK_CVR, kodeord: 'maaling' });
  const { sts, service } = laesNoegler(mappe, now);
  return { sts: sts[0], service, klient: laesPar(mappe, join(KLIENTER, KLIENT), now) };
}

/** A token that nobody has seen. */
export function newToken({ sts, klient }: Keys): Promise<Klient> {
  return nyKlient({ sts, par: klient, cvr: KORSBAEK_CVR, tildelinger: TILDELINGER, nu: Date.now() });
}

/** A signed read of a unit, as the bytes of a POST to `url`. */
export function signedLaes(token: Klient, url: string, uuid: string): Buffer {
  const besked = skrivBesked(token, { body: laesIndhold(uuid), to: url + ENHED_STI, nu: Date.now() }, 'net');
  return postBytes(ENHED_STI, besked);
}
