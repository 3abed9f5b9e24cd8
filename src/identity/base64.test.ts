import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nyAssertion, nyeNoegler, rodOf } from '../../test/identity/signerede.ts';
import { base64Tegn } from './base64.ts';
import { laesPrivilegier, PRIVILEGIER_TEGN_MAX } from './saml/privilegier.ts';
import { Sikkerhedsfejl } from './sikkerhedsfejl.ts';
import { laesCertifikat } from './trust/certifikat.ts';
import { laesSignatur } from './xmldsig/signatur.ts';

test('white space is nothing, wherever it stands; another character is not of Base64', () => {
  assert.equal(base64Tegn('\n QU\tJD\r\nQQ= = '), 'QUJDQQ==');
  assert.equal(base64Tegn(''), '');
  for (const tekst of ['QU=D', 'QUJ-', 'QQ===', 'é', '\u00A0QUJD', 'QUJD\f'])
    assert.equal(base64Tegn(tekst), undefined);
});

/** CPU of a reading that is refused, in milliseconds. */
function cpuMs(laes: () => unknown): number {
  const before = process.cpuUsage();
  assert.throws(laes, Sikkerhedsfejl);
  return process.cpuUsage(before).user / 1000;
}

const nemt = (length: number) => `A${' '.repeat(length - 2)}!`;

test('what is no Base64 is refused at once, though it is all white space: nobody has been asked who he is yet', () => {
  assert.ok(cpuMs(() => laesCertifikat(nemt(32_768))) < 200);
  assert.ok(cpuMs(() => laesPrivilegier(nemt(PRIVILEGIER_TEGN_MAX))) < 500);
});

test('a digest of any length is read or refused, as a breach of the structure', async () => {
  const assertion = await nyAssertion(nyeNoegler());
  const digest = `<DigestValue>${'A'.repeat(9_000_000)}!</DigestValue>`;
  const [signatur = ''] = /<Signature .*<\/Signature>/.exec(assertion) ?? [];
  const rod = rodOf(signatur.replace(/<DigestValue>.*<\/DigestValue>/, digest));
  cpuMs(() => laesSignatur(rod));
});
