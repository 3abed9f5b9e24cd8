/** Reads the folder of keys for the server: whole, in time, each key with its own certificate. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FkorgError } from '../../base/error.ts';
import type { Instant } from '../../base/instant.ts';
import { Sikkerhedsfejl } from '../../identity/sikkerhedsfejl.ts';
import { type Certifikat, erGyldig, laesCertifikat, type Noeglepar } from '../../identity/trust/certifikat.ts';
import { certifikaterI, filerAf, stsNumre, TILLID } from './mappe.ts';

/** What a server needs to take tokens. */
export interface Modtagernoegler {
  /** Signs the answers of the services. */
  readonly service: Noeglepar;
  /** Of the token services whose tokens are taken. */
  readonly tillid: readonly Certifikat[];
}

/** What the server has of keys where it issues tokens itself. */
export interface Noegler extends Modtagernoegler {
  /**
   * Sign tokens: the first one does; the others are published, so that clients can trust them before they do. One that is
   * out of its time is left out where another is in its time.
   */
  readonly sts: readonly [Noeglepar, ...Noeglepar[]];
}

/** What one end of TLS shows the other, as Node takes it: PEM. */
export interface Tlspar {
  readonly cert: string;
  readonly key: string;
}

/** The name of the certificate that signs tokens: the oldest one that is there. */
export function signerende(mappe: string): string {
  return `sts-${stsNumre(mappe)[0] ?? 1}`;
}

const FILE_BYTES_MAX = 65_536;

/**
 * Reads what signs and what is trusted. Throws `bad-setting`, naming the file and what to do, where one is missing, cannot be read, is not in
 * its time, or is a key to another certificate.
 */
export function laesNoegler(mappe: string, now: Instant): Noegler {
  assertMappe(mappe);
  const alle = stsNumre(mappe).map((nr) => `sts-${nr}`);
  const gyldige = alle.filter((navn) => erGyldig(laesPem(filerAf(mappe, navn).certifikat), now));
  const [first, ...rest] = (gyldige.length > 0 ? gyldige : alle).map((navn) => laesPar(mappe, navn, now));
  if (!first) throw mangler(filerAf(mappe, 'sts-1').certifikat);
  return { service: laesPar(mappe, 'service', now), sts: [first, ...rest], tillid: laesTillid(mappe) };
}

/**
 * Reads what is needed where tokens are issued elsewhere, as `laesNoegler` does: no key of a token service is asked for, and
 * one whose certificate lies in the folder is trusted.
 */
export function laesModtagernoegler(mappe: string, now: Instant): Modtagernoegler {
  assertMappe(mappe);
  const sts = stsNumre(mappe).map((nr) => laesPem(filerAf(mappe, `sts-${nr}`).certifikat));
  const tillid = [...sts, ...laesTillid(mappe)];
  if (tillid.length === 0) {
    throw new FkorgError(
      'bad-setting',
      `No token service is trusted, so nobody could call. Lay the certificate of one into ${join(mappe, TILLID)}.`,
    );
  }
  return { service: laesPar(mappe, 'service', now), tillid };
}

function laesTillid(mappe: string): readonly Certifikat[] {
  return certifikaterI(join(mappe, TILLID)).map((navn) => laesPem(filerAf(mappe, join(TILLID, navn)).certifikat));
}

/** Reads what TLS needs, as `laesNoegler` does. */
export function laesTls(mappe: string, now: Instant): Tlspar {
  assertMappe(mappe);
  return laesTlspar(mappe, 'tls', now);
}

/** Reads what the distributor of messages shows those that it sends to; `undefined` in a folder where that was never made. */
export function laesFordelerpar(mappe: string, now: Instant): Tlspar | undefined {
  const { certifikat, noegle } = filerAf(mappe, 'beskedfordeler');
  return existsSync(certifikat) || existsSync(noegle) ? laesTlspar(mappe, 'beskedfordeler', now) : undefined;
}

function laesTlspar(mappe: string, navn: string, now: Instant): Tlspar {
  laesPar(mappe, navn, now);
  const filer = filerAf(mappe, navn);
  return { cert: laesTekst(filer.certifikat), key: laesTekst(filer.noegle) };
}

function assertMappe(mappe: string): void {
  if (existsSync(mappe)) return;
  throw new FkorgError(
    'bad-setting',
    `There are no keys in ${mappe}. \`fkorg pki init --pki ${mappe}\` makes them; \`fkorg serve --secure\` does so too, ` +
      'and gives you a client to try them with.',
  );
}

/** Reads a certificate and its key. */
export function laesPar(mappe: string, navn: string, now: Instant): Noeglepar {
  const filer = filerAf(mappe, navn);
  const certifikat = laesPem(filer.certifikat);
  const privat = laesNoegle(filer.noegle);
  if (!createPublicKey(privat).equals(certifikat.noegle)) {
    throw new FkorgError('bad-setting', `${filer.noegle} is not the key of ${filer.certifikat}.`);
  }
  if (!erGyldig(certifikat, now)) {
    const [fra, til] = [certifikat.gyldigFra, certifikat.gyldigTil].map((at) => new Date(at).toISOString());
    throw new FkorgError(
      'bad-setting',
      `${filer.certifikat} is valid from ${fra} to ${til}, and now it is ${new Date(now).toISOString()}. ` +
        'Make a new one: move the old files away and run `fkorg pki init` again.',
    );
  }
  return { certifikat, privat };
}

/** Reads a certificate in PEM. */
export function laesPem(fil: string): Certifikat {
  const tekst = laesTekst(fil);
  try {
    return laesCertifikat(tekst);
  } catch (cause) {
    const why = cause instanceof Sikkerhedsfejl ? cause.detail : String(cause);
    throw new FkorgError('bad-setting', `${fil} cannot be used (${why}).`, { cause });
  }
}

function laesNoegle(fil: string): KeyObject {
  const tekst = laesTekst(fil);
  try {
    return createPrivateKey(tekst);
  } catch (cause) {
    throw new FkorgError('bad-setting', `${fil} holds no private key in PEM without a password.`, { cause });
  }
}

function laesTekst(fil: string): string {
  if (!existsSync(fil)) throw mangler(fil);
  const bytes = statSync(fil).size;
  if (bytes > FILE_BYTES_MAX) {
    throw new FkorgError('bad-setting', `${fil} has ${bytes} bytes; ${FILE_BYTES_MAX} is the most.`);
  }
  try {
    return readFileSync(fil, 'utf8');
  } catch (cause) {
    throw new FkorgError('bad-setting', `${fil} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

function mangler(fil: string): FkorgError {
  return new FkorgError('bad-setting', `${fil} is missing. \`fkorg pki init\` makes what is not there.`);
}
