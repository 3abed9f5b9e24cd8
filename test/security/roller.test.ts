/** What a token opens over SOAP: its own authority's data by its roles, and nobody else's; a refused write leaves nothing behind. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Tildeling } from '../../src/access/rettigheder.ts';
import { newUuid } from '../../src/base/uuid.ts';
import * as b from '../soap/beskeder.ts';
import { find, KORSBAEK, SYDDJURS } from '../soap/verden.ts';
import { FAMILIER, type Klient, skrivBesked } from './klient.ts';
import { nySikkerVerden, ROLLER, udfaldOf } from './verden.ts';

const verden = await nySikkerVerden();
after(() => verden[Symbol.asyncDispose]());

const NAVN = 'Børn & Unge <Æ> "citat" \'apostrof\' 😀';
const undslip = (tekst: string) => tekst.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const INDHOLD: b.Lister = {
  attributter: b.egenskab(
    `<sd:BrugervendtNoegleTekst>bvn</sd:BrugervendtNoegleTekst><sd:EnhedNavn>${undslip(NAVN)}</sd:EnhedNavn>`,
  ),
  tilstande: b.gyldighed('Aktiv'),
};
const send = (klient: Klient, body: string, familie?: (typeof FAMILIER)[number]) =>
  verden.send(skrivBesked(klient, verden.kald({ body }), familie));
const rolle = (over: Partial<Tildeling>): Tildeling => ({ ...ROLLER[0]!, ...over });

test('what a client writes with its token it reads back, in the manner of every family', async () => {
  for (const familie of FAMILIER) {
    const uuid = newUuid();
    assert.equal(udfaldOf(await send(verden.klient, b.importer('OrganisationEnhed', uuid, INDHOLD), familie)), 20);
    verden.ur.advance(1000);
    const svar = await send(verden.klient, b.laes('OrganisationEnhed', uuid), familie);
    assert.equal(find(svar.body, 'EnhedNavn')?.tekst, NAVN);
  }
});

test('token of A used for B: what A wrote is not there for the token of another authority, and is not changed by it', async () => {
  const uuid = newUuid();
  assert.equal(udfaldOf(await send(verden.klient, b.importer('OrganisationEnhed', uuid, INDHOLD))), 20);
  verden.ur.advance(1000);
  const nabo = await verden.nyKlient({ cvr: SYDDJURS, tildelinger: [rolle({ scopeCvr: SYDDJURS })] });
  assert.equal(udfaldOf(await send(nabo, b.laes('OrganisationEnhed', uuid))), 44);
  assert.equal(udfaldOf(await send(nabo, b.ret('OrganisationEnhed', uuid, INDHOLD))), 44);
  const medHeader = await verden.post(
    '/organisation/organisationenhed/6',
    skrivBesked(nabo, verden.kald({ body: b.laes('OrganisationEnhed', uuid) })),
    { 'x-anvenderkontekst': KORSBAEK },
  );
  assert.match(await medHeader.text(), /StatusKode>44</, 'the header of open access counts for nothing');
});

test('scope of another CVR: a role in the data of another authority opens nothing of one’s own', async () => {
  const uuid = newUuid();
  assert.equal(udfaldOf(await send(verden.klient, b.importer('OrganisationEnhed', uuid, INDHOLD))), 20);
  verden.ur.advance(1000);
  const fremmedScope = await verden.nyKlient({ tildelinger: [rolle({ scopeCvr: SYDDJURS })] });
  assert.notEqual(udfaldOf(await send(fremmedScope, b.laes('OrganisationEnhed', uuid))), 20);
  const foer = await verden.store.sidstePosition();
  assert.notEqual(udfaldOf(await send(fremmedScope, b.importer('OrganisationEnhed', newUuid(), INDHOLD))), 20);
  assert.equal(await verden.store.sidstePosition(), foer);
});

test('role missing: who may read may not write, and who has no role may do neither', async () => {
  const laeser = await verden.nyKlient({ tildelinger: [rolle({ rolle: 'udstil' })] });
  const uden = await verden.nyKlient({ tildelinger: [] });
  const foer = await verden.store.sidstePosition();
  for (const klient of [laeser, uden]) {
    const svar = await send(klient, b.importer('OrganisationEnhed', newUuid(), INDHOLD));
    assert.equal(udfaldOf(svar), 41);
  }
  assert.equal(udfaldOf(await send(uden, b.laes('OrganisationEnhed', newUuid()))), 41);
  assert.equal(udfaldOf(await send(laeser, b.laes('OrganisationEnhed', newUuid()))), 44);
  assert.equal(await verden.store.sidstePosition(), foer);
});

test('the log of a refused call names the check and the call, and neither token nor name', async () => {
  const besked = skrivBesked(verden.klient, verden.kald()).replace('>11111111<', '>22222222<');
  await verden.send(besked);
  const linje = JSON.stringify(verden.afvist.at(-1));
  assert.match(linje, /"kontrol":"the digest of reference 1 of the token"/);
  assert.match(linje, /"transactionUuid":"[0-9a-f-]{36}"/);
  assert.doesNotMatch(linje, /Assertion|MII|22222222|11111111/);
});
