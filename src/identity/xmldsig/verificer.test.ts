/** What a good signature gives, and every way to build a bad one: which is refused, and as what. */
import assert from 'node:assert/strict';
import { createPublicKey, createSecretKey } from 'node:crypto';
import { test } from 'node:test';
import {
  alle,
  beskedsignatur,
  find,
  nyAssertion,
  nyBesked,
  nyeNoegler,
  rodOf,
} from '../../../test/identity/signerede.ts';
import type { RigtElement } from '../../xml/rig.ts';
import { NS } from '../navnerum.ts';
import { Sikkerhedsfejl, type Sikkerhedsfejlart } from '../sikkerhedsfejl.ts';
import { idKort } from './id-kort.ts';
import { verificerSignatur } from './verificer.ts';

const sts = nyeNoegler();
const klient = nyeNoegler();
const assertion = await nyAssertion(sts);
const besked = await nyBesked(klient, assertion);

const verificer = (rod: RigtElement, noegle = klient.offentlig) =>
  verificerSignatur(beskedsignatur(rod), noegle, idKort(rod), 'besked');

function refuses(check: () => unknown, art: Sikkerhedsfejlart, detail?: RegExp): void {
  assert.throws(check, (error: unknown) => {
    assert.ok(error instanceof Sikkerhedsfejl, String(error));
    assert.equal(error.art, art, error.detail);
    if (detail) assert.match(error.detail, detail);
    return true;
  });
}

test('a good message gives the very nodes that were signed', () => {
  const rod = rodOf(besked);
  const { elementer, gennemStr, vaerdi } = verificer(rod);
  const token = find(rod, 'Assertion');
  assert.deepEqual(
    elementer.map(({ navn }) => navn),
    ['Action', 'MessageID', 'Timestamp', 'Body', 'Assertion'],
  );
  assert.equal(elementer[3], find(rod, 'Body'));
  assert.equal(elementer[4], token);
  assert.equal(gennemStr[0]?.token, token);
  assert.equal(gennemStr[0]?.str, find(rod, 'SecurityTokenReference'));
  assert.equal(Buffer.from(vaerdi, 'base64').length, 256);
});

test('a good assertion gives itself, alone and in a message', () => {
  for (const rod of [rodOf(assertion), rodOf(besked)]) {
    const token = find(rod, 'Assertion');
    const { elementer } = verificerSignatur(find(token, 'Signature'), sts.offentlig, idKort(rod), 'assertion');
    assert.deepEqual(elementer, [token]);
  }
});

test('what is signed with a list of prefixes is canonicalised with it', async () => {
  const medPrefikser = await nyBesked(klient, assertion, { hasPrefikser: true });
  assert.equal(verificer(rodOf(medPrefikser)).elementer.length, 5);
  refuses(() => verificer(rodOf(medPrefikser.replaceAll('"urn:ubrugt"', '"urn:andet"'))), 'FailedCheck', /reference 4/);
});

test('both ways of a prefixed assertion are good: with xmlns="" on it and without', async () => {
  const praefikset = await nyAssertion(sts, 'saml2');
  for (const form of [praefikset, praefikset.replace('<saml2:Assertion', '<saml2:Assertion xmlns=""')]) {
    assert.equal(verificer(rodOf(await nyBesked(klient, praefikset, { tokenform: form }))).elementer.length, 5);
  }
  const uden = await nyBesked(klient, assertion, { tokenform: assertion.replace(' ID=', ' xmlns="" ID=') });
  refuses(() => verificer(rodOf(uden)), 'FailedCheck', /reference 5/);
});

const S = 'http://www.w3.org/2000/09/xmldsig#';
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const last = (text: string, from: string | RegExp, to: string) => {
  const at = text.lastIndexOf('<ds:Signature xmlns:ds');
  return text.slice(0, at) + text.slice(at).replace(from, to);
};
const FIRST_REFERENCE = /<ds:Reference .*?<\/ds:Reference>/;
const liste = (rest: string) => `<e:InclusiveNamespaces xmlns:e="${NS.ec}"${rest}e:InclusiveNamespaces>`;
const EXC = 'Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"';

/** What is done to the message's own signature, what it is refused as. The signature is not made anew: structure comes first. */
const STRUCTURE: readonly (readonly [string, string | RegExp, string, Sikkerhedsfejlart])[] = [
  ['SHA-1 as digest', 'http://www.w3.org/2001/04/xmlenc#sha256', `${S}sha1`, 'UnsupportedAlgorithm'],
  ['RSA-SHA1', `${MORE}rsa-sha256`, `${S}rsa-sha1`, 'UnsupportedAlgorithm'],
  ['HMAC', `${MORE}rsa-sha256`, `${MORE}hmac-sha256`, 'UnsupportedAlgorithm'],
  ['PSS', `${MORE}rsa-sha256`, 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1', 'UnsupportedAlgorithm'],
  [
    'a length of HMAC',
    `rsa-sha256"></ds`,
    'rsa-sha256"><ds:HMACOutputLength>1</ds:HMACOutputLength></ds',
    'InvalidSecurity',
  ],
  [
    'inclusive canonical form',
    EXC,
    'Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"',
    'UnsupportedAlgorithm',
  ],
  [
    'canonical form with comments',
    EXC,
    'Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#WithComments"',
    'UnsupportedAlgorithm',
  ],
  [
    'XPath',
    `<ds:Transform ${EXC}`,
    '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"',
    'UnsupportedAlgorithm',
  ],
  [
    'XSLT',
    `<ds:Transform ${EXC}`,
    '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"',
    'UnsupportedAlgorithm',
  ],
  [
    'enveloped-signature in a message',
    `<ds:Transform ${EXC}>`,
    `<ds:Transform Algorithm="${S}enveloped-signature"></ds:Transform><ds:Transform ${EXC}>`,
    'InvalidSecurity',
  ],
  [
    'canonical form twice',
    `<ds:Transform ${EXC}>`,
    `<ds:Transform ${EXC}></ds:Transform><ds:Transform ${EXC}>`,
    'InvalidSecurity',
  ],
  ['no transforms', /<ds:Transforms>.*?<\/ds:Transforms>/, '', 'InvalidSecurity'],
  ['an empty list of transforms', /<ds:Transforms>.*?<\/ds:Transforms>/, '<ds:Transforms/>', 'InvalidSecurity'],
  ['an empty URI', 'URI="#_1"', 'URI=""', 'InvalidSecurity'],
  ['no URI', 'URI="#_1"', '', 'InvalidSecurity'],
  ['a bare #', 'URI="#_1"', 'URI="#"', 'InvalidSecurity'],
  ['a URI elsewhere', 'URI="#_1"', 'URI="http://127.0.0.1/x#_1"', 'InvalidSecurity'],
  ['an XPointer', 'URI="#_1"', `URI="#xpointer(id('_1'))"`, 'SecurityTokenUnavailable'],
  ['a reference to nothing', 'URI="#_1"', 'URI="#_9"', 'SecurityTokenUnavailable'],
  ['a reference in other case', 'URI="#str"', 'URI="#STR"', 'SecurityTokenUnavailable'],
  ['the same element twice', 'URI="#_1"', 'URI="#_2"', 'InvalidSecurity'],
  ['no references', /<ds:Reference .*<\/ds:Reference>/, '', 'InvalidSecurity'],
  ['something unknown in SignedInfo', FIRST_REFERENCE, '<ds:Object/>', 'InvalidSecurity'],
  ['text in SignedInfo', '<ds:SignedInfo>', '<ds:SignedInfo>x', 'InvalidSecurity'],
  ['an Object', '</ds:Signature>', '<ds:Object/></ds:Signature>', 'InvalidSecurity'],
  ['two SignedInfo', '<ds:SignedInfo>', '<ds:SignedInfo/><ds:SignedInfo>', 'InvalidSecurity'],
  ['SignedInfo in another namespace', '<ds:SignedInfo>', '<ds:SignedInfo xmlns:ds="urn:x">', 'InvalidSecurity'],
  ['an unknown attribute', '<ds:SignedInfo>', '<ds:SignedInfo x="">', 'InvalidSecurity'],
  ['a qualified Algorithm', '<ds:SignatureMethod A', '<ds:SignatureMethod ds:A', 'InvalidSecurity'],
  ['a digest that is not base64', /<ds:DigestValue>./, '<ds:DigestValue>!', 'InvalidSecurity'],
  ['an element in a digest', '<ds:DigestValue>', '<ds:DigestValue><x/>', 'InvalidSecurity'],
  ['a value that is not base64', /<ds:SignatureValue>./, '<ds:SignatureValue>-', 'InvalidSecurity'],
  [
    'two lists of prefixes',
    `<ds:Transform ${EXC}>`,
    `<ds:Transform ${EXC}><e:InclusiveNamespaces xmlns:e="http://www.w3.org/2001/10/xml-exc-c14n#"/><e:InclusiveNamespaces xmlns:e="http://www.w3.org/2001/10/xml-exc-c14n#"/>`,
    'InvalidSecurity',
  ],
  [
    'too much in a Reference',
    '</ds:DigestValue></ds:Reference>',
    '</ds:DigestValue><ds:X/></ds:Reference>',
    'InvalidSecurity',
  ],
  ['something else for KeyInfo', /<ds:KeyInfo>.*<\/ds:KeyInfo>/, '<ds:Object/>', 'InvalidSecurity'],
  ['a Type on a Reference', 'URI="#_1"', 'URI="#_1" Type="x"', 'InvalidSecurity'],
  ['an attribute on Signature', '<ds:Signature ', '<ds:Signature x="" ', 'InvalidSecurity'],
  ['an attribute on SignatureValue', '<ds:SignatureValue>', '<ds:SignatureValue x="">', 'InvalidSecurity'],
  ['an attribute on an algorithm', '<ds:DigestMethod ', '<ds:DigestMethod x="" ', 'InvalidSecurity'],
  ['an attribute on STR-Transform', /(<ds:Transform )(?=[^>]*STR-Transform)/, '$1x="" ', 'InvalidSecurity'],
  ['something else for a Reference', /<(\/?)ds:Reference\b/g, '<$1ds:Manifest', 'InvalidSecurity'],
  ['an attribute on Transforms', '<ds:Transforms>', '<ds:Transforms x="">', 'InvalidSecurity'],
  ['an attribute on DigestValue', '<ds:DigestValue>', '<ds:DigestValue x="">', 'InvalidSecurity'],
  ['something else for a Transform', `<ds:Transform ${EXC}></ds:Transform>`, `<ds:X ${EXC}/>`, 'InvalidSecurity'],
  [
    'something in a list of prefixes',
    `<ds:Transform ${EXC}>`,
    `<ds:Transform ${EXC}>${liste('>x</')}`,
    'InvalidSecurity',
  ],
  ['an attribute on a list', `<ds:Transform ${EXC}>`, `<ds:Transform ${EXC}>${liste(' x=""></')}`, 'InvalidSecurity'],
  [
    'a long list',
    `<ds:Transform ${EXC}>`,
    `<ds:Transform ${EXC}>${liste(` PrefixList="${'a '.repeat(600)}"></`)}`,
    'InvalidSecurity',
  ],
  ['a list of another kind', `<ds:Transform ${EXC}>`, `<ds:Transform ${EXC}><ds:XPath/>`, 'InvalidSecurity'],
  [
    'STR-Transform without parameters',
    /<wsse:TransformationParameters.*<\/wsse:TransformationParameters>/,
    '',
    'InvalidSecurity',
  ],
  [
    'STR-Transform with two',
    '</wsse:TransformationParameters>',
    '</wsse:TransformationParameters><x/>',
    'InvalidSecurity',
  ],
  [
    'STR-Transform with two methods',
    '</wsse:TransformationParameters>',
    '<x/></wsse:TransformationParameters>',
    'InvalidSecurity',
  ],
  [
    'STR-Transform with another form',
    `TransformationParameters xmlns:wsse="${NS.wsse}"><ds:CanonicalizationMethod ${EXC}`,
    `TransformationParameters xmlns:wsse="${NS.wsse}"><ds:CanonicalizationMethod Algorithm="urn:x"`,
    'UnsupportedAlgorithm',
  ],
  [
    'an attribute on its parameters',
    '<wsse:TransformationParameters',
    '<wsse:TransformationParameters x=""',
    'InvalidSecurity',
  ],
  ['STR-Transform of what is no STR', 'URI="#str"', 'URI="#_1"', 'InvalidSecurity'],
  ['a signed element in another', 'URI="#_1"', 'URI="#inde"', 'InvalidSecurity'],
];

/** The message with an element in Body that has an id of its own: so one digest is wrong whatever else is done. */
const MED_INDE = besked.replace('<UUIDIdentifikator>', `<UUIDIdentifikator xmlns:wsu="${NS.wsu}" wsu:Id="inde">`);

for (const [name, from, to, art] of STRUCTURE) {
  test(`refused before anything is hashed: ${name}`, () => {
    const aendret = last(MED_INDE, from, to);
    assert.notEqual(aendret, MED_INDE);
    refuses(() => verificer(rodOf(aendret)), art);
  });
}

test('more references than anybody needs are refused', () => {
  const [reference = ''] = FIRST_REFERENCE.exec(besked.slice(besked.lastIndexOf('<ds:Signature '))) ?? [];
  refuses(
    () => verificer(rodOf(last(besked, FIRST_REFERENCE, reference.repeat(20)))),
    'InvalidSecurity',
    /24 references/,
  );
});

test('what is changed fails its digest, or the value; digests are looked at first', () => {
  refuses(() => verificer(rodOf(besked.replace('0a1b', '0a1c'))), 'FailedCheck', /reference 4/);
  refuses(() => verificer(rodOf(besked.replace('11111111', '22222222'))), 'FailedCheck', /reference 5/);
  refuses(() => verificer(rodOf(last(besked, '<ds:SignedInfo>', '<ds:SignedInfo> '))), 'FailedCheck', /value/);
  refuses(() => verificer(rodOf(besked), sts.offentlig), 'FailedCheck', /value/);
  refuses(() => verificer(rodOf(besked.replace('0a1b', '0a1c')), sts.offentlig), 'FailedCheck', /reference 4/);
  refuses(
    () => verificer(rodOf(last(besked, /<ds:SignatureValue>.*=</, '<ds:SignatureValue>QUJD<'))),
    'FailedCheck',
    /value/,
  );
});

test('white space round base64 is nothing; bits beyond the last byte are refused', () => {
  assert.ok(verificer(rodOf(last(besked, /(<ds:SignatureValue>.{76})/, '$1\n'))));
  const [, tegn = ''] = /(.)==<\/ds:SignatureValue>/.exec(besked.slice(besked.lastIndexOf('<ds:Signature '))) ?? [];
  const naeste = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const andet = naeste[naeste.indexOf(tegn) + 1] ?? '';
  const samme = last(besked, `${tegn}==</ds:SignatureValue>`, `${andet}==</ds:SignatureValue>`);
  refuses(() => verificer(rodOf(samme)), 'FailedCheck', /value/);
});

test('a key that is short, enormous, secret, private or of another kind is refused', () => {
  const kort = nyeNoegler(1024);
  const n = Buffer.alloc(1025, 0xff).toString('base64url');
  const enorm = createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' });
  for (const noegle of [kort.offentlig, enorm, klient.privat, createSecretKey(Buffer.alloc(256))]) {
    refuses(() => verificer(rodOf(besked), noegle), 'UnsupportedAlgorithm');
  }
});

test('the signature of an assertion is of the assertion that it stands in, by one enveloped reference', async () => {
  const fremmed = (await nyAssertion(sts)).replaceAll('_assertion-1', '_b').replace('URI="#_b"', 'URI="#_assertion-1"');
  const rod = rodOf(`<a>${assertion}${fremmed}</a>`);
  const [god, ond] = alle(rod, 'Signature') as [RigtElement, RigtElement];
  const finder = idKort(rod);
  assert.ok(verificerSignatur(god, sts.offentlig, finder, 'assertion'));
  refuses(() => verificerSignatur(ond, sts.offentlig, finder, 'assertion'), 'InvalidSecurity', /what it stands in/);
  refuses(() => verificerSignatur(god, sts.offentlig, finder, 'besked'), 'InvalidSecurity', /outside an assertion/);
  for (const [fra, til] of [
    [/<Reference .*<\/Reference>/, '$&$&'],
    ['</Transforms>', `<Transform ${EXC}></Transform></Transforms>`],
    [`Algorithm="${S}enveloped-signature"`, EXC],
  ] as const) {
    const aendret = rodOf(assertion.replace(fra, til));
    const signatur = find(aendret, 'Signature');
    refuses(() => verificerSignatur(signatur, sts.offentlig, idKort(aendret), 'assertion'), 'InvalidSecurity');
  }
  const hel = rodOf(besked);
  refuses(
    () => verificerSignatur(beskedsignatur(hel), klient.offentlig, idKort(hel), 'assertion'),
    'InvalidSecurity',
    /one reference/,
  );
});
