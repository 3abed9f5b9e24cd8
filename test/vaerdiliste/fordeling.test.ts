/** Scenarios 16 to 18 whole: what is done to a list over SOAP counts for the next message, in whichever process distributes it. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { besked, dueslag, fordelerPaa, ids } from '../../src/beskedfordeler/fordeling/verden.testing.ts';
import { el, importInput, KORSBAEK, lister, nyListeverden, uuid, vaerdier } from './verden.ts';

const verden = await nyListeverden();
after(() => verden[Symbol.asyncDispose]());

async function goer(body: string): Promise<void> {
  const svar = await verden.kald(body);
  assert.equal(svar.kode, 20, svar.tekst);
}

test('a subscription follows its list: values that come and go, a list that is passive, revived, deleted', async () => {
  const { store, ur } = verden;
  const processer = [fordelerPaa(store, { clock: ur }), fordelerPaa(store, { clock: ur })];
  const [x, y, id] = [newUuid(), newUuid(), newUuid()];
  await goer(importInput(id, lister('kendte', [x.toUpperCase(), x])));
  const hos = [
    await dueslag(store, ['ObjektRegistrering.ObjektId IN kendte'], { cvr: KORSBAEK }),
    await dueslag(store, [`ObjektRegistrering.ObjektId IN '${id.toUpperCase()}'`], { cvr: KORSBAEK }),
  ];
  /** How many messages about x and y reach each dueslag, by either process. */
  const naar = async () => {
    const antal = async () => Promise.all(hos.map(async (en) => (await ids(store, en)).length));
    const foer = await antal();
    for (const fordeler of processer) {
      for (const om of [x, y]) assert.equal((await fordeler.modtag(besked({ uuid: om }), undefined)).kode, 20);
    }
    const nu = await antal();
    return nu.map((en, nr) => en - foer[nr]!);
  };
  assert.deepEqual(await naar(), [2, 2], 'x alone, once by each process');
  await goer(vaerdier('TilfoejVaerdierInput', id, y));
  assert.deepEqual(await naar(), [4, 4]);
  await goer(vaerdier('FjernVaerdierInput', id, x));
  assert.deepEqual(await naar(), [2, 2]);
  await goer(el('RetInput', uuid(id) + lister('andre', [x, y])));
  assert.deepEqual(await naar(), [0, 4], 'under another name it is another list to the one that names it');
  await goer(el('PassiverInput', uuid(id)));
  assert.deepEqual(await naar(), [0, 0]);
  await goer(importInput(id, lister('kendte', [x])));
  assert.deepEqual(await naar(), [2, 2]);
  await goer(el('SletInput', uuid(id)));
  assert.deepEqual(await naar(), [0, 0]);
});
