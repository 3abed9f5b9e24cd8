/** Fills the folder of keys: what a test environment needs, one more client, and the change of the token service's key. */
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FkorgError } from '../../base/error.ts';
import type { Instant } from '../../base/instant.ts';
import { newUuid } from '../../base/uuid.ts';
import { type Bestilling, type Lavet, lavCertifikat, pakP12 } from './lav.ts';
import {
  assertLedig,
  filerAf,
  KLIENTER,
  KLIENTNAVN,
  lavMappe,
  skrivHemmeligt,
  skrivPar,
  stsNumre,
  TILLID,
} from './mappe.ts';
import { laesPar } from './noegler.ts';

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
/** OCES3 certificates of systems are valid for three years. */
const YEARS = 3;
const CA_YEARS = 10;

const ORGANISATION = 'fkorg';

export interface Ramme {
  readonly mappe: string;
  readonly now: Instant;
  /** Of each RSA key. */
  readonly bits: number;
}

export interface Klientbestilling {
  readonly navn: string;
  readonly cvr: string;
  /** Opens the .p12. */
  readonly kodeord: string;
}

/**
 * Makes what is not there of CA, token service, service, distributor and TLS certificate; gives the names of what was made.
 *
 * @param vaerter Names that the TLS certificate is for, besides this machine's own.
 */
export async function opretPki(ramme: Ramme, vaerter: readonly string[] = []): Promise<readonly string[]> {
  const { mappe } = ramme;
  lavMappe(mappe);
  for (const inden of [KLIENTER, TILLID]) lavMappe(mappe, inden);
  const lavede: string[] = [];
  const lav = async (navn: string, bestilling: Omit<Bestilling, 'fra' | 'til' | 'organisation'>) => {
    if (erDer(mappe, navn)) return;
    await opretPar(ramme, navn, bestilling);
    lavede.push(navn);
  };
  await lav('ca', { art: 'ca', navn: `${ORGANISATION} Test CA ${newUuid().slice(0, 8)}` });
  if (stsNumre(mappe).length === 0) await lav('sts-1', { art: 'system', navn: 'fkorg STS 1' });
  await lav('service', { art: 'system', navn: 'ORG_TEST_Organisation_1', uuid: newUuid() });
  await lav('beskedfordeler', { art: 'system', navn: 'fkorg Beskedfordeler 1', uuid: newUuid() });
  const egne = ['localhost', '127.0.0.1', '::1'];
  await lav('tls', { art: 'tls', navn: vaerter[0] ?? 'localhost', vaerter: [...new Set([...egne, ...vaerter])] });
  return lavede;
}

/** Makes a client certificate: PEM, key and PKCS#12. Throws `bad-setting` where the name is taken. */
export async function opretKlient(ramme: Ramme, { navn, cvr, kodeord }: Klientbestilling): Promise<void> {
  if (!KLIENTNAVN.test(navn)) {
    throw new FkorgError('bad-setting', `A client is called by 1 to 40 of a-z, 0-9 and -, and not "${navn}".`);
  }
  const { mappe } = ramme;
  const sti = join(KLIENTER, navn);
  const filer = filerAf(mappe, sti);
  assertLedig(Object.values(filer));
  const ca = laesUdsteder(ramme);
  lavMappe(mappe, KLIENTER);
  const lavet = await opretPar(ramme, sti, { art: 'system', navn, cvr, uuid: newUuid() });
  skrivHemmeligt(filer.p12, pakP12(lavet, ca.certifikat, navn, kodeord));
}

/** Makes the next signing certificate of the token service; gives its name. It signs when those before it are gone. */
export async function tilfoejSts(ramme: Ramme): Promise<string> {
  const numre = stsNumre(ramme.mappe);
  if (numre.length > 1) {
    throw new FkorgError('bad-setting', `There are two already (${numre.map((nr) => `sts-${nr}`).join(', ')}).`);
  }
  const nr = (numre.at(-1) ?? 0) + 1;
  await opretPar(ramme, `sts-${nr}`, { art: 'system', navn: `fkorg STS ${nr}` });
  return `sts-${nr}`;
}

/**
 * Ends the oldest signing certificate: its key is deleted, and the certificate moved to those that are trusted, since its
 * tokens live on. Gives both names: the one that is gone, and the one that signs now.
 */
export function udfasSts({ mappe, now }: Ramme): { gammel: string; ny: string } {
  const [gammel, ny] = stsNumre(mappe).map((nr) => `sts-${nr}`);
  if (gammel === undefined || ny === undefined) {
    throw new FkorgError('bad-setting', 'There is no second one that could sign. `fkorg pki rollover` makes it.');
  }
  laesPar(mappe, ny, now);
  const fra = filerAf(mappe, gammel);
  const til = filerAf(mappe, join(TILLID, gammel)).certifikat;
  assertLedig([til]);
  mkdirSync(join(mappe, TILLID), { recursive: true, mode: 0o700 });
  renameSync(fra.certifikat, til);
  rmSync(fra.noegle);
  return { gammel, ny };
}

async function opretPar(
  ramme: Ramme,
  navn: string,
  bestilling: Omit<Bestilling, 'fra' | 'til' | 'organisation'>,
): Promise<Lavet> {
  const isCa = bestilling.art === 'ca';
  const udsteder = isCa ? undefined : laesUdsteder(ramme);
  const til = ramme.now + (isCa ? CA_YEARS : YEARS) * YEAR_MS;
  const hel = { ...bestilling, organisation: ORGANISATION, bits: ramme.bits, fra: ramme.now - HOUR_MS, til };
  const lavet = await lavCertifikat(hel, udsteder);
  skrivPar(ramme.mappe, navn, lavet);
  return lavet;
}

function erDer(mappe: string, navn: string): boolean {
  const filer = filerAf(mappe, navn);
  try {
    assertLedig([filer.certifikat, filer.noegle]);
    return false;
  } catch {
    return true;
  }
}

/** The CA, whose key must be here for something new to be made. */
function laesUdsteder({ mappe, now }: Ramme): Lavet {
  laesPar(mappe, 'ca', now);
  const { certifikat, noegle } = filerAf(mappe, 'ca');
  return { certifikat: readFileSync(certifikat, 'utf8'), noegle: readFileSync(noegle, 'utf8') };
}
