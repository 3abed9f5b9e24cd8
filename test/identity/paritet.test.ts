/**
 * Signatures of ours are good to others and those of others to us: xml-crypto always, xmlsec1 (libxml2 and OpenSSL) where
 * it is installed. Neither knows STR-Transform, so the assertion is signed by its ID here.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SignedXml } from 'xml-crypto';
import { ALGORITME, NS } from '../../src/identity/navnerum.ts';
import { idKort } from '../../src/identity/xmldsig/id-kort.ts';
import { verificerSignatur } from '../../src/identity/xmldsig/verificer.ts';
import { beskedsignatur, find, nyAssertion, nyBesked, nyeNoegler, rodOf } from './signerede.ts';

const sts = nyeNoegler();
const klient = nyeNoegler();
const assertion = await nyAssertion(sts);
const besked = await nyBesked(klient, assertion, { isDirekte: true, hasPrefikser: true });
const pem = (noegler: typeof klient) => ({
  privat: noegler.privat.export({ type: 'pkcs8', format: 'pem' }) as string,
  offentlig: noegler.offentlig.export({ type: 'spki', format: 'pem' }) as string,
});

/** The text of the message's own signature, which is the last one. */
const signaturtekst = (xml: string) => /<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? '';

function isGodForXmlCrypto(xml: string, signatur: string, offentlig: string): boolean {
  const signed = new SignedXml({ publicCert: offentlig, getCertFromKeyInfo: () => null, idMode: 'wssecurity' });
  signed.loadSignature(signatur);
  try {
    return signed.checkSignature(xml);
  } catch {
    return false;
  }
}

test('xml-crypto: our message and our assertion are good, and changed ones are not', () => {
  const { offentlig } = pem(klient);
  assert.equal(isGodForXmlCrypto(besked, signaturtekst(besked), offentlig), true);
  assert.equal(isGodForXmlCrypto(besked.replace('0a1b', '0a1c'), signaturtekst(besked), offentlig), false);
  const [signatur = ''] = /<Signature .*<\/Signature>/.exec(assertion) ?? [];
  assert.equal(isGodForXmlCrypto(assertion, signatur, pem(sts).offentlig), true);
  assert.equal(isGodForXmlCrypto(assertion.replace('11111111', '2'), signatur, pem(sts).offentlig), false);
});

const HASHES = [
  [ALGORITME.sha256, ALGORITME.rsaSha256],
  [ALGORITME.sha512, ALGORITME.rsaSha512],
] as const;
const USIGNERET =
  `<s:Envelope xmlns:s="${NS.soap12}" xmlns:wsu="${NS.wsu}" xmlns:x="urn:x" xmlns="urn:d">\n <s:Header>\n  <w:Security ` +
  `xmlns:w="${NS.wsse}"><wsu:Timestamp wsu:Id="tid">\n<wsu:Created>2026</wsu:Created></wsu:Timestamp></w:Security></s:Header>\n` +
  ' <s:Body wsu:Id="body"><a x:k="&#9;&quot;" xml:lang="da">æ &amp; &#13;</a><x:b xmlns=""><c/></x:b></s:Body>\n</s:Envelope>';

/** xml-crypto does not know `#default`; xmlsec1 does. */
for (const prefikser of [undefined, ['x'], ['x', 'wsu', 'w', 'unknown']]) {
  for (const [digestAlgorithm, signatureAlgorithm] of HASHES) {
    test(`what xml-crypto signs is good here (${signatureAlgorithm.slice(-6)}, prefixes ${prefikser})`, () => {
      const signed = new SignedXml({
        privateKey: pem(klient).privat,
        signatureAlgorithm,
        canonicalizationAlgorithm: ALGORITME.excC14n,
        idMode: 'wssecurity',
      });
      for (const navn of ['Body', 'Timestamp']) {
        signed.addReference({
          xpath: `//*[local-name(.)='${navn}']`,
          transforms: [ALGORITME.excC14n],
          digestAlgorithm,
          ...(prefikser && { inclusiveNamespacesPrefixList: prefikser }),
        });
      }
      signed.computeSignature(USIGNERET, {
        prefix: 'ds',
        location: { reference: "//*[local-name(.)='Security']", action: 'append' },
      });
      const rod = rodOf(signed.getSignedXml());
      const { elementer } = verificerSignatur(beskedsignatur(rod), klient.offentlig, idKort(rod), 'besked');
      assert.deepEqual(elementer, [find(rod, 'Body'), find(rod, 'Timestamp')]);
    });
  }
}

const hasXmlsec = spawnSync('xmlsec1', ['--version']).status === 0;
const isDemanded = process.env.FKORG_REQUIRE_CLIENTS === '1';
const skip = hasXmlsec || isDemanded ? false : 'xmlsec1 is not installed (apt-get install xmlsec1)';
const folder = mkdtempSync(join(tmpdir(), 'fkorg-xmlsec-'));
after(() => rmSync(folder, { recursive: true }));
const IDS = [
  ...['Action', 'MessageID'].map((navn) => `--id-attr:Id=${NS.wsa}:${navn}`),
  `--id-attr:Id=${NS.wsu}:Timestamp`,
  `--id-attr:Id=${NS.soap12}:Body`,
  `--id-attr:ID=${NS.saml}:Assertion`,
].flatMap((flag) => flag.split('='));

function fil(navn: string, indhold: string): string {
  const sti = join(folder, navn);
  writeFileSync(sti, indhold);
  return sti;
}

test('xmlsec1: our message and our assertion are good, and changed ones are not', { skip }, () => {
  const cases: [string, string, string, boolean][] = [
    [besked, 'Security', pem(klient).offentlig, true],
    [besked.replace('0a1b', '0a1c'), 'Security', pem(klient).offentlig, false],
    [assertion, 'Assertion', pem(sts).offentlig, true],
    [assertion.replace('11111111', '2'), 'Assertion', pem(sts).offentlig, false],
  ];
  for (const [i, [xml, over, noegle, isGod]] of cases.entries()) {
    const sted = `//*[local-name()='${over}']/*[local-name()='Signature']`;
    const args = [
      '--verify',
      '--enabled-key-data',
      'rsa',
      '--pubkey-pem',
      fil('k.pem', noegle),
      ...IDS,
      '--node-xpath',
      sted,
      fil('m.xml', xml),
    ];
    const { status, stderr } = spawnSync('xmlsec1', args, { encoding: 'utf8' });
    assert.equal(status === 0, isGod, `case ${i}: ${stderr}`);
  }
});

test('what xmlsec1 signs is good here, with lists of prefixes', { skip }, () => {
  const liste = `<ec:InclusiveNamespaces xmlns:ec="${NS.ec}" PrefixList="x #default"/>`;
  const kanonisk = (navn: string) => `<ds:${navn} Algorithm="${ALGORITME.excC14n}">${liste}</ds:${navn}>`;
  const reference = (id: string) =>
    `<ds:Reference URI="#${id}"><ds:Transforms>${kanonisk('Transform')}</ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${ALGORITME.sha384}"/><ds:DigestValue/></ds:Reference>`;
  const skabelon =
    `<ds:Signature xmlns:ds="${NS.ds}"><ds:SignedInfo>${kanonisk('CanonicalizationMethod')}` +
    `<ds:SignatureMethod Algorithm="${ALGORITME.rsaSha384}"/>${reference('body')}${reference('tid')}</ds:SignedInfo>` +
    '<ds:SignatureValue/></ds:Signature>';
  const xml = USIGNERET.replace('</w:Security>', `${skabelon}</w:Security>`);
  const ud = join(folder, 'ud.xml');
  const args = ['--sign', '--privkey-pem', fil('p.pem', pem(klient).privat), ...IDS, '--output', ud, fil('u.xml', xml)];
  execFileSync('xmlsec1', args, { stdio: 'pipe' });
  const rod = rodOf(readFileSync(ud, 'utf8'));
  const { elementer } = verificerSignatur(beskedsignatur(rod), klient.offentlig, idKort(rod), 'besked');
  assert.deepEqual(elementer, [find(rod, 'Body'), find(rod, 'Timestamp')]);
});
