/** What the token service refuses: with which fault, without a token, and before how much work. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sts } from '../../src/fronts/sts/bevilling.ts';
import { besvarSoap } from '../../src/fronts/sts/soap.ts';
import { NS } from '../../src/identity/navnerum.ts';
import { SIKKERHEDSFEJL_TEKST } from '../../src/identity/sikkerhedsfejl.ts';
import { parseXml } from '../../src/xml/parse.ts';
import { find } from '../soap/verden.ts';
import { type Anmodning, FAMILIER, type Familie, skrivRst } from './klienter.ts';
import { nySts } from './verden.ts';

const { sts, ur, klient, fremmed, husket } = await nySts();
const NET = FAMILIER['.NET']!;
const LIMITS = { depthMax: 32, elementsMax: 1000, attributesMax: 32 };

async function send(xml: string | Buffer, with_: Sts = sts, contentType = 'application/soap+xml') {
  const svar = await besvarSoap(with_, { contentType, body: Buffer.from(xml) });
  const { rod } = parseXml(Buffer.from(svar.text), LIMITS);
  const tekst = (navn: string) => find(rod, navn)?.tekst;
  const kode = tekst('Value') ?? tekst('faultcode');
  const underkode = find(find(rod, 'Subcode') ?? rod, 'Value')?.tekst;
  return { svar, rod, kode, underkode, reason: tekst('Text') ?? tekst('faultstring') };
}

const rst = (over: Partial<Anmodning> = {}, familie: Familie = NET) =>
  skrivRst(familie, { klient, now: ur(), ...over });

/** It must change something, or the case says nothing. */
function skift(fra: string | RegExp, til: string): (xml: string) => string {
  return (xml) => {
    const ny = xml.replace(fra, til);
    assert.notEqual(ny, xml, 'the case changes nothing');
    return ny;
  };
}

for (const [navn, over, kode, reason] of [
  [
    'no service',
    { entityId: 'http://stoettesystemerne.dk/service/findes/1' },
    's:5002',
    "Path resolution: no connection 'http://stoettesystemerne.dk/service/findes/1' found",
  ],
  [
    'no system',
    { klient: fremmed },
    's:5607',
    `No mapped user exists for thumbprint '${fremmed.certifikat.sha1.toUpperCase()}'`,
  ],
  ['no agreement', { cvr: '33333333' }, 's:5015', "Usercontext doesn't exist"],
  ['no authority', { foer: skift(/<wst:Claims.*<\/wst:Claims>/, '') }, 's:5015', 'CVR claim is missing'],
] as const) {
  test(`${navn}: the code and the text of the product, where WCF clients look for them`, async () => {
    const fejl = await send(rst(over));
    assert.equal(fejl.svar.httpStatus, 500);
    assert.deepEqual([fejl.kode, fejl.reason], [kode, reason]);
    assert.equal(find(fejl.rod, 'Action')?.tekst, `${NS.wst}/RST/Fault`);
    assert.equal(find(fejl.rod, 'Security'), undefined);
    assert.ok(fejl.svar.spor.certifikat, 'the audit log may know whose key signed');
    assert.equal(find(fejl.rod, 'Subcode'), undefined);
  });
}

test('the same in SOAP 1.1', async () => {
  const fejl = await send(rst({ cvr: '33333333' }, FAMILIER['Java, SOAP 1.1']!));
  assert.deepEqual([fejl.rod.ns, fejl.kode], [NS.soap11, 's:5015']);
  const sikkerhed = await send(rst({}, FAMILIER['Java, SOAP 1.1']!).replace('>11111111<', '>22222222<'));
  assert.deepEqual([sikkerhed.kode, sikkerhed.reason], ['c:FailedCheck', SIKKERHEDSFEJL_TEKST]);
});

const flyttet = (xml: string) =>
  xml
    .replace(
      /<soap:Body wsu:Id="body">(.*)<\/soap:Body>/s,
      (hel) =>
        `<soap:Body wsu:Id="anden">${hel.replace('>11111111<', '>22222222<').replace(/<\/?soap:Body[^>]*>/g, '')}</soap:Body>`,
    )
    .replace(
      '<soap:Header>',
      (h) => `${h}<x:Wrapper xmlns:x="urn:x">${/<soap:Body wsu:Id="body">.*<\/soap:Body>/s.exec(xml)![0]}</x:Wrapper>`,
    );

/** Messages that are not to be believed: changed after signing, or signed but not as they should be. */
const UTROVAERDIGE: Readonly<Record<string, () => string>> = {
  'a changed authority': () => skift('>11111111<', '>22222222<')(rst()),
  'a changed service': () => skift('service/organisation/3<', 'service/organisation/4<')(rst()),
  'a changed MessageID': () => skift(/>uuid:[^<]+</, '>uuid:1<')(rst()),
  'a changed signature value': () => skift(/(<ds:SignatureValue>)..../, '$1AAAA')(rst()),
  'no signature': () => skift(/<ds:Signature .*<\/ds:Signature>/s, '')(rst()),
  'two signatures': () => skift(/<ds:Signature .*<\/ds:Signature>/s, '$&$&')(rst()),
  'no Security': () => skift(/<wsse:Security .*<\/wsse:Security>/s, '')(rst()),
  'two Security headers': () => skift(/<wsse:Security .*<\/wsse:Security>/s, '$&$&')(rst()),
  'a second Security, empty': () => skift('</soap:Header>', '<wsse:Security/>$&')(rst()),
  'a key that is not that of the token in Security': () => skift('URI="#X509-token"', 'URI="#bruges"')(rst()),
  'something else in KeyInfo': () => skift('</ds:KeyInfo>', '<ds:KeyName>x</ds:KeyName>$&')(rst()),
  'a token of another type': () => rst({ foer: skift('#X509v3"', '#X509PKIPathv1"') }),
  'a token in another encoding': () => rst({ foer: skift('#Base64Binary"', '#HexBinary"') }),
  'a signed header twice': () =>
    rst({ foer: skift('<wsse:Security', '<wsa:To wsu:Id="To2">x</wsa:To>$&'), signerede: (ids) => [...ids, 'To2'] }),
  'something signed that is no part of the message': () =>
    rst({
      foer: skift('<wsse:Security', '<x:a xmlns:x="urn:x"><x:b wsu:Id="b"/></x:a>$&'),
      signerede: (ids) => [...ids, 'b'],
    }),
  'something else in Security': () => skift('</wsse:Security>', '<wsse:UsernameToken/>$&')(rst()),
  'no token': () =>
    skift(
      /<wsse:BinarySecurityToken wsu:Id="X509-token".*?<\/wsse:BinarySecurityToken>/s,
      '',
    )(rst({ signerede: (ids) => ids.filter((id) => id !== 'X509-token') })),
  'the token of another': () => rst({ foer: skift(klient.certifikat.base64, fremmed.certifikat.base64) }),
  'a key that UseKey does not name': () => rst({ useKey: fremmed.certifikat.base64 }),
  'a body that is not signed': () => rst({ signerede: (ids) => ids.filter((id) => id !== 'body') }),
  'a timestamp that is not signed': () => rst({ signerede: (ids) => ids.filter((id) => id !== 'tid') }),
  'an action that is not signed': () => rst({ signerede: (ids) => ids.filter((id) => id !== 'Action') }),
  'a MessageID that is not signed': () => rst({ signerede: (ids) => ids.filter((id) => id !== 'MessageID') }),
  'an unsigned To': () => rst({ signerede: (ids) => ids.filter((id) => id !== 'To') }),
  'the signed body moved, another in its place': () => flyttet(rst()),
  'an id in other case': () => skift('wsu:Id="bruges"', 'wsu:Id="BODY"')(rst()),
  'a part of the body signed in its place': () =>
    rst({
      foer: skift('<wst:RequestSecurityToken ', '$&wsu:Id="del" '),
      signerede: (ids) => ids.map((id) => (id === 'body' ? 'del' : id)),
    }),
  'an old message': () => rst({ now: ur() - 300_001 }),
  'a message of the future': () => rst({ now: ur() + 300_001 }),
  'no timestamp': () =>
    rst({
      foer: skift(/<wsu:Timestamp.*<\/wsu:Timestamp>/s, ''),
      signerede: (ids) => ids.filter((id) => id !== 'tid'),
    }),
  'another action': () => rst({ foer: skift('/RST/Issue<', '/RST/Cancel<') }),
  'no MessageID': () => rst({}, { ...NET, hoved: ['Action', 'To'] }),
  'a MessageID of any length': () => rst({ messageId: `uuid:${'1'.repeat(300)}` }),
  'SHA-1': () => skift(/xmldsig-more#rsa-sha256/, 'xmldsig#rsa-sha1')(rst()),
  HMAC: () => skift(/2001\/04\/xmldsig-more#rsa-sha256/, '2000/09/xmldsig#hmac-sha256')(rst()),
  'a reference to everything': () => skift('URI="#body"', 'URI=""')(rst()),
  'a certificate that is none': () => rst({ foer: skift(klient.certifikat.base64, 'QUJD') }),
};

/** A token service that fails where it asks or remembers something. */
const stum: Sts = {
  ...sts,
  aftaler: {
    findSystem: () => Promise.reject(new Error('asked')),
    tildelinger: () => Promise.reject(new Error('asked')),
  },
  gensyn: { erNy: () => Promise.reject(new Error('remembered')) },
};

for (const [navn, lav] of Object.entries(UTROVAERDIGE)) {
  test(`not believed, and nobody asked about it: ${navn}`, async () => {
    const fejl = await send(lav(), stum);
    assert.equal(fejl.svar.httpStatus, 500);
    assert.deepEqual([fejl.kode, fejl.reason], ['s:Sender', SIKKERHEDSFEJL_TEKST], fejl.svar.text);
    assert.match(fejl.underkode ?? '', /^c:/);
    assert.equal(find(fejl.rod, 'Assertion'), undefined);
    assert.equal(fejl.svar.spor.certifikat === undefined, navn !== 'a key that UseKey does not name');
  });
}

test('nobody is asked about a CVR of another form', async () => {
  const aftaler = { ...sts.aftaler, tildelinger: () => Promise.reject(new Error('asked')) };
  assert.equal((await send(rst({ cvr: '1'.repeat(1000) }), { ...sts, aftaler })).kode, 's:5015');
});

test('a message is answered once, and again from another key or under another id', async () => {
  const messageId = 'uuid:0f8fad5b-d9cb-469f-a165-70867728950e';
  const foerste = rst({ messageId });
  assert.equal((await send(foerste)).svar.httpStatus, 200);
  assert.deepEqual([...husket.values()].at(-1), ur() + 600_000);
  const igen = await send(foerste);
  assert.deepEqual([igen.kode, igen.underkode, igen.reason], ['s:Sender', 'c:InvalidSecurity', SIKKERHEDSFEJL_TEKST]);
  assert.equal((await send(rst({ messageId }))).underkode, 'c:InvalidSecurity');
  assert.equal((await send(rst({ messageId, klient: fremmed }))).kode, 's:5607');
});

test('what is refused is not remembered', async () => {
  const foer = husket.size;
  await send(skift('>11111111<', '>22222222<')(rst()));
  await send(rst({ cvr: '33333333' }));
  assert.equal(husket.size, foer);
});

test('a certificate out of its time is refused', async () => {
  const senere = { ...sts, clock: () => klient.certifikat.gyldigTil + 1 };
  const fejl = await send(rst({ now: senere.clock() }), senere);
  assert.equal(fejl.underkode, 'c:FailedAuthentication');
});

for (const [navn, foer, underkode] of [
  ['OnBehalfOf', skift('</wst:RequestSecurityToken>', '<wst:OnBehalfOf/>$&'), 'c:RequestFailed'],
  ['ActAs', skift('</wst:RequestSecurityToken>', '<x:ActAs xmlns:x="urn:x"/>$&'), 'c:RequestFailed'],
  ['an empty address', skift(/<wsa:Address>[^<]*organisation\/3</, '<wsa:Address><'), 'c:InvalidRequest'],
  ['another request type', skift('/Issue</wst:RequestType>', '/Renew</wst:RequestType>'), 'c:InvalidRequest'],
  ['no request type', skift(/<wst:RequestType>.*<\/wst:RequestType>/, ''), 'c:InvalidRequest'],
  ['a symmetric key', skift('/PublicKey<', '/SymmetricKey<'), 'c:InvalidRequest'],
  ['SAML 1.1', skift('#SAMLV2.0</wst:TokenType>', '#SAMLV1.1</wst:TokenType>'), 'c:InvalidRequest'],
  ['no AppliesTo', skift(/<wsp:AppliesTo.*<\/wsp:AppliesTo>/, ''), 'c:InvalidRequest'],
  ['two AppliesTo', skift(/<wsp:AppliesTo.*<\/wsp:AppliesTo>/, '$&$&'), 'c:InvalidRequest'],
  ['two authorities', skift(/<auth:ClaimType.*<\/auth:ClaimType>/, '$&$&'), 'c:InvalidRequest'],
  [
    'a Lifetime that is none',
    skift(/(<wsu:Expires>)[^<]*(<\/wsu:Expires><\/wst:Lifetime>)/, '$1i morgen$2'),
    'c:InvalidRequest',
  ],
  [
    'a Lifetime that is over',
    skift(/(<wsu:Expires>)[^<]*(<\/wsu:Expires><\/wst:Lifetime>)/, '$12020-01-01T00:00:00Z$2'),
    'c:InvalidTimeRange',
  ],
  ['another body', skift(/<(\/?)wst:RequestSecurityToken/g, '<$1wst:RequestSecurityTokenResponse'), 'c:InvalidRequest'],
  ['a long context', skift('<wst:RequestSecurityToken ', `$&Context="${'x'.repeat(1001)}" `), 'c:InvalidRequest'],
] as const) {
  test(`not to be had: ${navn}`, async () => {
    const fejl = await send(rst({ foer }));
    assert.deepEqual([fejl.svar.httpStatus, fejl.kode, fejl.underkode], [500, 's:Sender', underkode]);
    assert.notEqual(fejl.reason, SIKKERHEDSFEJL_TEKST);
  });
}

test('a header that must be understood and is not', async () => {
  const fejl = await send(
    rst({ foer: skift('<soap:Header>', '$&<x:Ny xmlns:x="urn:x" soap:mustUnderstand="true"/>') }),
  );
  assert.equal(fejl.kode, 's:MustUnderstand');
  const uden = await send(rst({ foer: skift('<soap:Header>', '$&<x:ActivityId xmlns:x="urn:x"/>') }));
  assert.equal(uden.svar.httpStatus, 200);
});

const JUNK = 'x'.repeat(100);
const UBRUGELIGE: Readonly<Record<string, string>> = {
  'no XML': 'hej',
  nothing: '',
  'a document type': `<!DOCTYPE a [<!ENTITY b "${JUNK}">]>${rst()}`,
  'no envelope': '<a/>',
  'an envelope of another time': '<Envelope xmlns="http://www.w3.org/2001/12/soap-envelope"/>',
  'two bodies': skift(/<soap:Body.*<\/soap:Body>/s, '$&$&')(rst()),
  'something after the body': skift('</soap:Envelope>', '<a/>$&')(rst()),
  'no body': skift(/<soap:Body.*<\/soap:Body>/s, '')(rst()),
  'a processing instruction': skift('<wsse:Security', '<?php x?>$&')(rst()),
  'a comment in Security': skift('<wsu:Created>', '$&<!-- x -->')(rst()),
  'elements without end': `<s:Envelope xmlns:s="${NS.soap12}">${'<a>'.repeat(100)}`,
  'too many elements': skift('</soap:Header>', `${'<a/>'.repeat(1001)}$&`)(rst()),
};

for (const [navn, xml] of Object.entries(UBRUGELIGE)) {
  test(`no message: ${navn}`, async () => {
    const fejl = await send(xml);
    assert.deepEqual([fejl.svar.httpStatus, fejl.kode, fejl.underkode], [500, 's:Sender', 'c:InvalidRequest']);
  });
}

test('another content type is no message', async () => {
  assert.equal((await send(rst(), sts, 'application/json')).kode, 's:Sender');
});

test('a fault of ours says nothing of itself', async () => {
  const hemmelig = new Error('the password is');
  const fejl = await send(rst(), { ...sts, gensyn: { erNy: () => Promise.reject(hemmelig) } });
  assert.deepEqual([fejl.kode, fejl.reason], ['s:Receiver', 'Der skete en fejl i fkorg']);
  assert.equal(fejl.svar.spor.fejl, hemmelig);
});
