/** Every client family gets its token over SOAP; the answer is signed as the platform signs it, and others can verify it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ParseOption, XmlC14NMode, XmlDocument } from 'libxml2-wasm';
import { SignedXml } from 'xml-crypto';
import { besvarSoap } from '../../src/fronts/sts/soap.ts';
import { NS } from '../../src/identity/navnerum.ts';
import { laesAssertion } from '../../src/identity/saml/laes.ts';
import { idKort } from '../../src/identity/xmldsig/id-kort.ts';
import { verificerSignatur } from '../../src/identity/xmldsig/verificer.ts';
import { parseXml } from '../../src/xml/parse.ts';
import type { RigtElement } from '../../src/xml/rig.ts';
import { find, findAlle } from '../soap/verden.ts';
import { type Anmodning, FAMILIER, type Familie, ORGANISATION, skrivRst } from './klienter.ts';
import { CVR, nySts, TILDELINGER, UDSTEDER } from './verden.ts';

const { sts, ur, noegle, klient } = await nySts();
const LIMITS = { depthMax: 32, elementsMax: 1000, attributesMax: 32 };
const rodOf = (xml: string) => parseXml(Buffer.from(xml), LIMITS, { isRig: true }).rod;
const barn = (element: RigtElement, navn: string) => find(element, navn) as RigtElement;
const TIME_MS = 3_600_000;

async function faa(familie: Familie, over: Partial<Anmodning> = {}) {
  const rst = skrivRst(familie, { klient, now: ur(), ...over });
  const contentType = familie.soap === NS.soap12 ? 'application/soap+xml; charset=utf-8' : 'text/xml;charset=UTF-8';
  const svar = await besvarSoap(sts, { contentType, body: Buffer.from(rst) });
  assert.equal(svar.httpStatus, 200, svar.text + JSON.stringify(svar.spor.fejl));
  return { svar, rst: rodOf(rst), rod: rodOf(svar.text) };
}

for (const [navn, familie] of Object.entries(FAMILIER)) {
  test(`${navn}: a token for the service, the authority and the key`, async () => {
    const { svar, rst, rod } = await faa(familie);
    assert.equal(rod.ns, familie.soap);
    assert.match(svar.contentType, familie.soap === NS.soap12 ? /^application\/soap\+xml; / : /^text\/xml; /);
    assert.equal(find(rod, 'RelatesTo')?.tekst, find(rst, 'MessageID')?.tekst);
    const rstr = barn(rod, 'RequestSecurityTokenResponse');
    assert.equal(rstr.attributter.find((a) => a.navn === 'Context')?.vaerdi, familie.context);
    const laest = laesAssertion(barn(rstr, 'Assertion'));
    assert.deepEqual(laest.audience, [ORGANISATION]);
    assert.deepEqual([laest.udsteder, laest.modtager], [UDSTEDER, ORGANISATION]);
    const levetid = familie.dele.includes('Lifetime') ? 2 * TIME_MS : 8 * TIME_MS;
    assert.deepEqual(laest.identitet, {
      cvr: CVR,
      certifikatSha256: klient.certifikat.sha256,
      systemNavn: klient.certifikat.emne,
      tildelinger: TILDELINGER,
      udloeber: ur() + levetid,
    });
    verificerSignatur(laest.signatur, noegle.certifikat.noegle, idKort(rod), 'assertion');
  });
}

const NET = FAMILIER['.NET']!;

test('the answer has the headers of the platform, and the parts that clients demand are signed', async () => {
  const { rod } = await faa(NET);
  const [header, body] = rod.boern as [RigtElement, RigtElement];
  assert.deepEqual(
    header.boern.map(({ navn }) => navn),
    ['Action', 'RelatesTo', 'Security'],
  );
  assert.equal(header.boern[0]!.tekst, `${NS.wst}/RSTRC/IssueFinal`);
  const security = header.boern[2]!;
  const [tidsstempel, signatur] = security.boern as [RigtElement, RigtElement];
  assert.equal(security.boern.length, 2);
  const { elementer } = verificerSignatur(signatur, noegle.certifikat.noegle, idKort(rod), 'besked');
  assert.deepEqual(new Set(elementer), new Set([body, tidsstempel, header.boern[0]!, header.boern[1]!]));
  assert.equal(
    Date.parse(find(tidsstempel, 'Expires')!.tekst) - Date.parse(find(tidsstempel, 'Created')!.tekst),
    300_000,
  );
  const ski = barn(barn(signatur, 'KeyInfo'), 'KeyIdentifier');
  assert.equal(ski.tekst, noegle.certifikat.ski);
  assert.match(ski.attributter[0]!.vaerdi, /#X509SubjectKeyIdentifier$/);
});

test('one token, with its life, its references by ID, and what was asked for', async () => {
  const { rod } = await faa(NET, { levetidMinutter: 30 });
  const [rstr, ...flere] = findAlle(rod, 'RequestSecurityTokenResponse');
  assert.ok(rstr && flere.length === 0);
  assert.deepEqual(
    rstr.boern.map(({ navn }) => navn),
    [
      'Lifetime',
      'AppliesTo',
      'RequestedSecurityToken',
      'RequestedAttachedReference',
      'RequestedUnattachedReference',
      'TokenType',
      'RequestType',
      'KeyType',
    ],
  );
  assert.equal(find(rstr.boern[0]!, 'Created')?.tekst, new Date(ur()).toISOString());
  assert.equal(find(rstr.boern[0]!, 'Expires')?.tekst, new Date(ur() + TIME_MS / 2).toISOString());
  const id = find(rstr, 'Assertion')!.attributter.find((a) => a.navn === 'ID')!.vaerdi;
  for (const reference of [rstr.boern[3]!, rstr.boern[4]!]) {
    const str = find(reference, 'SecurityTokenReference')!;
    assert.match(str.attributter[0]!.vaerdi, /#SAMLV2.0$/);
    assert.equal(find(str, 'KeyIdentifier')?.tekst, id);
  }
  assert.equal(find(rstr.boern[1]!, 'Address')?.tekst, ORGANISATION);
});

test('xml-crypto verifies message and token, and libxml2 finds the signed text to be canonical', async () => {
  const familie = FAMILIER['Java, SOAP 1.2']!;
  const { svar } = await faa({ ...familie, context: 'a&"b\'<' }, {});
  const publicCert = noegle.certifikat.noegle.export({ type: 'spki', format: 'pem' }) as string;
  const besked = new SignedXml({ publicCert, idMode: 'wssecurity' });
  besked.loadSignature(/<ds:Signature .*<\/ds:Signature>/s.exec(svar.text)![0]);
  assert.ok(besked.checkSignature(svar.text));
  const [assertion] = /<Assertion .*<\/Assertion>/s.exec(svar.text)!;
  const token = new SignedXml({ publicCert });
  token.loadSignature(/<Signature .*<\/Signature>/s.exec(assertion)![0]);
  assert.ok(token.checkSignature(assertion));
  const dokument = XmlDocument.fromString(svar.text, { option: ParseOption.XML_PARSE_NONET });
  try {
    for (const navn of ['Body', 'Action', 'RelatesTo', 'Timestamp']) {
      const node = dokument.get(`//*[local-name()='${navn}']`)!;
      const kanonisk = node.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 });
      assert.ok(svar.text.includes(kanonisk), navn);
    }
  } finally {
    dokument.dispose();
  }
});

test('nobody gets more than eight hours', async () => {
  const { rod } = await faa(NET, { levetidMinutter: 481 });
  assert.equal(find(rod, 'Expires')?.tekst, new Date(ur() + 300_000).toISOString());
  assert.equal(laesAssertion(barn(rod, 'Assertion')).identitet.udloeber, ur() + 8 * TIME_MS);
});

test('the first of the signing certificates that is valid signs', async () => {
  const { sts: anden, noegle: ny } = await nySts();
  const gammel = { ...noegle, certifikat: { ...noegle.certifikat, gyldigTil: ur() - 1 } };
  const med = async (noegler: typeof sts.noegler) => {
    const svar = await besvarSoap({ ...sts, noegler, gensyn: anden.gensyn }, await anmod());
    return findAlle(rodOf(svar.text), 'X509Certificate')[0]?.tekst;
  };
  const anmod = async () => ({
    contentType: 'application/soap+xml',
    body: Buffer.from(skrivRst(NET, { klient, now: ur() })),
  });
  assert.equal(await med([noegle, ny]), noegle.certifikat.base64);
  assert.equal(await med([gammel, ny]), ny.certifikat.base64);
  const uden = await besvarSoap({ ...sts, noegler: [gammel] }, await anmod());
  assert.equal(uden.httpStatus, 500);
  assert.match(uden.text, /s:Receiver/);
});

test('with words of WIF, a KeyInfo in UseKey, or without TokenType, KeyType and UseKey', async () => {
  const skift = (fra: RegExp, til: string) => (xml: string) => {
    const ny = xml.replace(fra, til);
    assert.notEqual(ny, xml);
    return ny;
  };
  await faa(NET, { foer: skift(/>[^<]*\/PublicKey</, '>http://schemas.microsoft.com/idfx/keytype/asymmetric<') });
  const keyInfo = `<ds:KeyInfo xmlns:ds="${NS.ds}"><ds:X509Data><ds:X509Certificate>${klient.certifikat.base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`;
  await faa(NET, { foer: skift(/(<wst:UseKey>).*(<\/wst:UseKey>)/, `$1${keyInfo}$2`) });
  await faa({ ...NET, dele: ['RequestType', 'AppliesTo', 'Claims'] });
});
