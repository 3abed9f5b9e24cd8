/** The reject list, row by row (spec security §4.2): each is refused with its fault, and nothing is stored. Wrapping is in indpakning.test.ts. */
import { createHmac, sign } from 'node:crypto';
import { after } from 'node:test';
import { ALGORITME, NS } from '../../src/identity/navnerum.ts';
import { lavKlient, lavPar } from '../pki/noegler.ts';
import { KORSBAEK } from '../soap/verden.ts';
import { angreb, type Selvsigneret, SIGNATUR, selvsigneret, skift } from './angreb.ts';
import { type Kald, ORGANISATION, skrivBesked, type Tokenvalg } from './klient.ts';
import { nySikkerVerden } from './verden.ts';

const verden = await nySikkerVerden();
after(() => verden[Symbol.asyncDispose]());

const fremmed = await lavKlient(KORSBAEK, 'Fremmed');
const fremmedSts = await lavPar({ navn: 'STS' });
const MINUT = 60_000;

/** A message that the holder of the key signs otherwise. */
const selv = (navn: string, forventet: string, valg: Selvsigneret) =>
  angreb(verden, navn, forventet, () => selvsigneret(verden, valg));
/** A message with another token. */
const token = (navn: string, forventet: string | number, valg: Partial<Tokenvalg>) =>
  angreb(verden, navn, forventet, async () => skrivBesked(await verden.nyKlient(valg), verden.kald()));
/** A message that says something else of itself. */
const kald = (navn: string, forventet: string, over: (nu: number) => Partial<Kald>) =>
  angreb(verden, navn, forventet, (_god, { klient }) => skrivBesked(klient, verden.kald(over(verden.ur()))));
const tekst = (navn: string, forventet: string, fra: string | RegExp, til: string) =>
  angreb(verden, navn, forventet, (god) => god.replace(fra, () => til));

// Row 1: what is no message of SOAP.
tekst('1: a DTD', 'Sender', /^/, '<!DOCTYPE s:Envelope [<!ENTITY x "y">]>');
tekst('1: a processing instruction before the envelope', 'Sender', /^/, '<?x y?>');
tekst(
  '1: elements inside one another 200 deep',
  'Sender',
  '</s:Header>',
  `${'<d>'.repeat(200)}${'</d>'.repeat(200)}</s:Header>`,
);
tekst('1: over the limit of bytes', 'Sender', '</s:Header>', `<x>${'a'.repeat(1_100_000)}</x></s:Header>`);
tekst(
  '1: a hundred attributes on Security',
  'Sender',
  '<wsse:Security ',
  `<wsse:Security ${Array.from({ length: 100 }, (_, nr) => `a${nr}=""`).join(' ')} `,
);

// Row 5: algorithms.
const maade = (en: Selvsigneret['maade']): Selvsigneret => ({ maade: en! });
selv('5: RSA-SHA1', 'UnsupportedAlgorithm', {
  maade: {
    signatur: { algoritme: `${NS.ds}rsa-sha1`, lav: (data) => sign('RSA-SHA1', data, verden.klient.par.privat) },
  },
});
for (const hash of ['hmac-sha1', 'hmac-sha256']) {
  const publicKey = verden.klient.par.certifikat.noegle.export({ type: 'spki', format: 'der' });
  const algoritme = hash === 'hmac-sha1' ? `${NS.ds}hmac-sha1` : `http://www.w3.org/2001/04/xmldsig-more#${hash}`;
  selv(`5: ${hash} with the public key as the secret`, 'UnsupportedAlgorithm', {
    maade: { signatur: { algoritme, lav: (data) => createHmac(hash.slice(5), publicKey).update(data).digest() } },
  });
}
selv('5: digests of SHA-1', 'UnsupportedAlgorithm', maade({ digest: { algoritme: `${NS.ds}sha1`, navn: 'sha1' } }));
selv(
  '5: inclusive canonical form',
  'UnsupportedAlgorithm',
  maade({ kanonisk: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315' }),
);
tekst('5: another algorithm is written on a good signature', 'FailedCheck', ALGORITME.rsaSha256, ALGORITME.rsaSha512);
tekst(
  '5: an XPath transform',
  'UnsupportedAlgorithm',
  `<Transform Algorithm="${ALGORITME.excC14n}">`,
  `<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116">`,
);
tekst(
  '5: an XSLT transform',
  'UnsupportedAlgorithm',
  `<Transform Algorithm="${ALGORITME.excC14n}">`,
  `<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116">`,
);
tekst('5: an empty reference', 'InvalidSecurity', 'URI="#id-b"', 'URI=""');
tekst('5: a reference without URI', 'InvalidSecurity', ' URI="#id-b"', '');
tekst('5: a reference to somewhere else', 'InvalidSecurity', 'URI="#id-b"', 'URI="http://127.0.0.1/x"');
tekst('5: a reference by XPointer', 'SecurityTokenUnavailable', 'URI="#id-b"', `URI="#xpointer(id('id-b'))"`);
tekst('5: a reference to nothing', 'SecurityTokenUnavailable', 'URI="#id-b"', 'URI="#nothing"');
selv('5: thirty references', 'InvalidSecurity', { refs: (refs) => [...refs, ...Array(30).fill(refs[0]!)] });

// Row 6: what was changed after it was signed.
tekst('6: another body', 'FailedCheck', '5b1f6a3e', 'deadbeef');
tekst('6: another To', 'FailedCheck', /(?<=<a:To [^>]*>)[^<]+/, 'http://127.0.0.1/andetsteds');
tekst('6: another digest', 'FailedCheck', /(?<=<DigestValue>)..../, 'AAAA');
angreb(verden, '6: another value of the signature', 'FailedCheck', (god) =>
  skift(god, SIGNATUR, (en) => en.replace(/(?<=<SignatureValue>)..../, 'AAAA')),
);
angreb(verden, '6: the signature of another message', 'FailedCheck', (god, { klient }) => {
  const anden = skrivBesked(klient, verden.kald());
  return skift(god, SIGNATUR, SIGNATUR.exec(anden)![0]);
});

// Row 7: time.
selv('7: no Timestamp', 'InvalidSecurity', {
  refs: (refs) => refs.filter(({ id }) => id !== 'TS'),
  tekst: (en) => en.replace(/<wsu:Timestamp .*<\/wsu:Timestamp>/s, ''),
});
selv('7: no Created', 'InvalidSecurity', { tekst: (en) => en.replace(/<wsu:Created>.*<\/wsu:Created>/, '') });
selv('7: no Expires', 'InvalidSecurity', { tekst: (en) => en.replace(/<wsu:Expires>.*<\/wsu:Expires>/, '') });
selv('7: a time that is none', 'InvalidSecurity', {
  tekst: (en) => en.replace(/<wsu:Created>.*<\/wsu:Created>/, '<wsu:Created>i dag</wsu:Created>'),
});
kald('7: expired', 'MessageExpired', (nu) => ({ nu: nu - 6 * MINUT }));
kald('7: made too long ago, though it says that it counts for a year', 'MessageExpired', (nu) => ({
  nu: nu - 6 * MINUT,
  levetidMs: 365 * 24 * 60 * MINUT,
}));
kald('7: of the future', 'MessageExpired', (nu) => ({ nu: nu + 6 * MINUT }));

// Row 8: replay (twice, and across processes: klienter.test.ts).
selv('8: a MessageID of a thousand characters', 'InvalidSecurity', {
  tekst: (en) => en.replace(/(?<=<a:MessageID [^>]*>)[^<]+/, 'x'.repeat(1000)),
});
selv('8: an empty MessageID', 'InvalidSecurity', { tekst: (en) => en.replace(/(?<=<a:MessageID [^>]*>)[^<]+/, '') });
selv('8: no MessageID', 'InvalidSecurity', {
  refs: (refs) => refs.filter(({ id }) => id !== 'id-m'),
  tekst: (en) => en.replace(/<a:MessageID .*<\/a:MessageID>/, ''),
});

// Row 9: the assertion.
token('9: signed by another token service', 'InvalidSecurityToken', { sts: fremmedSts });
token('9: signed with another key, with the certificate of ours', 'FailedCheck', {
  sts: { ...fremmedSts, certifikat: verden.sts.certifikat },
});
token('9: signed with its own key', 'InvalidSecurityToken', { sts: verden.klient.par });
token('9: another issuer', 'InvalidSecurityToken', { udsteder: 'https://andre.example/runtime' });
token('9: expired', 'InvalidSecurityToken', { fra: verden.ur() - 60 * MINUT, til: verden.ur() - 6 * MINUT });
token('9: of the future', 'InvalidSecurityToken', { fra: verden.ur() + 6 * MINUT });
token('9: for another service', 'InvalidSecurityToken', {
  audience: 'http://entityid.kombit.dk/service/klassifikation/7',
});
token('9: for another service, with us as the recipient', 'InvalidSecurityToken', {
  audience: 'http://entityid.kombit.dk/service/klassifikation/7',
  aendr: (en) => en.replace(/Recipient="[^"]*"/, `Recipient="${ORGANISATION}"`),
});
const medAssertion = (navn: string, fra: string | RegExp, til: string) =>
  token(navn, 'InvalidSecurityToken', { aendr: (en) => en.replace(fra, () => til) });
medAssertion('9: another recipient', /Recipient="[^"]*"/, 'Recipient="http://example.dk/"');
medAssertion('9: version 1.1', 'Version="2.0"', 'Version="1.1"');
medAssertion('9: bearer in place of holder-of-key', 'cm:holder-of-key', 'cm:bearer');
medAssertion('9: no key of the holder', /<KeyInfo .*<\/KeyInfo>/, '');
medAssertion('9: no audience', /<AudienceRestriction>.*<\/AudienceRestriction>/, '');
medAssertion('9: a condition that nobody knows', '<AudienceRestriction>', '<OneTimeUse/><AudienceRestriction>');
medAssertion(
  '9: two statements of attributes',
  '<AttributeStatement>',
  '<AttributeStatement></AttributeStatement><AttributeStatement>',
);
tekst('9: changed after it was signed', 'FailedCheck', '11111111</AttributeValue>', '29189978</AttributeValue>');

// Row 10: the key.
selv('10: signed with another key than that of the token', 'FailedCheck', { privat: fremmed.privat });
angreb(verden, '10: the token of another, signed with one’s own key', 'FailedCheck', async () => {
  const offer = await verden.nyKlient({ par: fremmed });
  return selvsigneret(verden, { klient: offer, privat: verden.klient.par.privat });
});
selv('10: the key is given beside the token', 'InvalidSecurity', {
  privat: fremmed.privat,
  maade: { keyInfo: `<X509Data><X509Certificate>${fremmed.certifikat.base64}</X509Certificate></X509Data>` },
});

// Row 11: the certificate of the holder.
token('11: a certificate that has expired', 'InvalidSecurityToken', {
  par: await lavPar({ cvr: KORSBAEK, fra: Date.now() - 60 * MINUT, til: Date.now() - MINUT }),
});
token('11: a certificate that is not yet valid', 'InvalidSecurityToken', {
  par: await lavPar({ cvr: KORSBAEK, fra: Date.now() + 60 * MINUT }),
});

// Row 12: what the caller may do; whose data it sees is in roller.test.ts.
medAssertion('12: no CVR', /<Attribute Name="dk:gov:saml:attribute:CvrNumberIdentifier".*?<\/Attribute>/, '');
medAssertion('12: a CVR of letters', '>11111111<', '>abcdefgh<');
token('12: an authority that the register does not know', 'Sender', { cvr: '98765432' });
token('12: no role', 41, { tildelinger: [] });
token('12: a role of another service', 41, {
  aendr: (en) => en.replace(/(?<=Privileges_intermediate"[^>]*><AttributeValue>)[^<]+/, andenRolle),
});

/** The list of privileges with a role that is none of ours. */
function andenRolle(base64: string): string {
  return Buffer.from(
    Buffer.from(base64, 'base64').toString().replaceAll('servicesystemrole/', 'brugersystemrolle/'),
  ).toString('base64');
}
