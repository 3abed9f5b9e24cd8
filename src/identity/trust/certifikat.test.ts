import assert from 'node:assert/strict';
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { test } from 'node:test';
import { lavProeve } from '../../../test/pki/noegler.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';
import { erGyldig, laesCertifikat } from './certifikat.ts';

const UUID = '11111111-2222-4333-8444-555555555555';
const lavet = await lavProeve({ navn: 'Loen', organisation: 'Korsbæk', cvr: '11111111', uuid: UUID });
const x509 = new X509Certificate(lavet.certifikat);

/** The certificate is refused, and the log is told why. */
function afvises(certifikat: Buffer | string, detail: RegExp): void {
  assert.throws(
    () => laesCertifikat(certifikat),
    (error: unknown) =>
      error instanceof Sikkerhedsfejl && error.art === 'InvalidSecurityToken' && detail.test(error.detail),
  );
}

test('a certificate is the same from PEM, from DER and from Base64 broken into lines', () => {
  const certifikat = laesCertifikat(lavet.certifikat);
  const broken = x509.raw.toString('base64').replace(/(.{60})/g, '$1\n    ');
  for (const other of [x509.raw, broken, Buffer.from(lavet.certifikat)])
    assert.equal(laesCertifikat(other), certifikat);
  assert.deepEqual(certifikat.der, x509.raw);
  assert.equal(certifikat.base64, x509.raw.toString('base64'));
  assert.equal(certifikat.sha256, x509.fingerprint256.replaceAll(':', '').toLowerCase());
  assert.equal(certifikat.sha1, x509.fingerprint.replaceAll(':', '').toLowerCase());
  assert.ok(certifikat.noegle.equals(createPublicKey(lavet.noegle)));
});

test('an OCES3 certificate tells its CVR, and its name as Windows and Java write it', () => {
  const { cvr, emne } = laesCertifikat(lavet.certifikat);
  assert.equal(cvr, '11111111');
  assert.equal(emne, `C=DK, OID.2.5.4.97=NTRDK-11111111, O=Korsbæk, SERIALNUMBER=UI:DK-O:G:${UUID}, CN=Loen`);
});

test('the subject key identifier is the hash of the public key', () => {
  const pkcs1 = createPublicKey(lavet.noegle).export({ type: 'pkcs1', format: 'der' });
  assert.equal(laesCertifikat(lavet.certifikat).ski, createHash('sha1').update(pkcs1).digest('base64'));
});

test('a subject key identifier that is not DER is none, and makes nobody stumble', () => {
  const at = x509.raw.indexOf(Buffer.from('551d0e04160414', 'hex')) + 6;
  assert.ok(at > 6);
  for (const length of [0x15, 0x80, 0x83, 0x84, 0x88, 0xff]) {
    const der = Buffer.from(x509.raw);
    der[at] = length;
    assert.equal(laesCertifikat(der).ski, undefined, `length ${length}`);
  }
});

test('the time of a certificate has its ends with it', () => {
  const certifikat = laesCertifikat(lavet.certifikat);
  assert.equal(certifikat.gyldigFra, x509.validFromDate.getTime());
  assert.deepEqual(
    [certifikat.gyldigFra - 1, certifikat.gyldigFra, certifikat.gyldigTil, certifikat.gyldigTil + 1].map((now) =>
      erGyldig(certifikat, now),
    ),
    [false, true, true, false],
  );
});

test('what is no certificate, too large, or followed by more is refused', () => {
  afvises('', /neither/);
  afvises('<xml/>', /neither/);
  afvises('AAAA', /no X.509/);
  afvises(lavet.certifikat + lavet.certifikat, /neither/);
  afvises(Buffer.concat([x509.raw, Buffer.from([0])]), /bytes after/);
  afvises(x509.raw.subarray(0, -1), /no X.509/);
  afvises(Buffer.alloc(16_385), /over 16384 bytes/);
  afvises('A'.repeat(32_769), /over 32768 characters/);
});

test('short keys are refused, and what is no RSA key', async () => {
  afvises((await lavProeve({ bits: 1024 })).certifikat, /RSA of 1024 bits/);
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  afvises(medNoegle(publicKey), /a key of type ec/);
});

test('keys that take long to verify with are refused', () => {
  assert.equal(laesCertifikat(medNoegle(rsaNoegle(8192))).noegle.asymmetricKeyDetails?.modulusLength, 8192);
  afvises(medNoegle(rsaNoegle(8200)), /RSA of 8200 bits/);
  afvises(medNoegle(rsaNoegle(2048, [1, 0, 0, 0, 1])), /an exponent of 4294967297/);
});

test('a key whose signatures everybody can make is refused', () => {
  assert.ok(laesCertifikat(medNoegle(rsaNoegle(2048, [3]))));
  afvises(medNoegle(rsaNoegle(2048, [1])), /an exponent of 1/);
});

test('only those that were asked for last are remembered', () => {
  const others = (count: number) => {
    for (let i = 0; i < count; i++) laesCertifikat(medNoegle(rsaNoegle(2048)));
  };
  const first = laesCertifikat(lavet.certifikat);
  others(499);
  assert.ok(laesCertifikat(lavet.certifikat) === first);
  others(499);
  assert.ok(laesCertifikat(lavet.certifikat) === first);
  others(500);
  assert.ok(laesCertifikat(lavet.certifikat) !== first);
});

/** A public key that has no private one. */
function rsaNoegle(bits: number, exponent = [1, 0, 1]): KeyObject {
  const n = randomBytes(bits / 8);
  n[0]! |= 0x80;
  n[n.length - 1]! |= 1;
  const jwk = { kty: 'RSA', n: n.toString('base64url'), e: Buffer.from(exponent).toString('base64url') };
  return createPublicKey({ key: jwk, format: 'jwk' });
}

/** The certificate with another public key in it; its signature is wrong, which is not judged here. */
function medNoegle(noegle: KeyObject): Buffer {
  const spki = noegle.export({ type: 'spki', format: 'der' });
  const old = createPublicKey(lavet.noegle).export({ type: 'spki', format: 'der' });
  const at = x509.raw.indexOf(old);
  const der = Buffer.concat([x509.raw.subarray(0, at), spki, x509.raw.subarray(at + old.length)]);
  const less = old.length - spki.length;
  // The lengths of the certificate and of what is signed in it, of two bytes each.
  for (const place of [2, 6]) der.writeUInt16BE(der.readUInt16BE(place) - less, place);
  return der;
}
