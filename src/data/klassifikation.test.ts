import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { ALT } from '../access/rettigheder.ts';
import { fixedClock } from '../base/clock.ts';
import { DEFAULT_LIMITS } from '../base/limits.ts';
import { bind } from '../operations/klassifikation/binding.ts';
import { KOMBIT_CVR } from '../standard/koder.ts';
import { relationer } from '../standard/relationer.ts';
import { openStore } from '../store/open.ts';
import { KLASSEGRUPPER, klasser, klasserI, klasseUuid } from './klasser.ts';
import { klassifikationsObjekter } from './klassifikation.ts';
import { KLE_EMNEPLAN, KLE_KLASSIFIKATION, kleUuid } from './kle.ts';
import { brudI } from './kontrakt.testing.ts';
import { fastUuid } from './navnerum.ts';
import { STAMDATA_FRA } from './superorg.ts';

const objekter = klassifikationsObjekter(STAMDATA_FRA);
const find = (uuid: string) => objekter.find((objekt) => objekt.uuid === uuid);

test('the objects fit the contract, and every one is published', () => {
  assert.deepEqual(
    objekter.flatMap((objekt) => brudI(objekt, STAMDATA_FRA)),
    [],
  );
  for (const { nye } of objekter)
    assert.deepEqual(
      nye[0]?.tilstande.map(({ vaerdi }) => vaerdi),
      ['true'],
    );
});

test('the objects keep the rules between classes as calls must', async () => {
  const clock = fixedClock(STAMDATA_FRA);
  const store = await openStore({ database: ':memory:', clock });
  try {
    const kalder = { cvr: KOMBIT_CVR, rettigheder: ALT };
    const kontekst = { store, clock, limits: DEFAULT_LIMITS, udeladte: 'fjernes', kalder } as const;
    const forslag = objekter.map((skrivning) => ({ skrivning, steder: [''] }));
    assert.deepEqual(await bind(kontekst, forslag, 'afvises'), objekter);
    const udenFacetter = forslag.filter(({ skrivning }) => skrivning.objekttype !== 'Facet');
    const svar = await bind(kontekst, udenFacetter, 'afvises');
    assert.equal(svar.filter((en) => 'status' in en).length, udenFacetter.length - 2, 'all but the classifications');
  } finally {
    await store.close();
  }
});

test('every class has its own key and UUID, and stands in a group that has others of its kind or is alone', () => {
  assert.equal(new Set(klasser.map(({ noegle }) => noegle)).size, klasser.length);
  assert.equal(new Set(klasser.map(({ uuid }) => uuid)).size, klasser.length);
  assert.equal(
    KLASSEGRUPPER.reduce((sum, { noegle }) => sum + klasserI(noegle).length, 0),
    klasser.length,
  );
  for (const { noegle } of KLASSEGRUPPER) assert.ok(klasserI(noegle).length > 0, noegle);
});

test('labels that clients select by in production', () => {
  for (const [noegle, uuid] of [
    ['Bruger.Adresse.email', '5d13e891-162a-456b-abf2-fd9b864df96d'],
    ['Bruger.Adresse.Telefon', '5ef6be2d-59f4-4652-a680-585929924ba9'],
    ['Bruger.Adresse.Lokation', 'ad04ac80-e24a-45a5-9dd9-8537a916ac74'],
    ['OrganisationEnhed.Adresse.Postadresse', '80b610c6-314b-485a-a014-a9a1d7070bc4'],
    ['Mapning.Rolle.Mapning', MAPNING.rolle],
    ['Opgave.Type.Klasse', MAPNING.type],
  ] as const) {
    assert.equal(klasseUuid(noegle), uuid);
    assert.equal(find(uuid)?.nye[0]?.egenskaber[0]?.felter.BrugervendtNoegleTekst, noegle);
  }
});

/** What Mapninger without a role have. */
const MAPNING = relationer.get('Mapninger')!.fra7!;

test('the known UUIDs are those of spec sf1500 §4.4, all of them', () => {
  const known = klasser
    .filter(({ noegle, uuid }) => uuid !== fastUuid('klasse', noegle) && noegle !== 'Mapning.Rolle.Mapning')
    .map(({ uuid }) => uuid);
  assert.equal(known.length, 40);
  assert.equal(createHash('sha256').update(known.sort().join('\n')).digest('hex'), SECTION_4_4_SHA256);
});

/** SHA-256 of the 40 UUIDs of the section, sorted and parted by line feeds. */
const SECTION_4_4_SHA256 = 'b72083ec9455803fcb190886e8b51273d8be3a3c3fa3e249dbce310f96a957bb';

test('the mini-KLE has two levels under the real UUIDs of KLE, and numbers that KLE does not have', () => {
  assert.equal(find(KLE_KLASSIFIKATION)?.objekttype, 'Klassifikation');
  assert.deepEqual(find(KLE_EMNEPLAN)?.nye[0]?.relationer.FacetTilhoerer?.[0]?.reference, { uuid: KLE_KLASSIFIKATION });
  const kle = objekter.filter(({ nye }) => {
    const facet = nye[0]?.relationer.Facet?.[0]?.reference;
    return facet !== undefined && 'uuid' in facet && facet.uuid === KLE_EMNEPLAN;
  });
  assert.equal(kle.length, 40);
  for (const { nye } of kle) {
    const nummer = String(nye[0]?.egenskaber[0]?.felter.BrugervendtNoegleTekst);
    assert.match(nummer, /^9[1-8]\.10(\.0[1-4])?$/);
    const overordnet = nye[0]?.relationer.OverordnetKlasse?.[0]?.reference;
    assert.deepEqual(overordnet, nummer.length === 5 ? undefined : { uuid: kleUuid(nummer.slice(0, 5)) });
  }
});
