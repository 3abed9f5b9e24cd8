/**
 * A certificate as tokens, signatures and connections bring it: read once, with what we ask it for. Only RSA keys of 2048
 * bits and more are taken (spec security §4.2 row 5). Whether it is trusted is not judged here.
 */
import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import type { Instant } from '../../base/instant.ts';
import { base64Tegn } from '../base64.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';
import { cvrAf, laesEmne, skrivEmne } from './emne.ts';
import { skiOf } from './ski.ts';

export interface Certifikat {
  readonly der: Buffer;
  /** The same in Base64, on one line. */
  readonly base64: string;
  /** Thumbprints: hexadecimal, lower case. */
  readonly sha256: string;
  readonly sha1: string;
  /** Subject key identifier, Base64. */
  readonly ski: string | undefined;
  /** The subject as a NameID of format X509SubjectName writes it. */
  readonly emne: string;
  readonly cvr: string | undefined;
  readonly gyldigFra: Instant;
  readonly gyldigTil: Instant;
  /** The public key. */
  readonly noegle: KeyObject;
}

/** A certificate with its private key. */
export interface Noeglepar {
  readonly certifikat: Certifikat;
  readonly privat: KeyObject;
}

const DER_BYTES_MAX = 16_384;
const TEXT_CHARS_MAX = 32_768;
const RSA_BITS_MIN = 2048;
/** Verification takes time with the square of the length, and with the exponent. */
const RSA_BITS_MAX = 8192;
const EXPONENT_MAX = 0xffff_ffffn;
/** With 1 everybody can sign, because what is signed is its own signature; OpenSSL does not mind. */
const EXPONENT_MIN = 3n;

/** Those that were asked for last, by the SHA-256 of their DER: the same systems come again and again. */
const kendte = new Map<string, Certifikat>();
const KENDTE_MAX = 500;

/**
 * Reads a certificate: DER, PEM, or the Base64 of DER as XML has it. Throws Sikkerhedsfejl
 * `InvalidSecurityToken` where it is none, is larger than 16 KiB, or has a key that is not taken.
 */
export function laesCertifikat(derOrPem: Buffer | string): Certifikat {
  const isText = typeof derOrPem === 'string' || derOrPem[0] === DASH;
  const der = isText ? derAf(derOrPem.toString()) : (derOrPem as Buffer);
  if (der.length > DER_BYTES_MAX) throw afvist(`over ${DER_BYTES_MAX} bytes`);
  const sha256 = createHash('sha256').update(der).digest('hex');
  const certifikat = kendte.get(sha256) ?? laes(der, sha256);
  kendte.delete(sha256);
  if (kendte.size >= KENDTE_MAX) kendte.delete(kendte.keys().next().value!);
  kendte.set(sha256, certifikat);
  return certifikat;
}

/** True where the instant is within the certificate's time. */
export function erGyldig({ gyldigFra, gyldigTil }: Certifikat, now: Instant): boolean {
  return gyldigFra <= now && now <= gyldigTil;
}

/** What PEM begins with, and DER does not. */
const DASH = 0x2d;
const PEM = /^\s*-----BEGIN CERTIFICATE-----\s([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*$/;

function derAf(text: string): Buffer {
  if (text.length > TEXT_CHARS_MAX) throw afvist(`over ${TEXT_CHARS_MAX} characters`);
  const base64 = base64Tegn(PEM.exec(text)?.[1] ?? text);
  if (!base64) throw afvist('neither one certificate in PEM nor Base64');
  return Buffer.from(base64, 'base64');
}

function laes(der: Buffer, sha256: string): Certifikat {
  const { x509, noegle } = aabn(der);
  if (!x509.raw.equals(der)) throw afvist('bytes after the certificate');
  assertNoegle(noegle);
  const emne = laesEmne(x509.subject);
  return {
    der: x509.raw,
    base64: der.toString('base64'),
    sha256,
    sha1: createHash('sha1').update(der).digest('hex'),
    ski: skiOf(der),
    emne: skrivEmne(emne),
    cvr: cvrAf(emne),
    gyldigFra: x509.validFromDate.getTime(),
    gyldigTil: x509.validToDate.getTime(),
    noegle,
  };
}

function aabn(der: Buffer): { x509: X509Certificate; noegle: KeyObject } {
  try {
    const x509 = new X509Certificate(der);
    return { x509, noegle: x509.publicKey };
  } catch {
    throw afvist('no X.509 certificate in DER');
  }
}

function assertNoegle(noegle: KeyObject): void {
  if (noegle.asymmetricKeyType !== 'rsa') throw afvist(`a key of type ${noegle.asymmetricKeyType}`);
  const { modulusLength = 0, publicExponent = 0n } = noegle.asymmetricKeyDetails ?? {};
  if (modulusLength < RSA_BITS_MIN || modulusLength > RSA_BITS_MAX) throw afvist(`RSA of ${modulusLength} bits`);
  if (publicExponent < EXPONENT_MIN || publicExponent > EXPONENT_MAX) throw afvist(`an exponent of ${publicExponent}`);
}

function afvist(detail: string): Sikkerhedsfejl {
  return new Sikkerhedsfejl('InvalidSecurityToken', `certificate: ${detail}`);
}
