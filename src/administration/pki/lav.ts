/**
 * Makes certificates for test environments, in the form of OCES3: the keys and the signature by Node, the document by
 * node-forge.
 */
import { createPrivateKey, generateKeyPair, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';
import type { Instant } from '../../base/instant.ts';

/** A certificate and its key, as their files hold them. */
export interface Lavet {
  /** PEM. */
  readonly certifikat: string;
  /** PEM of PKCS#8, not encrypted. */
  readonly noegle: string;
}

export interface Bestilling {
  /** What it is for: it decides what the certificate says that its key may do. */
  readonly art: 'ca' | 'system' | 'tls';
  /** The name of the holder (CN). */
  readonly navn: string;
  /** The organisation of the holder (O). */
  readonly organisation: string;
  /** The CVR of that organisation: organizationIdentifier is NTRDK-<cvr>. */
  readonly cvr?: string;
  /** UUID of the holder: serialNumber is UI:DK-O:G:<uuid>. */
  readonly uuid?: string;
  /** Names of hosts and IP addresses, of a `tls`. */
  readonly vaerter?: readonly string[];
  readonly fra: Instant;
  readonly til: Instant;
  /** Of the RSA key; 2048 where it is not said. */
  readonly bits?: number;
}

const SHA256_RSA = forge.pki.oids.sha256WithRSAEncryption!;
const ORGANISATIONS_ID = '2.5.4.97';

/** Makes a key and its certificate, signed by `udsteder`, or by itself where none is given. */
export async function lavCertifikat(bestilling: Bestilling, udsteder?: Lavet): Promise<Lavet> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: bestilling.bits ?? 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const certifikat = forge.pki.createCertificate();
  const over = udsteder && forge.pki.certificateFromPem(udsteder.certifikat);
  certifikat.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certifikat.serialNumber = serienummer();
  certifikat.validity.notBefore = new Date(bestilling.fra);
  certifikat.validity.notAfter = new Date(bestilling.til);
  certifikat.setSubject(emneAf(bestilling));
  certifikat.setIssuer(over ? over.subject.attributes : emneAf(bestilling));
  certifikat.setExtensions(udvidelser(bestilling, over));
  underskriv(certifikat, udsteder?.noegle ?? privateKey);
  return { certifikat: pem(certifikat), noegle: privateKey };
}

/** 16 bytes by chance, positive. */
function serienummer(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes.toString('hex');
}

/** In the order of OCES3: the holder first, the country last. */
function emneAf({ navn, organisation, cvr, uuid }: Bestilling): forge.pki.CertificateField[] {
  const UTF8 = forge.asn1.Type.UTF8 as unknown as forge.asn1.Class;
  return [
    { name: 'commonName', value: navn, valueTagClass: UTF8 },
    ...(uuid === undefined ? [] : [{ name: 'serialNumber', value: `UI:DK-O:G:${uuid}` }]),
    { name: 'organizationName', value: organisation, valueTagClass: UTF8 },
    ...(cvr === undefined ? [] : [{ type: ORGANISATIONS_ID, value: `NTRDK-${cvr}`, valueTagClass: UTF8 }]),
    { name: 'countryName', value: 'DK' },
  ];
}

function udvidelser({ art, vaerter = [] }: Bestilling, over: forge.pki.Certificate | undefined): object[] {
  const isCa = art === 'ca';
  const brug = isCa ? { keyCertSign: true, cRLSign: true } : { digitalSignature: true, keyEncipherment: true };
  const altNames = vaerter.map((vaert) => (isIp(vaert) ? { type: 7, ip: vaert } : { type: 2, value: vaert }));
  return [
    { name: 'basicConstraints', cA: isCa, critical: true },
    { name: 'keyUsage', ...brug, critical: true },
    ...(art === 'tls' ? [{ name: 'extKeyUsage', serverAuth: true }] : []),
    ...(altNames.length > 0 ? [{ name: 'subjectAltName', altNames }] : []),
    { name: 'subjectKeyIdentifier' },
    ...(over
      ? [{ name: 'authorityKeyIdentifier', keyIdentifier: over.generateSubjectKeyIdentifier().getBytes() }]
      : []),
  ];
}

function isIp(vaert: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(vaert) || vaert.includes(':');
}

/** What is signed; the types of node-forge leave it out. */
const tbsOf = (forge.pki as unknown as { getTBSCertificate(of: forge.pki.Certificate): forge.asn1.Asn1 })
  .getTBSCertificate;

/** Signs with Node, which is quicker than node-forge and does not give the key away. */
function underskriv(certifikat: forge.pki.Certificate, noegle: string): void {
  certifikat.signatureOid = SHA256_RSA;
  certifikat.siginfo.algorithmOid = SHA256_RSA;
  certifikat.tbsCertificate = tbsOf(certifikat);
  const der = Buffer.from(forge.asn1.toDer(certifikat.tbsCertificate).getBytes(), 'binary');
  certifikat.signature = sign('sha256', der, createPrivateKey(noegle)).toString('binary');
}

function pem(certifikat: forge.pki.Certificate): string {
  return forge.pki.certificateToPem(certifikat).replaceAll('\r\n', '\n');
}

/** A PKCS#12 file of the certificate, its key and who issued it; AES-256, as Java, .NET and OpenSSL read it. */
export function pakP12({ certifikat, noegle }: Lavet, udsteder: string, navn: string, kodeord: string): Buffer {
  const kaede = [certifikat, udsteder].map((text) => forge.pki.certificateFromPem(text));
  const indhold = forge.pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(noegle), kaede, kodeord, {
    algorithm: 'aes256',
    count: 10_000,
    friendlyName: navn,
  });
  return Buffer.from(forge.asn1.toDer(indhold).getBytes(), 'binary');
}
