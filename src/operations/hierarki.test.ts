import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FRA_ALTID } from '../base/instant.ts';
import type { SoegRamme } from './operation.ts';
import { KOMBIT, NABO, NU, ORGANISATION, Verden } from './verden.testing.ts';

let verden: Verden;
before(async () => {
  verden = await Verden.ny({ hierarkiRowsMax: 2 });
  const egen = { cvr: KOMBIT, uuid: ORGANISATION };
  assert.equal((await verden.importer('Organisation', { OrganisationNavn: 'Korsbæk' }, egen)).status, 20);
  assert.equal((await verden.importer('Organisation', { OrganisationNavn: 'En anden' }, { cvr: KOMBIT })).status, 20);
  assert.equal((await verden.importer('OrganisationEnhed', { EnhedNavn: 'Naboens' }, { cvr: NABO })).status, 20);
});
after(() => verden[Symbol.asyncDispose]());

/** The UUIDs of each container, of one page. */
async function hierarki(
  ramme: SoegRamme = {},
  egenskaber: Record<string, { felter: Record<string, string> }> = {},
): Promise<Record<string, string[]>> {
  const operation = { verbum: 'fremsoegobjekthierarki', system: 'organisation', egenskaber, ...ramme } as const;
  const { status, beholdere = {} } = await verden.kald(operation);
  assert.equal(status, 20);
  return Object.fromEntries(Object.entries(beholdere).map(([type, sete]) => [type, sete.map(({ uuid }) => uuid)]));
}

const TOMT = {
  ...{ Organisation: [], OrganisationEnhed: [], OrganisationFunktion: [] },
  ...{ Bruger: [], Interessefaellesskab: [], ItSystem: [] },
};

test('an authority without objects has its own Organisation, which KOMBIT keeps, and nothing of others', async () => {
  assert.deepEqual(await hierarki(), { ...TOMT, Organisation: [ORGANISATION] });
});

test('H4: with a root unit alone, that unit, and past the end empty containers', async () => {
  const uuid = verden.nytUuid();
  await verden.importer('OrganisationEnhed', { EnhedNavn: 'Rod' }, { uuid });
  assert.deepEqual(await hierarki(), { ...TOMT, Organisation: [ORGANISATION], OrganisationEnhed: [uuid] });
  assert.deepEqual(await hierarki({ foerste: 1 }), TOMT);
  await verden.kald({ verbum: 'slet', objekttype: 'OrganisationEnhed', uuid });
});

test('the own Organisation answers to SoegRegistrering and SoegEgenskab like every other object', async () => {
  const organisationer = async (soegRegistrering: SoegRamme['soegRegistrering']) =>
    (await hierarki({ ...(soegRegistrering && { soegRegistrering }) })).Organisation;
  assert.deepEqual(await organisationer({ fra: FRA_ALTID }), [ORGANISATION]);
  assert.deepEqual(await organisationer({ til: NU + 1 }), [ORGANISATION]);
  assert.deepEqual(await organisationer({ til: NU }), []);
  assert.deepEqual(await organisationer({ fra: NU + 1 }), []);
  assert.deepEqual(await organisationer({ livscyklusKode: 'Importeret' }), [ORGANISATION]);
  assert.deepEqual(await organisationer({ livscyklusKode: 'Passiveret' }), []);
  assert.deepEqual(await organisationer({ brugerRef: { uuid: ORGANISATION } }), []);
  const ved = async (navn: string) =>
    (await hierarki({}, { Organisation: { felter: { OrganisationNavn: navn } } })).Organisation;
  assert.deepEqual([await ved('korsbæk'), await ved('En anden'), await ved('EXCLUDE!')], [[ORGANISATION], [], []]);
});

test('it comes first in its container, and pages lie beside one another', async () => {
  const egne = [verden.nytUuid(), verden.nytUuid(), verden.nytUuid()];
  for (const uuid of egne) await verden.importer('Organisation', { OrganisationNavn: 'Egen' }, { uuid });
  const sider = [];
  for (const foerste of [0, 2, 4]) sider.push((await hierarki({ foerste })).Organisation);
  assert.deepEqual(sider, [[ORGANISATION, egne[0]], [egne[1], egne[2]], []]);
  assert.deepEqual((await hierarki({ antal: 1 })).Organisation, [ORGANISATION]);
  assert.deepEqual((await hierarki({ antal: 1, foerste: 1 })).Organisation, [egne[0]]);
});
