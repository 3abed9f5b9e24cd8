import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ObjektType } from '../standard/objekttyper.ts';
import { KOMBIT, NABO, ORGANISATION, Verden } from './verden.testing.ts';

let verden: Verden;
let rod: string;
before(async () => {
  verden = await Verden.ny();
  await verden.importer('Organisation', { OrganisationNavn: 'Korsbæk' }, { cvr: KOMBIT, uuid: ORGANISATION });
  rod = await ny('OrganisationEnhed', { EnhedNavn: 'Rod' });
});
after(() => verden[Symbol.asyncDispose]());

async function ny(objekttype: ObjektType, felter: Record<string, string>, cvr?: string): Promise<string> {
  const uuid = verden.nytUuid();
  assert.equal((await verden.importer(objekttype, felter, { uuid, ...(cvr && { cvr }) })).status, 20);
  return uuid;
}

const findes = async (objekttype: ObjektType, uuid: string, cvr?: string) =>
  (await verden.laes(objekttype, uuid, cvr ? { cvr } : {})).status === 20;
const slet = (organisationUuid: string, organisationEnhedUuid: string) =>
  verden.kald({ verbum: 'fysiskslet', organisationUuid, organisationEnhedUuid });

test('where what is to stay is unknown, or another’s, nothing goes', async () => {
  const enhed = await ny('OrganisationEnhed', { EnhedNavn: 'Bliver' });
  const naboens = await ny('OrganisationEnhed', { EnhedNavn: 'Naboens' }, NABO);
  const anden = await ny('Organisation', { OrganisationNavn: 'En anden' }, KOMBIT);
  for (const [organisation, root, sted] of [
    [verden.nytUuid(), rod, 'OrganisationUUID'],
    [anden, rod, 'OrganisationUUID'],
    [ORGANISATION, verden.nytUuid(), 'OrganisationEnhedUUID'],
    [ORGANISATION, naboens, 'OrganisationEnhedUUID'],
  ] as const) {
    const { status, brud } = await slet(organisation, root);
    assert.deepEqual([status, brud[0]!.sted], [44, `FysiskSletInput/${sted}`]);
  }
  assert.ok(await findes('OrganisationEnhed', enhed));
});

test('what KOMBIT owns is everybody’s and does not go', async () => {
  const faelles = await ny('Klasse', { TitelTekst: 'Fælles' }, KOMBIT);
  const kombitsEnhed = await ny('OrganisationEnhed', { EnhedNavn: 'KOMBIT' }, KOMBIT);
  const kald = { verbum: 'fysiskslet', organisationUuid: ORGANISATION, organisationEnhedUuid: kombitsEnhed } as const;
  assert.equal((await verden.kald(kald, KOMBIT)).status, 41);
  assert.ok(await findes('Klasse', faelles));
});

test('A7: Organisation, root unit, Myndighed and Virksomhed stay, passive ones too; all else of the authority goes', async () => {
  const bliver: [ObjektType, string][] = [
    ['Virksomhed', await ny('Virksomhed', { 'CVR-NummerTekst': '11111111' })],
    ['Virksomhed', await ny('Virksomhed', { 'CVR-NummerTekst': '33333333' })],
    ['Myndighed', await ny('Myndighed', { MyndighedsKode: '999' })],
    ['Organisation', ORGANISATION],
    ['OrganisationEnhed', rod],
  ];
  await verden.kald({ verbum: 'passiver', objekttype: 'Virksomhed', uuid: bliver[1]![1] });
  const gaar: [ObjektType, string][] = [
    ['OrganisationEnhed', await ny('OrganisationEnhed', { EnhedNavn: 'Gren' })],
    ['Person', await ny('Person', { NavnTekst: 'N' })],
    ['Klasse', await ny('Klasse', { TitelTekst: 'K' })],
    ['Organisation', await ny('Organisation', { OrganisationNavn: 'Egen' })],
  ];
  await verden.kald({ verbum: 'slet', objekttype: 'Person', uuid: gaar[1]![1] });
  const naboens = await ny('Person', { NavnTekst: 'N' }, NABO);
  assert.equal((await slet(ORGANISATION, rod)).status, 20);
  for (const [objekttype, uuid] of bliver) assert.ok(await findes(objekttype, uuid), `${objekttype} stays`);
  for (const [objekttype, uuid] of gaar) assert.ok(!(await findes(objekttype, uuid)), `${objekttype} goes`);
  assert.ok(await findes('Person', naboens, NABO));
});
