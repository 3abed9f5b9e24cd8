/** Messages of every family of clients are let in, and their answers are signed as .NET demands (spec security §3.2 to §3.5). */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { SignedXml } from 'xml-crypto';
import { NS } from '../../src/identity/navnerum.ts';
import { lavKlient } from '../pki/noegler.ts';
import { find, KORSBAEK } from '../soap/verden.ts';
import { FAMILIER, idsOf, type Klient, skrivBesked } from './klient.ts';
import { nySikkerVerden, udfaldOf } from './verden.ts';

const verden = await nySikkerVerden();
const streng = await nySikkerVerden({ isStreng: true });
after(() => Promise.all([verden, streng].map((en) => en[Symbol.asyncDispose]())));

for (const familie of FAMILIER) {
  test(`${familie}: a signed read is let in, again and again with one token`, async () => {
    for (let nr = 0; nr < 3; nr++) {
      const svar = await verden.send(skrivBesked(verden.klient, verden.kald(), familie));
      assert.equal(udfaldOf(svar), 44, JSON.stringify(verden.afvist));
    }
  });

  test(`${familie}: strict access ${familie === 'python' ? 'refuses it: the token itself is not signed' : 'lets it in'}`, async () => {
    const svar = await streng.send(skrivBesked(streng.klient, streng.kald(), familie));
    assert.equal(udfaldOf(svar), familie === 'python' ? 'InvalidSecurity' : 44, JSON.stringify(streng.afvist));
  });
}

test('without To, Action or ReplyTo it is let in, but not where access is strict', async () => {
  const uden = (en: typeof verden) => {
    const { to, replyTo } = idsOf('net');
    const besked = skrivBesked(en.klient, en.kald({ usigneret: [to, replyTo] }), 'net');
    return besked.replace(/<a:To .*?<\/a:To>/, '').replace(/<a:ReplyTo .*?<\/a:ReplyTo>/, '');
  };
  assert.equal(udfaldOf(await verden.send(uden(verden))), 44);
  assert.equal(udfaldOf(await streng.send(uden(streng))), 'InvalidSecurity');
});

test('the answer is signed with the certificate of the service: every part of it that clients look at', async () => {
  const messageId = 'urn:uuid:11111111-2222-4333-8444-555555555555';
  const kald = verden.kald({ messageId });
  const { tekst } = await verden.send(skrivBesked(verden.klient, kald));
  const { publicKey } = verdenCertifikat();
  const signatur = /<ds:Signature[\s\S]*<\/ds:Signature>/.exec(tekst)![0];
  const tjek = new SignedXml({ publicCert: publicKey });
  tjek.loadSignature(signatur);
  assert.equal(tjek.checkSignature(tekst), true);
  const signeret = tjek.getSignedReferences().join('\n');
  for (const navn of ['Action', 'MessageID', 'RelatesTo', 'To', 'BinarySecurityToken', 'Timestamp', 'S:Body']) {
    assert.match(signeret, new RegExp(`<(\\w+:)?${navn}[ >]`), navn);
  }
  assert.ok(signeret.includes(`>${messageId}</wsa:RelatesTo>`));
  assert.ok(signeret.includes(`>${verden.service.certifikat.base64}<`));
  assert.throws(() => new SignedXml({ publicCert: publicKey }).checkSignature(tekst.replace('44', '20')));
});

function verdenCertifikat() {
  return { publicKey: verden.service.certifikat.noegle.export({ type: 'spki', format: 'pem' }) as string };
}

test('a message is taken once, by whichever process of the register', async () => {
  const nabo = await verden.nabo();
  const besked = skrivBesked(verden.klient, verden.kald());
  const hosNabo = () =>
    fetch(`${nabo.url}/organisation/organisationenhed/6`, {
      method: 'POST',
      body: besked,
      headers: { 'content-type': 'application/soap+xml; charset=utf-8' },
    });
  assert.equal(udfaldOf(await verden.send(besked)), 44);
  assert.equal(udfaldOf(await verden.send(besked)), 'InvalidSecurity');
  assert.equal((await hosNabo()).status, 500);
});

test('a MessageID is used up for its own key alone: nobody can use up that of another, nor use his own again with a new token', async () => {
  const messageId = 'urn:uuid:99999999-2222-4333-8444-555555555555';
  const anden = await verden.nyKlient({ par: await lavKlient(KORSBAEK, 'En anden') });
  const fornyet = await verden.nyKlient();
  const send = async (klient: Klient) => udfaldOf(await verden.send(skrivBesked(klient, verden.kald({ messageId }))));
  assert.deepEqual(
    [await send(anden), await send(verden.klient), await send(fornyet), await send(anden)],
    [44, 44, 'InvalidSecurity', 'InvalidSecurity'],
  );
});

test('a header that must be understood and is not is a fault of its own, which names it', async () => {
  const ekstra = `<x:Ukendt xmlns:x="urn:x" s:mustUnderstand="1"/>`;
  const svar = await verden.send(skrivBesked(verden.klient, verden.kald({ ekstra })));
  assert.equal(udfaldOf(svar), 'MustUnderstand');
  const [blok] = svar.konvolut.boern[0]!.boern;
  assert.deepEqual([blok?.navn, blok?.ns], ['NotUnderstood', NS.soap12]);
  assert.equal(verden.afvist.at(-1)?.code, 'MustUnderstand');
  const frivillig = skrivBesked(verden.klient, verden.kald({ ekstra: '<x:Ukendt xmlns:x="urn:x"/>' }));
  assert.equal(udfaldOf(await verden.send(frivillig)), 44);
  assert.equal(find(svar.body, 'Subcode'), undefined);
});
