import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ParseOption, XmlC14NMode, XmlDocument } from 'libxml2-wasm';
import { SignedXml } from 'xml-crypto';
import { lavKlient, lavPar } from '../../../test/pki/noegler.ts';
import { kanonisk } from '../../xml/kanonisk.ts';
import { parseXml } from '../../xml/parse.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';
import type { Tokenindhold } from '../tokenindhold.ts';
import { idKort } from '../xmldsig/id-kort.ts';
import { underskrivAssertion } from '../xmldsig/underskriv.ts';
import { verificerSignatur } from '../xmldsig/verificer.ts';
import { laesAssertion } from './laes.ts';
import { privilegiumOf } from './roller.ts';
import { skrivAssertion } from './skriv.ts';

const [sts, klient] = await Promise.all([lavPar(), lavKlient('11111111', 'Løn & Personale')]);
const fra = Date.UTC(2026, 10, 24, 12, 0, 0, 123);
const til = fra + 8 * 3_600_000;
const ORGANISATION = 'http://stoettesystemerne.dk/service/organisation/3';
const tildeling = {
  scopeCvr: '11111111',
  rolle: 'rediger',
  afgraensninger: { seNavn: true, seCpr: true, anonymiser: false, fysiskslet: false },
} as const;
const ny: Tokenindhold = {
  id: '_5d8ff7a3-6d35-4d3a-8a5b-7c1a2f3b4c5d',
  udsteder: 'http://sts.example/runtime',
  entityId: ORGANISATION,
  cvr: '11111111',
  certifikat: klient.certifikat,
  privilegier: [privilegiumOf(tildeling, 'organisation.example')],
  fra,
  til,
};
const underskrevet = (over: Partial<Tokenindhold> = {}) =>
  underskrivAssertion(skrivAssertion({ ...ny, ...over }), sts.privat, sts.certifikat.base64);
const xml = await underskrevet();
const LIMITS = { depthMax: 20, elementsMax: 5000, attributesMax: 20 };
const rodOf = (text: string) => parseXml(Buffer.from(text), LIMITS, { isRig: true }).rod;

test('an assertion says who calls, once its signature is verified', () => {
  const rod = rodOf(xml);
  const laest = laesAssertion(rod);
  const { elementer } = verificerSignatur(laest.signatur, sts.certifikat.noegle, idKort(rod), 'assertion');
  assert.deepEqual(elementer, [rod]);
  const { signatur: _, ...resten } = laest;
  assert.deepEqual(resten, {
    id: ny.id,
    udsteder: ny.udsteder,
    gyldig: { fra, til },
    audience: [ORGANISATION],
    modtager: ORGANISATION,
    certifikat: klient.certifikat,
    identitet: {
      cvr: '11111111',
      certifikatSha256: klient.certifikat.sha256,
      systemNavn: klient.certifikat.emne,
      tildelinger: [tildeling],
      udloeber: til,
    },
  });
});

test('the same list of privileges means the same in each token, and another one something else', async () => {
  const roller = async (rolle: 'rediger' | 'udstil', scopeCvr: string) => {
    const privilegier = [privilegiumOf({ ...tildeling, rolle, scopeCvr }, 'organisation.example')];
    return laesAssertion(rodOf(await underskrevet({ privilegier }))).identitet.tildelinger;
  };
  for (const rolle of ['rediger', 'udstil', 'rediger'] as const) {
    for (const scopeCvr of ['11111111', '22222222', '11111111']) {
      assert.deepEqual(await roller(rolle, scopeCvr), [{ ...tildeling, rolle, scopeCvr }]);
    }
  }
});

test('libxml2 and xml-crypto say the same: the text is its own canonical form, and the signature is good', () => {
  const dokument = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NONET });
  try {
    assert.equal(dokument.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 }), xml);
  } finally {
    dokument.dispose();
  }
  assert.equal(kanonisk(rodOf(xml)), xml);
  const proever = new SignedXml({
    publicCert: sts.certifikat.noegle.export({ type: 'spki', format: 'pem' }) as string,
  });
  proever.loadSignature(/<Signature [\s\S]*<\/Signature>/.exec(xml)![0]);
  assert.ok(proever.checkSignature(xml));
});

test('clients that take it apart by text find what they look for', () => {
  assert.doesNotMatch(xml, /\n|> </);
  assert.ok(xml.startsWith(`<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="${ny.id}" `));
  assert.equal(/ID="([^"]+)"/.exec(xml)?.[1], ny.id);
  assert.equal(xml.match(/<Signature[ >]/g)?.length, 1);
  assert.equal(xml.match(/SecurityTokenReference|Timestamp/g), null);
  assert.match(xml, /<\/Issuer><Signature xmlns="http:\/\/www.w3.org\/2000\/09\/xmldsig#">/);
  assert.equal(/NotOnOrAfter="([^"]+)"/.exec(xml)?.[1], '2026-11-24T20:00:00.123Z');
});

test('without a role there is no attribute of privileges, and nothing may be done', async () => {
  const uden = await underskrevet({ privilegier: [] });
  assert.doesNotMatch(uden, /Privileges_intermediate/);
  assert.deepEqual(laesAssertion(rodOf(uden)).identitet.tildelinger, []);
});

test('the shorter of both times counts, and a subject without times has those of the conditions', () => {
  const kort = xml.replace(/(Data[^>]* NotOnOrAfter=")[^"]+/, '$12026-11-24T13:00:00Z');
  assert.equal(laesAssertion(rodOf(kort)).identitet.udloeber, Date.UTC(2026, 10, 24, 13));
  const uden = xml.replace(/(Data[^>]*) NotBefore="[^"]+" NotOnOrAfter="[^"]+"/, '$1');
  assert.deepEqual(laesAssertion(rodOf(uden)).gyldig, { fra, til });
});

test('a prefix for every element, statements in the other order and white space are read as well', () => {
  const prefikset = xml
    .replace(/<(\/?)(?=(Assertion|Issuer|Subject|NameID|Conditions|Audience|Attribute|Authn))/g, '<$1s:')
    .replace('xmlns=', 'xmlns:s=')
    .replace(
      /(<s:AttributeStatement>.*<\/s:AttributeStatement>)(<s:AuthnStatement.*<\/s:AuthnStatement>)/,
      '\n $2 $1\n',
    );
  assert.equal(laesAssertion(rodOf(prefikset)).identitet.cvr, '11111111');
});

const CERTIFIKAT = klient.certifikat.base64;
const CVR = /<Attribute Name="dk:gov:saml:attribute:CvrNumberIdentifier".*?<\/Attribute>/;
const AFVIST: Readonly<Record<string, (text: string) => string>> = {
  'another version': (t) => t.replace('Version="2.0"', 'Version="1.1"'),
  'no ID': (t) => t.replace(/ ID="[^"]+"/, ''),
  'an ID in a namespace': (t) => t.replace(' ID="', ' xmlns:x="urn:x" x:ID="'),
  'no IssueInstant': (t) => t.replace(/ IssueInstant="[^"]+"/, ''),
  'another root': (t) => t.replace('<Assertion ', '<Assertio ').replace('</Assertion>', '</Assertio>'),
  'another namespace': (t) => t.replace('SAML:2.0:assertion"', 'SAML:1.0:assertion"'),
  'no signature': (t) => t.replace(/<Signature .*<\/Signature>/, ''),
  'two signatures': (t) => t.replace(/<Signature .*<\/Signature>/, '$&$&'),
  'a signature at the end': (t) => t.replace(/(<Signature .*<\/Signature>)(.*)<\/Assertion>/, '$2$1</Assertion>'),
  'text between its parts': (t) => t.replace('<Subject>', 'x<Subject>'),
  advice: (t) => t.replace('<AttributeStatement>', '<Advice></Advice>$&'),
  'two attribute statements': (t) => t.replace(/<AttributeStatement>.*<\/AttributeStatement>/, '$&$&'),
  'no authentication statement': (t) => t.replace(/<AuthnStatement.*<\/AuthnStatement>/, ''),
  'an issuer with elements in it': (t) => t.replace('</Issuer>', '<b></b></Issuer>'),
  'an empty issuer': (t) => t.replace(/(<Issuer[^>]*>)[^<]*/, '$1'),
  'a bearer': (t) => t.replace('cm:holder-of-key', 'cm:bearer'),
  'two confirmations': (t) => t.replace(/<SubjectConfirmation .*<\/SubjectConfirmation>/, '$&$&'),
  'no key': (t) =>
    t.replace(
      /<KeyInfo xmlns[^>]*><X509Data>[^/]*<X509Certificate>[^<]*<\/X509Certificate><\/X509Data><\/KeyInfo><\/SubjectC/,
      '</SubjectC',
    ),
  'two certificates': (t) => t.replace(`<X509Certificate>${CERTIFIKAT}</X509Certificate>`, '$&$&'),
  'a certificate that is none': (t) => t.replace(CERTIFIKAT, 'QUJD'),
  'no audience': (t) => t.replace(/<AudienceRestriction>.*<\/AudienceRestriction>/, ''),
  'an empty list of audiences': (t) => t.replace(/<Audience>.*<\/Audience>/, ''),
  'an audience and something else': (t) => t.replace('</AudienceRestriction>', '<Andet></Andet></AudienceRestriction>'),
  'too many audiences': (t) => t.replace('</AudienceRestriction>', `${'<Audience>x</Audience>'.repeat(20)}$&`),
  'an issuer of any length': (t) => t.replace('</Issuer>', `${'x'.repeat(1024)}$&`),
  'a condition that is not known': (t) => t.replace('</Conditions>', '<OneTimeUse></OneTimeUse></Conditions>'),
  'conditions without an end': (t) => t.replace(/(<Conditions [^>]*) NotOnOrAfter="[^"]+"/, '$1'),
  'a time without a zone': (t) => t.replace(/(<Conditions NotBefore="[^"]+)Z"/, '$1"'),
  'no CVR': (t) => t.replace(CVR, ''),
  'two CVR attributes': (t) => t.replace(CVR, '$&$&'),
  'two values of CVR': (t) => t.replace('<AttributeValue>11111111</AttributeValue>', '$&$&'),
  'a CVR of 7 digits': (t) => t.replace('>11111111<', '>1111111<'),
  'elements in the CVR': (t) => t.replace('>11111111<', '>1111<b></b>1111<'),
  'privileges that are none': (t) => t.replace(/(Privileges_intermediate"[^>]*><AttributeValue>)[^<]*/, '$1QUJD'),
  'an encrypted attribute': (t) => t.replace('</AttributeStatement>', '<EncryptedAttribute></EncryptedAttribute>$&'),
  'too many attributes': (t) => t.replace(CVR, `$&${'<Attribute Name="x"></Attribute>'.repeat(100)}`),
};

for (const [navn, aendr] of Object.entries(AFVIST)) {
  test(`refused: ${navn}`, () => {
    const aendret = aendr(xml);
    assert.notEqual(aendret, xml, 'the case changes nothing');
    assert.throws(
      () => laesAssertion(rodOf(aendret)),
      (fejl: unknown) => fejl instanceof Sikkerhedsfejl && fejl.art === 'InvalidSecurityToken',
    );
  });
}
