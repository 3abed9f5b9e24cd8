/** What the audit log says of calls with tokens: whose certificate, for which authority, and why somebody was not let in. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { PlaceretRaekke } from '../../src/store/revision/raekke.ts';
import { KORSBAEK, konvolut } from '../soap/verden.ts';
import { skrivBesked } from './klient.ts';
import { LAES, nySikkerVerden, udfaldOf } from './verden.ts';

const verden = await nySikkerVerden();
after(() => verden[Symbol.asyncDispose]());

async function sidste(): Promise<PlaceretRaekke> {
  let raekke: PlaceretRaekke | undefined;
  for await (const each of verden.store.revision.laes({}))
    if (raekke === undefined || each.nr > raekke.nr) raekke = each;
  return raekke!;
}

test('a call with a token is told of with its certificate, its authority and the name of its system', async () => {
  assert.equal(udfaldOf(await verden.send(skrivBesked(verden.klient, verden.kald()))), 44);
  const { art, handling, objekttype, cvr, certifikat, systemNavn, status, uuids, antal, kode } = await sidste();
  assert.deepEqual(
    [art, handling, objekttype, cvr, status, antal, kode],
    ['kald', 'laes', 'OrganisationEnhed', KORSBAEK, 44, 1, null],
  );
  assert.equal(certifikat, verden.klient.par.certifikat.sha256);
  assert.ok(systemNavn!.length > 5);
  assert.ok(LAES.includes(uuids[0]!));
});

test('a call without the role is told of as refused by the operation', async () => {
  const udenRolle = await verden.nyKlient({ tildelinger: [] });
  const udfald = udfaldOf(await verden.send(skrivBesked(udenRolle, verden.kald())));
  const { art, handling, cvr, status, regler } = await sidste();
  assert.deepEqual([art, handling, cvr, status], ['kald', 'laes', KORSBAEK, udfald]);
  assert.equal(regler.length, 1);
});

test('who is not let in is told of by the kind of refusal, and by nothing that the message claims', async () => {
  assert.equal(udfaldOf(await verden.send(konvolut(LAES))), 'InvalidSecurity');
  const { art, handling, cvr, certifikat, systemNavn, kode, status } = await sidste();
  assert.deepEqual(
    [art, handling, cvr, certifikat, systemNavn, kode],
    ['afvisning', null, null, null, null, 'InvalidSecurity'],
  );
  assert.equal(status, 500);
});
