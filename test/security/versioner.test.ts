/** A token is for one version of Klassifikation: its entity id names the version (docs/decisions/0043). */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import * as b from '../soap/beskeder.ts';
import { skrivBesked } from './klient.ts';
import { nySikkerVerden, ROLLER, udfaldOf } from './verden.ts';

const verden = await nySikkerVerden();
after(() => verden[Symbol.asyncDispose]());

const klientI = (version: 6 | 7) =>
  verden.nyKlient({ tildelinger: ROLLER, audience: `http://entityid.kombit.dk/service/klassifikation/${version}` });
const klienter = { 6: await klientI(6), 7: await klientI(7) };

/** Reads an object that is not there, at an address of one version with the token of another. */
async function udfald(type: ObjektType, token: 6 | 7, adresse: 6 | 7) {
  const sti = b.STI(type, adresse);
  const body = b.iVersion(type, adresse, b.laes(type, newUuid()));
  return udfaldOf(await verden.send(skrivBesked(klienter[token], verden.kald({ body, to: verden.url + sti })), sti));
}

for (const type of ['Klasse', 'Facet', 'Klassifikation'] as const) {
  test(`${type}: the token of a version is taken at its own address and not at the other's`, async () => {
    assert.equal(await udfald(type, 6, 6), 44);
    assert.equal(await udfald(type, 7, 7), 44);
    assert.equal(await udfald(type, 6, 7), 'InvalidSecurityToken');
    assert.equal(await udfald(type, 7, 6), 'InvalidSecurityToken');
  });
}

test('the token of Organisation is taken at neither', async () => {
  for (const version of [6, 7] as const) {
    const sti = b.STI('Klasse', version);
    const body = b.iVersion('Klasse', version, b.laes('Klasse', newUuid()));
    const besked = skrivBesked(verden.klient, verden.kald({ body, to: verden.url + sti }));
    assert.equal(udfaldOf(await verden.send(besked, sti)), 'InvalidSecurityToken');
  }
});
