import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NU, Verden } from './verden.testing.ts';

let verden: Verden;
before(async () => {
  verden = await Verden.ny({ listUuidsMax: 1000 });
});
after(() => verden[Symbol.asyncDispose]());

const list = (uuids: readonly string[], registrering = {}) =>
  verden.kald({ verbum: 'list', objekttype: 'Adresse', uuids, filter: { virkning: {}, registrering } });

test('L10: a thousand UUIDs in one list, in the order asked for; the limit is told', async () => {
  const uuids = Array.from({ length: 1000 }, () => verden.nytUuid()).reverse();
  const objekter = uuids.map((uuid) => ({
    ...{ objekttype: 'Adresse' as const, uuid },
    registreringer: [{ egenskaber: [{ felter: { AdresseTekst: 'x' } }], tilstande: [], relationer: {} }],
  }));
  const { enkeltvis } = await verden.kald({ verbum: 'import', system: 'organisation', objekter });
  assert.deepEqual(
    enkeltvis?.map(({ uuid, status }) => [uuid, status]),
    uuids.map((uuid) => [uuid, 20]),
  );
  const svar = await list([...uuids, uuids[0]!]);
  assert.equal(svar.status, 20);
  assert.deepEqual(
    svar.billeder?.map(({ uuid }) => uuid),
    uuids,
  );
  const forMange = await list([...uuids, verden.nytUuid()]);
  assert.deepEqual([forMange.status, forMange.brud[0]!.regel], [40, 'liste-for-lang']);
  assert.match(forMange.brud[0]!.forventet, /1000/);
});

test('an object that was not registered in the time of the filters is not called unknown without saying so', async () => {
  const uuid = verden.nytUuid();
  assert.equal((await verden.importer('Adresse', { AdresseTekst: 'x' }, { uuid })).status, 20);
  const registrering = { fra: NU - 2000, til: NU - 1000 };
  for (const svar of [await verden.laes('Adresse', uuid, { registrering }), await list([uuid], registrering)]) {
    assert.equal(svar.status, 44);
    assert.match(svar.brud[0]!.forventet, /registreret i det tidsrum/);
  }
  assert.doesNotMatch((await list([verden.nytUuid()])).brud[0]!.forventet, /registreret/);
});
