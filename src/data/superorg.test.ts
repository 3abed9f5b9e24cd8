import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDanish } from '../base/copenhagen.ts';
import { TIL_ALTID } from '../base/instant.ts';
import { KOMBIT_CVR } from '../standard/koder.ts';
import { brudI } from './kontrakt.testing.ts';
import { MYNDIGHEDER, myndighedsObjekter, myndighedspost, STAMDATA_FRA, superOrgObjekter } from './superorg.ts';

const NU = Date.parse('2026-11-24T12:00:00Z');
const objekter = superOrgObjekter(STAMDATA_FRA);
const find = (uuid: string) => objekter.find((objekt) => objekt.uuid === uuid)?.nye[0];

test('four objects for each of a hundred authorities, three of them shared, and no UUID twice', () => {
  assert.equal(MYNDIGHEDER.length, 100);
  assert.equal(objekter.length, 400);
  assert.equal(new Set(objekter.map(({ uuid }) => uuid)).size, 400);
  const korsbaek = objekter.filter(({ ejer }) => ejer === '11111111');
  assert.deepEqual(
    korsbaek.map(({ objekttype }) => objekttype),
    ['OrganisationEnhed'],
  );
  for (const { ejer, objekttype } of objekter)
    assert.equal(ejer === KOMBIT_CVR || objekttype === 'OrganisationEnhed', true);
});

test('they fit the contract and are true from 2007-01-01, Danish time', () => {
  assert.deepEqual(
    objekter.flatMap((objekt) => brudI(objekt, NU)),
    [],
  );
  assert.equal(formatDanish(STAMDATA_FRA), '2007-01-01T00:00:00.000+01:00');
  for (const { nye } of objekter) {
    for (const { virkning } of [nye[0]!.egenskaber, nye[0]!.tilstande, ...Object.values(nye[0]!.relationer)].flat()) {
      assert.equal(virkning.fra, STAMDATA_FRA);
      assert.equal(virkning.til, TIL_ALTID);
    }
  }
});

test('from a CVR to the root unit, as clients go', () => {
  const virksomhed = objekter.find(
    ({ objekttype, nye }) =>
      objekttype === 'Virksomhed' && nye[0]?.egenskaber[0]?.felter['CVR-NummerTekst'] === '29189978',
  );
  assert.equal(virksomhed?.uuid, '4b232431-e2eb-4438-8ab0-e7b3f7e00175');
  assert.equal(virksomhed.nye[0]?.egenskaber[0]?.felter.BrugervendtNoegleTekst, '29189978');

  const organisation = find('89cba575-d106-4732-87ab-45c09ac56874');
  assert.deepEqual(organisation?.relationer.Virksomhed?.[0]?.reference, { uuid: virksomhed.uuid });
  assert.deepEqual(organisation.relationer.Myndighed?.[0]?.reference, { uuid: '5bd096bd-ef71-4e76-ad60-14b4202779a7' });
  assert.equal(find('5bd096bd-ef71-4e76-ad60-14b4202779a7')?.egenskaber[0]?.felter.MyndighedsKode, '706');

  const root = organisation.relationer.Overordnet?.[0]?.reference;
  assert.ok(root && 'uuid' in root);
  const rodenhed = find(root.uuid);
  assert.equal(rodenhed?.egenskaber[0]?.felter.EnhedNavn, 'Syddjurs Kommune');
  assert.deepEqual(rodenhed.relationer.Tilhoerer?.[0]?.reference, { uuid: '89cba575-d106-4732-87ab-45c09ac56874' });
  assert.equal(rodenhed.relationer.Overordnet, undefined);
});

test("a test authority of one's own has the same UUIDs each time, and no code", () => {
  const post = myndighedspost({ cvr: '12345678', navn: 'Prøvestad Kommune' });
  assert.deepEqual(post, myndighedspost({ cvr: '12345678', navn: 'Prøvestad Kommune' }));
  assert.notEqual(
    post.organisationUuid,
    myndighedspost({ cvr: '12345679', navn: 'Prøvestad Kommune' }).organisationUuid,
  );
  const egne = myndighedsObjekter(post, NU);
  assert.deepEqual(
    egne.flatMap((objekt) => brudI(objekt, NU)),
    [],
  );
  assert.equal(egne[2]?.nye[0]?.egenskaber[0]?.felter.MyndighedsKode, undefined);
  assert.equal(egne[3]?.ejer, '12345678');
  assert.equal(egne[0]?.nye[0]?.tidspunkt, NU);
});
