/** How much may be signed by one signature, and how often: what bounds the work of verifying it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, nyeNoegler, rodOf } from '../../../test/identity/signerede.ts';
import { kanonisk } from '../../xml/kanonisk.ts';
import { NS } from '../navnerum.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';
import { idKort } from './id-kort.ts';
import { type Del, underskriv } from './underskriv.ts';
import { verificerSignatur } from './verificer.ts';

const noegler = nyeNoegler();
const WSU = `xmlns:u="${NS.wsu}"`;
const TOKEN = `<Assertion xmlns="${NS.saml}" ID="token"><NameID>a</NameID></Assertion>`;
const str = (id: string) =>
  `<w:SecurityTokenReference xmlns:w="${NS.wsse}" ${WSU} u:Id="${id}"><w:Reference URI="#token"></w:Reference></w:SecurityTokenReference>`;

async function verificer(indhold: string, dele: readonly Del[]) {
  const rod = rodOf(`<rod>${indhold}${await underskriv(dele, noegler.privat, '')}</rod>`);
  const finder = idKort(rod);
  return { rod, ...verificerSignatur(find(rod, 'Signature'), noegler.offentlig, finder, 'besked') };
}

const isRefused = (detail: RegExp) => (error: unknown) =>
  error instanceof Sikkerhedsfejl && error.art === 'InvalidSecurity' && detail.test(error.detail);

test('a token may be signed both by its ID and by a reference to it, as CXF does', async () => {
  const { rod, elementer, gennemStr } = await verificer(TOKEN + str('s1'), [
    { id: 'token', kanonisk: TOKEN },
    { id: 's1', kanonisk: TOKEN, gennemStr: true },
  ]);
  assert.deepEqual(elementer, [find(rod, 'Assertion'), find(rod, 'Assertion')]);
  assert.deepEqual(gennemStr, [{ str: find(rod, 'SecurityTokenReference'), token: find(rod, 'Assertion') }]);
});

test('the reference itself may be signed, which does not sign the token', async () => {
  const { rod, elementer, gennemStr } = await verificer(TOKEN + str('s1'), [
    { id: 's1', kanonisk: kanonisk(rodOf(str('s1'))) },
  ]);
  assert.deepEqual([elementer, gennemStr], [[find(rod, 'SecurityTokenReference')], []]);
});

test('nothing is hashed again and again: not by two ids, not by two references, not inside what is signed', async () => {
  const twoIds = TOKEN.replace(' ID=', ` ${WSU} ID=`).replace('ID="token"', 'ID="token" u:Id="igen"');
  const to = kanonisk(rodOf(twoIds));
  const igen = [
    { id: 'token', kanonisk: to },
    { id: 'igen', kanonisk: to },
  ];
  await assert.rejects(verificer(twoIds, igen), isRefused(/signed twice/));
  const str2 = ['s1', 's2'].map((id) => ({ id, kanonisk: TOKEN, gennemStr: true }));
  await assert.rejects(verificer(TOKEN + str('s1') + str('s2'), str2), isRefused(/signed twice/));
  const indre = `<b ${WSU} u:Id="indre"></b>`;
  const ydre = `<a ${WSU} u:Id="ydre"><b u:Id="indre"></b></a>`;
  for (const raekke of [
    ['ydre', 'indre'],
    ['indre', 'ydre'],
  ]) {
    const dele = raekke.map((id) => ({ id, kanonisk: id === 'ydre' ? ydre : indre }));
    await assert.rejects(verificer(ydre, dele), isRefused(/inside another/));
  }
});
