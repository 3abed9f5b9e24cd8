import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FRA_ALTID, TIL_ALTID } from '../base/instant.ts';
import { ANONYM } from './anonymiser.ts';
import { KOMBIT, KORSBAEK, NABO, Verden } from './verden.testing.ts';

const CPR = '0000000000';
const ALT = { fra: FRA_ALTID, til: TIL_ALTID };

let verden: Verden;
before(async () => {
  verden = await Verden.ny({ soegRowsMax: 1 });
});
after(() => verden[Symbol.asyncDispose]());

async function person(felter: Record<string, string>, cvr?: string): Promise<string> {
  const uuid = verden.nytUuid();
  const { status } = await verden.importer('Person', { NavnTekst: 'Navn', ...felter }, { uuid, ...(cvr && { cvr }) });
  assert.equal(status, 20);
  return uuid;
}

/** The fields of every registration of a person, past and planned ones too. */
async function felterOf(uuid: string, cvr?: string) {
  const { billeder } = await verden.laes('Person', uuid, { virkning: ALT, registrering: ALT, ...(cvr && { cvr }) });
  return billeder![0]!.registreringer.flatMap(({ egenskaber }) => egenskaber.map(({ felter }) => felter));
}

const anonymiser = (hvem: { uuid: string } | { cpr: string }) => verden.kald({ verbum: 'anonymiser', person: hvem });

test('by CPR: all of the persons that have it, however many, passive and deleted ones too, and no other', async () => {
  const alle = [await person({ 'CPR-NummerTekst': CPR })];
  for (let n = 0; n < 101; n++) alle.push(await person({ 'CPR-NummerTekst': CPR }));
  await verden.kald({ verbum: 'passiver', objekttype: 'Person', uuid: alle[0]! });
  const slettet = verden.nytUuid();
  const egenskaber = [{ felter: { NavnTekst: 'Navn', 'CPR-NummerTekst': CPR } }];
  await verden.kald({
    ...{ verbum: 'importer', objekttype: 'Person', uuid: slettet },
    registreringer: [{ livscyklusKode: 'Slettet', egenskaber, tilstande: [], relationer: {} }],
  });
  const anden = await person({ 'CPR-NummerTekst': '0000000001' });
  const naboens = await person({ 'CPR-NummerTekst': CPR }, NABO);
  assert.equal((await anonymiser({ cpr: CPR })).status, 20);
  for (const uuid of [...alle, slettet]) {
    for (const felter of await felterOf(uuid)) assert.deepEqual(felter, { NavnTekst: ANONYM });
  }
  assert.deepEqual(await felterOf(anden), [{ NavnTekst: 'Navn', 'CPR-NummerTekst': '0000000001' }]);
  assert.deepEqual(await felterOf(naboens, NABO), [{ NavnTekst: 'Navn', 'CPR-NummerTekst': CPR }]);
  const igen = await anonymiser({ cpr: CPR });
  assert.equal(igen.status, 44);
  assert.ok(!JSON.stringify(igen).includes(CPR), 'a refusal does not repeat the number');
});

test('by UUID: every registration, its notes too, but for one that says who asked and when; what the person is called by, and since when, stays', async () => {
  const uuid = await person({ BrugervendtNoegleTekst: 'nn', 'CPR-NummerTekst': '0000000002' });
  const egenskaber = [
    { felter: { NavnTekst: 'Nyt' }, virkning: { noteTekst: 'hed Navn', aktoerTypeKode: 'Bruger' } },
  ] as const;
  await verden.kald({ verbum: 'ret', objekttype: 'Person', uuid, noteTekst: 'gift', aendring: { egenskaber } });
  const laes = () => verden.laes('Person', uuid, { virkning: ALT, registrering: ALT });
  const foer = (await laes()).billeder![0]!.registreringer;
  const tid = new Date(verden.ur()).toISOString();
  assert.equal((await anonymiser({ uuid })).status, 20);
  const efter = (await laes()).billeder![0]!.registreringer;
  const note = { noteTekst: `Anonymiseret ${tid} efter anmodning fra CVR ${KORSBAEK}` };
  const ventet = foer.map(({ noteTekst: _note, ...registrering }, i) => ({
    ...registrering,
    ...(i === 1 && note),
    egenskaber: registrering.egenskaber.map(({ felter, virkning: { noteTekst: _noteTekst, ...virkning } }) => ({
      virkning,
      felter: { ...(felter.BrugervendtNoegleTekst && { BrugervendtNoegleTekst: ANONYM }), NavnTekst: ANONYM },
    })),
  }));
  assert.equal(efter.length, 2);
  assert.deepEqual(efter, ventet);
  assert.ok(!/Navn"|Nyt|nn|gift|hed/.test(JSON.stringify(efter).replaceAll('"NavnTekst"', '')));
});

test('A6: an unknown person is 44, and so is one of another authority or of KOMBIT', async () => {
  for (const uuid of [verden.nytUuid(), await person({}, NABO), await person({}, KOMBIT)]) {
    const { status, brud } = await anonymiser({ uuid });
    assert.deepEqual([status, brud[0]!.regel], [44, 'objekt-ukendt']);
  }
});

test('a person that is changed meanwhile is read and rewritten again', async () => {
  const uuid = await person({ 'CPR-NummerTekst': '0000000003' });
  const ret = (navn: string) =>
    verden.kald({
      ...{ verbum: 'ret', objekttype: 'Person', uuid },
      aendring: { egenskaber: [{ felter: { NavnTekst: navn } }] },
    });
  const svar = await Promise.all([ret('a'), anonymiser({ uuid }), ret('b'), anonymiser({ uuid })]);
  assert.deepEqual(new Set(svar.map(({ status }) => status)), new Set([20]));
  assert.equal((await anonymiser({ uuid })).status, 20);
  assert.ok((await felterOf(uuid)).every((felter) => felter.NavnTekst === ANONYM && !felter['CPR-NummerTekst']));
});
