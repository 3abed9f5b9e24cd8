/** Who sees and changes what (docs/decisions/0034-ownership.md), through the door of the operations. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { KOMBIT, KORSBAEK, NABO, Verden } from './verden.testing.ts';

let verden: Verden;
before(async () => {
  verden = await Verden.ny();
});
after(() => verden[Symbol.asyncDispose]());

async function adresse(tekst: string, cvr?: string, uuid = verden.nytUuid()): Promise<string> {
  assert.equal((await verden.importer('Adresse', { AdresseTekst: tekst }, { uuid, ...(cvr && { cvr }) })).status, 20);
  return uuid;
}

test('A3: one sees what is one’s own and what KOMBIT shares, and one’s own before it', async () => {
  const [egen, naboens, faelles] = [
    await adresse('egen'),
    await adresse('nabo', NABO),
    await adresse('faelles', KOMBIT),
  ];
  const status = async (uuid: string, cvr: string) => (await verden.laes('Adresse', uuid, { cvr })).status;
  assert.deepEqual(await Promise.all([egen, naboens, faelles].map((uuid) => status(uuid, KORSBAEK))), [20, 44, 20]);
  assert.deepEqual(await Promise.all([egen, naboens, faelles].map((uuid) => status(uuid, KOMBIT))), [44, 44, 20]);
  await adresse('min', KORSBAEK, naboens);
  await adresse('deres', KOMBIT, naboens);
  const tekst = async (cvr: string) =>
    (await verden.laes('Adresse', naboens, { cvr })).billeder![0]!.registreringer[0]!.egenskaber[0]!.felter
      .AdresseTekst;
  assert.deepEqual([await tekst(KORSBAEK), await tekst(NABO), await tekst(KOMBIT)], ['min', 'nabo', 'deres']);
  const soeg = (AdresseTekst: string) => verden.soeg('Adresse', { egenskaber: [{ felter: { AdresseTekst } }] });
  assert.deepEqual([(await soeg('min')).uuids, (await soeg('deres')).uuids], [[naboens], []]);
});

test('R18: what KOMBIT shares is changed by KOMBIT alone; an ended one’s UUID is free again', async () => {
  const uuid = await adresse('faelles', KOMBIT);
  const maal = { objekttype: 'Adresse', uuid } as const;
  const kald = [
    { ...maal, verbum: 'ret', aendring: {} },
    { ...maal, verbum: 'passiver' },
    { ...maal, verbum: 'slet' },
  ] as const;
  for (const et of kald) {
    const { status, brud } = await verden.kald(et);
    assert.deepEqual([status, brud[0]!.regel], [41, 'faelles-objekt'], et.verbum);
  }
  const importer = async () => (await verden.importer('Adresse', { AdresseTekst: 'egen' }, { uuid })).status;
  assert.equal(await importer(), 49);
  for (const et of kald) assert.equal((await verden.kald(et, NABO)).status, 41);
  assert.equal((await verden.kald(kald[0], KOMBIT)).status, 20);
  assert.equal((await verden.kald(kald[1], KOMBIT)).status, 20);
  assert.equal(await importer(), 20);
  assert.equal((await verden.kald(kald[0])).status, 20);
});
