/** Yesterday and next month: the units and people of the demo that have a past or a future, told by name. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { formatDanish } from '../../src/base/copenhagen.ts';
import { kalenderAf } from '../../src/data/korsbaek/kalender.ts';
import * as b from '../soap/beskeder.ts';
import { NU, nyVerden, type Verden } from '../soap/verden.ts';
import { extraQuery } from './guide.ts';
import { fejlene, spoerg } from './spoerg.ts';

let verden: Verden;
before(async () => {
  verden = await nyVerden({ korsbaek: true });
});
after(() => verden[Symbol.asyncDispose]());

const { dag } = kalenderAf(NU);
const tid = (dage: number) => formatDanish(dag(dage));

/** A field of a unit or a user on several days, counted from today. */
async function paaDage(felt: string, uuid: string, valg: string, dage: readonly number[], kendt?: number) {
  const registrering = kendt === undefined ? '' : `, registreringstidspunkt: "${tid(kendt)}"`;
  const felter = dage.map(
    (nr, i) => `d${i}: ${felt}(uuid: "${uuid}", virkningstidspunkt: "${tid(nr)}"${registrering}) ${valg}`,
  );
  const { data, errors } = await spoerg<Record<string, [unknown]>>(verden, `{ ${felter.join(' ')} }`);
  return { data: dage.map((_, i) => data[`d${i}`]![0]), fejl: fejlene(errors) };
}

const enhed = (uuid: string, valg: string, dage: readonly number[], kendt?: number) =>
  paaDage('organisationEnhed', uuid, valg, dage, kendt);
const bruger = (uuid: string, valg: string, dage: readonly number[]) => paaDage('bruger', uuid, valg, dage);

test('a unit has the name of the day: one that was renamed, one that will be', async () => {
  const navne = async (uuid: string, dage: readonly number[], kendt?: number) =>
    (await enhed(uuid, '{ enhedsnavn }', dage, kendt)).data.map((en) => (en as { enhedsnavn: string }).enhedsnavn);
  const [foer, sidst, fra, nu] = await navne('8f374176-ac87-5e6a-bf92-46d1608d2edd', [-400, -191, -190, 0]);
  assert.ok(foer === sidst && fra === nu && nu === 'Lønkontoret' && foer !== nu);
  const solsikken = '3e984832-e181-5674-b1b6-9434fe81cd43';
  const [inden, nyt] = await navne(solsikken, [44, 45]);
  assert.ok(inden === 'Børnehaven Solsikken' && nyt === 'Børnehaven Solsikken (nyt navn)');
  assert.deepEqual(await navne(solsikken, [44, 45], -30), [inden, inden]);
});

test('a spelling mistake that was corrected is there where it is asked what was known before', async () => {
  const uuid = '8fdd376c-8d1f-5fdf-ae70-ba0bb3bc9264';
  const rettet = await enhed(uuid, '{ enhedsnavn }', [-600, 0]);
  const dengang = await enhed(uuid, '{ enhedsnavn }', [-600, 0], -450);
  assert.deepEqual(rettet.data, [{ enhedsnavn: 'Sygedagpenge' }, { enhedsnavn: 'Sygedagpenge' }]);
  assert.deepEqual(dengang.data[0], dengang.data[1]);
  assert.notDeepEqual(dengang.data, rettet.data);
});

test('a unit hangs where it hung that day, and is below its parent of that day', async () => {
  for (const [uuid, sidste] of [
    ['eb06826b-73dd-53bd-ac9b-0b5840c68990', -291],
    ['ab8856d3-18a2-59f6-9e4b-af87edc99d58', 59],
  ] as const) {
    const valg = '{ overordnetEnhed { uuid underliggendeEnheder { uuid } } }';
    interface Svar {
      readonly overordnetEnhed: { readonly uuid: string; readonly underliggendeEnheder: readonly { uuid: string }[] };
    }
    const [foer, efter] = (await enhed(uuid, valg, [sidste, sidste + 1])).data as [Svar, Svar];
    assert.notEqual(foer.overordnetEnhed.uuid, efter.overordnetEnhed.uuid);
    for (const { overordnetEnhed } of [foer, efter]) {
      assert.ok(overordnetEnhed.underliggendeEnheder.some((under) => under.uuid === uuid));
    }
  }
});

test('states have their beginnings and ends: closed and opened again, closed for good, yet to open, on leave', async () => {
  const valg = '{ tilstand { status fraTidspunkt tilTidspunkt } }';
  const tilstand = (status: string, fra: string | null, til: number | null) => ({
    tilstand: { status, fraTidspunkt: fra, tilTidspunkt: til === null ? null : tid(til) },
  });
  const digital = (await enhed('2f82ceb2-7f46-5844-8410-4844d0f07102', valg, [-800, -690, -496, -495, 0])).data;
  const foerst = (digital[0] as ReturnType<typeof tilstand>).tilstand.fraTidspunkt;
  const lukket = tilstand('INAKTIV', tid(-690), -495);
  const aaben = tilstand('AKTIV', tid(-495), null);
  assert.deepEqual(digital, [tilstand('AKTIV', foerst, -690), lukket, lukket, aaben, aaben]);
  const aftenholdet = await enhed('85447484-b97e-5c0a-8c80-516ad0c62071', valg, [-100, 0]);
  assert.deepEqual(aftenholdet.data, [tilstand('INAKTIV', tid(-100), null), tilstand('INAKTIV', tid(-100), null)]);
  const vejledning = await enhed('2414ad01-19a3-5f2e-8162-ed5d6c2e8814', valg, [29, 30]);
  assert.deepEqual(vejledning.data, [null, tilstand('AKTIV', tid(30), null)]);
  assert.deepEqual(vejledning.fejl, ['ERROR NullValueInNonNullableField d0.0.tilstand']);
  const orlov = await bruger('b2e966e1-4216-5f50-b34d-4ccb70231271', '{ tilstand { status } }', [-320, -96, -95]);
  assert.deepEqual(
    orlov.data,
    ['INAKTIV', 'INAKTIV', 'AKTIV'].map((status) => ({ tilstand: { status } })),
  );
});

test('positions: one that ends and the next one, one that has ended, one that begins, one that was passivated', async () => {
  interface Svar {
    readonly harMedlemskab: readonly { uuid: string; start: string; slut: string | null; medlemAf: { uuid: string } }[];
  }
  const valg = '{ harMedlemskab(rolle: "02e61900-33e0-407f-a2a7-22f70221f003") { uuid start slut medlemAf { uuid } } }';
  const stillinger = async (uuid: string, dage: readonly number[]) =>
    ((await bruger(uuid, valg, dage)).data as Svar[]).map(({ harMedlemskab }) => harMedlemskab);
  const [nu, siden] = await stillinger('a7e61cab-f241-5453-be13-273656bbd410', [39, 40]);
  assert.deepEqual([nu!.length, siden!.length], [1, 1]);
  assert.deepEqual([nu![0]!.slut, siden![0]!.start, siden![0]!.slut], [tid(40), tid(40), null]);
  assert.notEqual(nu![0]!.medlemAf.uuid, siden![0]!.medlemAf.uuid);
  const fratraadt = await stillinger('ab852748-a2f7-5838-be22-52690c41f784', [-211, -210, 0]);
  assert.deepEqual(
    fratraadt.map((en) => en.map(({ slut }) => slut)),
    [[tid(-210)], [], []],
  );
  const kommende = await stillinger('a125b44f-5e5f-5866-a26e-7a962ce6c379', [0, 24, 25]);
  assert.deepEqual(
    kommende.map((en) => en.map(({ start }) => start)),
    [[], [], [tid(25)]],
  );
  const [medPassiveret] = await stillinger('b87e7ddc-7690-5246-9835-53409073b296', [0]);
  assert.equal(medPassiveret!.length, 1);
});

test('before the register knew of an object it is not found, and what was passivated since is there as it was', async () => {
  const vejledning = '2414ad01-19a3-5f2e-8162-ed5d6c2e8814';
  const ukendt = await enhed(vejledning, '{ uuid }', [30], -16);
  assert.deepEqual(ukendt, { data: [null], fejl: ['ERROR NotFound d0.0'] });
  assert.deepEqual((await enhed(vejledning, '{ uuid }', [30], -14)).data, [{ uuid: vejledning }]);
  const uuid = '85447484-b97e-5c0a-8c80-516ad0c62071';
  assert.equal(
    (await verden.kald(b.STI('OrganisationEnhed'), b.medUuid('OrganisationEnhed', 'PassiverInput', uuid))).kode,
    20,
  );
  assert.deepEqual(await enhed(uuid, '{ enhedsnavn }', [-200]), { data: [null], fejl: ['ERROR NotFound d0.0'] });
  assert.deepEqual((await enhed(uuid, '{ enhedsnavn }', [-200], 0)).data, [{ enhedsnavn: 'Aftenholdet' }]);
});

test('the query of the guide: now, then, and as it was known then', async () => {
  const { data, errors } = await spoerg<Record<string, [{ enhedsnavn: string }]>>(verden, extraQuery, {
    dengang: tid(-300),
    kendt: tid(-300),
  });
  assert.deepEqual(errors, []);
  const [nu, foer, somKendt] = ['nu', 'foer', 'somKendt'].map((navn) => data[navn]![0].enhedsnavn);
  assert.ok(nu === 'Lønkontoret' && foer !== nu && somKendt === foer);
});
