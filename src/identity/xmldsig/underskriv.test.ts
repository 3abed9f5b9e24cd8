import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nyAssertion, nyeNoegler, rodOf } from '../../../test/identity/signerede.ts';
import { kanonisk } from '../../xml/kanonisk.ts';
import { underskriv } from './underskriv.ts';

const noegler = nyeNoegler();

test('a signed assertion is in canonical form, on one line', async () => {
  for (const praefiks of ['', 'saml2'] as const) {
    const assertion = await nyAssertion(noegler, praefiks);
    assert.equal(kanonisk(rodOf(assertion)), assertion);
    assert.doesNotMatch(assertion, /\n/);
  }
});

test('signing leaves the thread free', async () => {
  let isFree = false;
  setImmediate(() => {
    isFree = true;
  });
  await underskriv([{ id: 'a', kanonisk: '<a></a>' }], noegler.privat, '');
  assert.equal(isFree, true);
});

test('an id that would break out of its place is not signed', async () => {
  for (const id of ['', 'a"b', 'a b', '#a', '1']) {
    await assert.rejects(underskriv([{ id, kanonisk: '<a></a>' }], noegler.privat, ''), /et id/);
  }
});
