/** Answers of every kind are signed as they were generated: another implementation finds each digest right (spec security §3.3). */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { SignedXml } from 'xml-crypto';
import { newUuid } from '../../src/base/uuid.ts';
import * as b from '../soap/beskeder.ts';
import { find, laesSvar } from '../soap/verden.ts';
import { skrivBesked } from './klient.ts';
import { nySikkerVerden, ROLLER } from './verden.ts';

const verden = await nySikkerVerden();
after(() => verden[Symbol.asyncDispose]());

const alt = { seNavn: true, seCpr: true, anonymiser: true, fysiskslet: true };
const organisation = await verden.nyKlient({ tildelinger: ROLLER.map((rolle) => ({ ...rolle, afgraensninger: alt })) });
const klassifikation = await verden.nyKlient({
  tildelinger: ROLLER,
  audience: 'http://entityid.kombit.dk/service/klassifikation/6',
});
const klassifikation7 = await verden.nyKlient({
  tildelinger: ROLLER,
  audience: 'http://entityid.kombit.dk/service/klassifikation/7',
});

/** Sends a message and holds the answer's signature; gives the StatusKode. */
async function signeretSvar(sti: string, body: string): Promise<number> {
  const klient = !sti.startsWith('/klassifikation')
    ? organisation
    : sti.endsWith('/7')
      ? klassifikation7
      : klassifikation;
  const response = await verden.post(sti, skrivBesked(klient, verden.kald({ body })));
  const tekst = await response.text();
  assert.equal(response.status, 200, tekst);
  const publicCert = verden.service.certifikat.noegle.export({ type: 'spki', format: 'pem' }) as string;
  const tjek = new SignedXml({ publicCert });
  tjek.loadSignature(/<ds:Signature[\s\S]*<\/ds:Signature>/.exec(tekst)![0]);
  assert.equal(tjek.checkSignature(tekst), true, tekst.slice(0, 3000));
  assert.equal(tjek.getSignedReferences().length, 7);
  return laesSvar(200, tekst).kode;
}

const uuid = newUuid();
const NAVN = 'Æ &amp; &lt;b&gt; &quot;x&quot; &#13; &#9; &#x1F600; ]]&gt;';
const indhold: b.Lister = {
  attributter: b.egenskab(
    `<sd:BrugervendtNoegleTekst>bvn</sd:BrugervendtNoegleTekst><sd:EnhedNavn>${NAVN}</sd:EnhedNavn>`,
  ),
  tilstande: b.gyldighed('Aktiv'),
};
const enhed = b.STI('OrganisationEnhed');

test('a write, a read with every kind of character, a list, a search, and what is not there', async () => {
  assert.equal(await signeretSvar(enhed, b.importer('OrganisationEnhed', uuid, indhold)), 20);
  verden.ur.advance(1000);
  assert.equal(await signeretSvar(enhed, b.laes('OrganisationEnhed', uuid)), 20);
  assert.equal(await signeretSvar(enhed, b.list('OrganisationEnhed', [uuid])), 20);
  assert.equal(await signeretSvar(enhed, b.soeg('OrganisationEnhed', indhold)), 20);
  assert.equal(await signeretSvar(enhed, b.laes('OrganisationEnhed', newUuid())), 44);
});

test('a page of either hierarchy, and of the common data', async () => {
  assert.equal(await signeretSvar('/organisation/organisationsystem/6', b.hierarki('organisation', { antal: 50 })), 20);
  assert.equal(
    await signeretSvar('/klassifikation/klassifikationsystem/6', b.hierarki('klassifikation', { antal: 50 })),
    20,
  );
  assert.equal(await signeretSvar(b.STI('Klasse'), b.soeg('Klasse', {}, { antal: 10 })), 20);
  const i7 = b.iVersion('Klasse', 7, b.soeg('Klasse', {}, { antal: 10 }));
  assert.equal(await signeretSvar(b.STI('Klasse', 7), i7), 20);
});

test('a refusal of the register, with the value that was wrong', async () => {
  const body = b.soeg(
    'OrganisationEnhed',
    {},
    { tid: '<sd:FoersteResultatReference>"&lt;&#13;x&gt;</sd:FoersteResultatReference>' },
  );
  assert.equal(await signeretSvar(enhed, body), 40);
});

test('a TransactionUUID of any text stands unsigned in the answer and breaks nothing', async () => {
  const besked = skrivBesked(organisation, verden.kald()).replace(
    /(?<=<h:TransactionUUID>)[^<]+/,
    'a&#13;b &lt;c&gt; &quot;',
  );
  const svar = await verden.send(besked);
  assert.equal(svar.kode, 44);
  assert.equal(find(svar.konvolut, 'TransactionUUID')?.tekst, 'a\rb <c> "');
});
