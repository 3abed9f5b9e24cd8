/** `anonymiser` and `fysiskslet` (spec sf1500 §2.10, scenarios A6 and A7), over the wire of a real server. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import * as b from './beskeder.ts';
import { find, findAlle, KOMBIT, nyVerden, type Svar, type Verden } from './verden.ts';

let verden: Verden;
before(async () => {
  verden = await nyVerden();
});
after(() => verden[Symbol.asyncDispose]());

const ENHED = b.STI('OrganisationEnhed');
const SYSTEM = '/organisation/organisationsystem/6';
const navn = (tekst: string) => `<sd:EnhedNavn>${tekst}</sd:EnhedNavn>`;
/** What a relation of an answer points at. */
const referenceUuid = (svar: Svar, navn: string) =>
  find(find(find(svar.body, navn)!, 'ReferenceID')!, 'UUIDIdentifikator')!.tekst;

async function enhed(tekst: string, relationer = '', tilstande = b.gyldighed('Aktiv'), cvr?: string): Promise<string> {
  const uuid = newUuid();
  const svar = await verden.kald(
    ENHED,
    b.importer('OrganisationEnhed', uuid, { attributter: b.egenskab(navn(tekst)), tilstande, relationer }),
    cvr,
  );
  assert.equal(svar.kode, 20, svar.tekst);
  return uuid;
}

test('anonymiser takes the person out of every registration; an unknown one is 44', async () => {
  const ns = 'http://stoettesystemerne.dk/organisation/person/6/';
  const uuid = newUuid();
  const person = (kaldt: string) =>
    b.egenskab(
      `<sd:BrugervendtNoegleTekst>pk</sd:BrugervendtNoegleTekst><sts:CPR-NummerTekst>0000000042</sts:CPR-NummerTekst><NavnTekst xmlns="${ns}">${kaldt}</NavnTekst>`,
    );
  await verden.kald(b.STI('Person'), b.importer('Person', uuid, { attributter: person('Før Efternavn') }));
  verden.ur.advance(1000);
  await verden.kald(b.STI('Person'), b.ret('Person', uuid, { attributter: person('Siden Efternavn') }));
  verden.ur.advance(1000);
  const anonymiser = (hvem: string) =>
    verden.kald(
      SYSTEM,
      `<AnonymiserInput xmlns="http://stoettesystemerne.dk/organisation/organisationsystem/6/">${hvem}</AnonymiserInput>`,
    );
  assert.equal((await anonymiser(`<PersonUUID>${newUuid()}</PersonUUID>`)).kode, 44);
  assert.equal((await anonymiser('<PersonCPR>0000000042</PersonCPR>')).kode, 20);
  const historie = await verden.kald(
    b.STI('Person'),
    b.laes('Person', uuid, { registreringFra: '*', registreringTil: '*', virkningFra: '*', virkningTil: '*' }),
  );
  assert.equal(findAlle(historie.body, 'Registrering').length, 2);
  assert.ok(!/Efternavn|0000000042/.test(historie.tekst), historie.tekst);
  assert.equal((await anonymiser('<PersonCPR>0000000042</PersonCPR>')).kode, 44);
});

test('A7: fysiskslet leaves the Organisation and the root unit, and nothing else of the authority', async () => {
  const cvr = '29189978';
  const uuid = await enhed('Skal væk', '', b.gyldighed('Aktiv'), cvr);
  const organisation = await verden.kald(
    b.STI('Organisation'),
    b.laes('Organisation', '89cba575-d106-4732-87ab-45c09ac56874'),
    cvr,
  );
  const rodUuid = referenceUuid(organisation, 'Overordnet');
  const ns = 'http://stoettesystemerne.dk/organisation/organisationadministration/6/';
  const slet = (organisation: string) =>
    verden.kald(
      '/organisation/organisationadministration/1',
      `<FysiskSletInput xmlns="${ns}"><OrganisationUUID>${organisation}</OrganisationUUID><OrganisationEnhedUUID>${rodUuid}</OrganisationEnhedUUID></FysiskSletInput>`,
      cvr,
    );
  assert.equal((await slet(newUuid())).kode, 44);
  assert.equal((await slet('89cba575-d106-4732-87ab-45c09ac56874')).kode, 20);
  assert.equal((await verden.kald(ENHED, b.laes('OrganisationEnhed', uuid), cvr)).kode, 44);
  assert.equal((await verden.kald(ENHED, b.laes('OrganisationEnhed', rodUuid), cvr)).kode, 20);
  assert.equal(
    (await verden.kald(b.STI('Organisation'), b.laes('Organisation', '89cba575-d106-4732-87ab-45c09ac56874'), KOMBIT))
      .kode,
    20,
  );
});
