import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { KOMBIT, Verden } from './verden.testing.ts';

let verden: Verden;
before(async () => {
  verden = await Verden.ny();
});
after(() => verden[Symbol.asyncDispose]());

const objekt = (objekttype: 'Organisation' | 'OrganisationEnhed', uuid: string, navn: string) => ({
  ...{ objekttype, uuid },
  registreringer: [
    {
      egenskaber: [{ felter: { [objekttype === 'Organisation' ? 'OrganisationNavn' : 'EnhedNavn']: navn } }],
      ...{ tilstande: [], relationer: {} },
    },
  ],
});

/** Status and rules of each object, in the order of the answer. */
async function importer(...objekter: readonly ReturnType<typeof objekt>[]): Promise<string[]> {
  const { status, enkeltvis } = await verden.kald({ verbum: 'import', system: 'organisation', objekter });
  assert.equal(status, 20);
  assert.deepEqual(
    enkeltvis?.map(({ objekttype, uuid }) => [objekttype, uuid]),
    objekter.map(({ objekttype, uuid }) => [objekttype, uuid]),
  );
  return enkeltvis!.map((et) => [et.status, ...et.brud.map(({ regel }) => regel)].join(' '));
}

test('each object is taken or refused for itself', async () => {
  const [uuid, faelles] = [verden.nytUuid(), verden.nytUuid()];
  await verden.importer('Organisation', { OrganisationNavn: 'Delt' }, { cvr: KOMBIT, uuid: faelles });
  const svar = await importer(
    objekt('Organisation', faelles, 'Min'),
    objekt('OrganisationEnhed', uuid, 'A'),
    objekt('OrganisationEnhed', verden.nytUuid(), ' '),
    objekt('OrganisationEnhed', uuid, 'B'),
    objekt('Organisation', uuid, 'C'),
  );
  assert.deepEqual(svar, ['49 objekt-findes', '20', '40 felt-udfyldt', '49 objekt-findes', '20']);
  const navn = async (objekttype: 'Organisation' | 'OrganisationEnhed', felt: string) =>
    (await verden.laes(objekttype, uuid)).billeder![0]!.registreringer[0]!.egenskaber[0]!.felter[felt];
  assert.equal(await navn('OrganisationEnhed', 'EnhedNavn'), 'A');
  assert.equal(await navn('Organisation', 'OrganisationNavn'), 'C');
});

test('where all are refused nothing is saved, and nothing at all is an answer, too', async () => {
  const uuid = verden.nytUuid();
  assert.deepEqual(await importer(objekt('OrganisationEnhed', uuid, '')), ['40 felt-udfyldt']);
  assert.equal((await verden.laes('OrganisationEnhed', uuid)).status, 44);
  assert.deepEqual(await importer(), []);
});

test('two imports of the same objects at once: each object is made once, and the other is told', async () => {
  const objekter = Array.from({ length: 20 }, (_, i) => objekt('OrganisationEnhed', verden.nytUuid(), `E${i}`));
  const [a, b] = await Promise.all([importer(...objekter), importer(...objekter.toReversed())]);
  const egne = a!.map((svar, i) => [svar, b!.at(-1 - i)!].sort());
  assert.deepEqual(egne, Array(20).fill(['20', '49 objekt-findes']));
});
