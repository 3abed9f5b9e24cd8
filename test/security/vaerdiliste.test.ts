/** Value lists with tokens: signed in SOAP 1.1 and 1.2, for those whose agreement lets them receive messages, each to its own lists. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';
import { aendr, findAftale } from '../../src/administration/aendring.ts';
import { SET_INDEN_MS } from '../../src/administration/husket.ts';
import { anmod, godkend, ophoer } from '../../src/administration/livsforloeb.ts';
import { opretSystem, tilfoejCertifikater } from '../../src/administration/systemer.ts';
import { newUuid } from '../../src/base/uuid.ts';
import { NS } from '../../src/standard/namespaces.ts';
import { VAERDILISTE_TJENESTE } from '../../src/standard/vaerdiliste-tjeneste.ts';
import { lavKlient } from '../pki/noegler.ts';
import { find, findAlle, KOMBIT, KORSBAEK, laesSvar, SYDDJURS } from '../soap/verden.ts';
import { el, importInput, lister, uuid } from '../vaerdiliste/verden.ts';
import { FAMILIER, type Familie, type Klient, skrivBesked } from './klient.ts';
import { nySikkerVerden } from './verden.ts';

const verden = await nySikkerVerden();
after(() => verden[Symbol.asyncDispose]());
const { administration } = verden.store;
const STI = VAERDILISTE_TJENESTE.sti;
const MODTAG = 'http://entityid.kombit.dk/service/bfo_modtag/2';

const hvem = () => ({ tidspunkt: verden.ur(), af: 'kommandolinje' });

/** A system with a certificate of its own, and its agreements by authority. */
async function nytSystem(...cvrs: readonly string[]) {
  const par = await lavKlient(KORSBAEK);
  const [system, aftaler] = [newUuid(), new Map<string, string>()];
  await aendr(administration, (tilstand) => opretSystem(tilstand, system, `system ${system}`, hvem()));
  await aendr(administration, (tilstand) => tilfoejCertifikater(tilstand, system, [par.certifikat], hvem()));
  const kendte = new Set([KORSBAEK, SYDDJURS, KOMBIT]);
  for (const cvr of cvrs) {
    const aftale = newUuid();
    const indhold = {
      navn: 'Modtag',
      begrundelse: 'Beskeder om brugere',
      dataejere: [],
      services: [
        { service: 'beskedmodtag', roller: ['modtag'], dataafgraensninger: { beskedtype: ['*'], foelsomhed: ['*'] } },
      ],
    };
    const anmodning = { uuid: aftale, systemUuid: system, cvr, miljoe: 'test', indhold } as const;
    await aendr(administration, (tilstand) => anmod(tilstand, anmodning, kendte, hvem()));
    await aendr(administration, (tilstand) => godkend(tilstand, findAftale(tilstand, aftale), cvr, hvem()));
    aftaler.set(cvr, aftale);
  }
  verden.ur.advance(SET_INDEN_MS);
  const klient = (cvr: string, audience = MODTAG) => verden.nyKlient({ par, cvr, audience, tildelinger: [] });
  return { klient, aftaler };
}

async function kald(
  klient: Klient,
  body: string,
  soap: string = NS.soap11,
  familie: Familie = 'net',
  til: string = STI,
) {
  const tekst = skrivBesked(klient, verden.kald({ body, soap, to: verden.url + til }), familie);
  const type = soap === NS.soap11 ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8';
  const response = await verden.post(til, tekst, { 'content-type': type });
  verden.ur.advance(1000);
  return laesSvar(response.status, await response.text());
}

test('every family of clients is let in, in both versions of SOAP, and gets a signed answer in its own', async () => {
  const { klient } = await nytSystem(KORSBAEK);
  const en = await klient(KORSBAEK);
  for (const soap of [NS.soap11, NS.soap12]) {
    for (const familie of FAMILIER) {
      const svar = await kald(
        en,
        importInput(newUuid(), lister(familie, ['å & <b>'.replace(/[&<>]/g, 'x')])),
        soap,
        familie,
      );
      assert.deepEqual([svar.kode, svar.konvolut.ns], [20, soap], `${familie}: ${svar.tekst}`);
      assert.ok(find(svar.konvolut, 'Signature') && find(svar.konvolut, 'BinarySecurityToken'), 'signed');
      const digest = findAlle(svar.konvolut, 'Reference').find(
        ({ attributter }) => attributter[0]?.vaerdi === '#indhold',
      );
      const body = /<S:Body [^>]*>.*<\/S:Body>/s.exec(svar.tekst)![0];
      const hash = createHash('sha256').update(body).digest('base64');
      assert.equal(find(digest!, 'DigestValue')?.tekst, hash, 'the body stands in the form that was signed');
    }
  }
});

test('without an agreement for the authority of the token it is 41, whatever is asked; one that ends ends it', async () => {
  const { klient, aftaler } = await nytSystem(KORSBAEK);
  const [med, uden] = [await klient(KORSBAEK), await klient(SYDDJURS)];
  const id = newUuid();
  assert.equal((await kald(med, importInput(id, lister('x', ['a'])))).kode, 20);
  for (const body of [el('LaesInput', uuid(id)), el('LaesInput', uuid('x')), el('OpretInput', '')]) {
    const svar = await kald(uden, body);
    assert.equal(svar.kode, 41, svar.tekst);
    assert.match(svar.tekst, /rolle-mangler/);
  }
  assert.equal(
    (await kald(verden.klient, el('LaesInput', uuid(id)))).kode,
    0,
    'a token of the register is none of this service',
  );
  assert.equal(
    (await kald(await verden.nyKlient({ audience: MODTAG }), el('LaesInput', uuid(id)))).kode,
    41,
    'an unknown system',
  );
  await aendr(administration, (t) => ophoer(findAftale(t, aftaler.get(KORSBAEK)!), 'slut', hvem()));
  verden.ur.advance(SET_INDEN_MS);
  assert.equal((await kald(med, el('LaesInput', uuid(id)))).kode, 41);
});

test('lists are those of the system and the authority together: no other system, and no other authority, sees them', async () => {
  const [vores, deres] = [await nytSystem(KORSBAEK, SYDDJURS), await nytSystem(KORSBAEK)];
  const id = newUuid();
  const hos = async (klient: Klient) => {
    const svar = await kald(klient, el('LaesInput', uuid(id)));
    return svar.kode === 20 ? findAlle(svar.body, 'Vaerdi').map(({ tekst }) => tekst) : svar.kode;
  };
  const tre = [await vores.klient(KORSBAEK), await vores.klient(SYDDJURS), await deres.klient(KORSBAEK)];
  assert.equal((await kald(tre[0]!, importInput(id, lister('1', ['a'])))).kode, 20);
  assert.deepEqual(await Promise.all(tre.map(hos)), [['a'], 44, 44]);
  assert.equal((await kald(tre[1]!, importInput(id, lister('2', ['b'])))).kode, 20);
  assert.deepEqual([await hos(tre[0]!), await hos(tre[1]!)], [['a'], ['b']]);
});

test('SOAP 1.1 is spoken here alone, a message is taken once, and what is changed in it is refused', async () => {
  const { klient } = await nytSystem(KORSBAEK);
  const en = await klient(KORSBAEK);
  const register = await kald(
    verden.klient,
    el('LaesInput', uuid(newUuid())),
    NS.soap11,
    'net',
    '/organisation/bruger/6',
  );
  assert.equal(register.kode, 0);
  const body = el('LaesInput', uuid(newUuid()));
  const tekst = skrivBesked(en, verden.kald({ body, soap: NS.soap11, to: verden.url + STI }));
  const send = async (besked: string) => {
    const response = await verden.post(STI, besked, { 'content-type': 'text/xml' });
    return laesSvar(response.status, await response.text());
  };
  assert.equal((await send(tekst)).kode, 44);
  assert.match((await send(tekst)).tekst, /<faultcode[^>]*>a:/, 'the same once more');
  const ny = skrivBesked(en, verden.kald({ body, soap: NS.soap11, to: verden.url + STI }));
  assert.match(
    (await send(ny.replace('<LaesInput', '<SletInput').replace('</LaesInput', '</SletInput'))).tekst,
    /<faultcode[^>]*>a:/,
  );
  const uforstaaet = verden.kald({
    ...{ body, soap: NS.soap11, to: verden.url + STI },
    ekstra: '<x xmlns="urn:x" s:mustUnderstand="1"/>',
  });
  assert.match((await send(skrivBesked(en, uforstaaet))).tekst, /<faultcode>S:MustUnderstand</);
  const tilAndre = { ...uforstaaet, ekstra: '<x xmlns="urn:x" s:mustUnderstand="1" s:actor="urn:andre"/>' };
  assert.equal((await send(skrivBesked(en, tilAndre))).kode, 44);
});
