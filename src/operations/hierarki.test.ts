import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FRA_ALTID, TIL_ALTID } from '../base/instant.ts';
import type { SoegRamme } from './operation.ts';
import { KOMBIT, KOMBIT_ORGANISATION, KORSBAEK, NABO, NU, ORGANISATION, Verden } from './verden.testing.ts';

let verden: Verden;
before(async () => {
  verden = await Verden.ny({ hierarkiRowsMax: 2, klassifikationHierarkiRowsMax: 3 });
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

test('KOMBIT has its own Organisation once', async () => {
  await verden.importer('Organisation', { OrganisationNavn: 'K' }, { cvr: KOMBIT, uuid: KOMBIT_ORGANISATION });
  const egenskaber = { Organisation: { felter: { OrganisationNavn: 'K' } } };
  const { beholdere } = await verden.kald(
    { verbum: 'fremsoegobjekthierarki', system: 'organisation', egenskaber },
    KOMBIT,
  );
  assert.deepEqual(
    beholdere!.Organisation!.map(({ uuid }) => uuid),
    [KOMBIT_ORGANISATION],
  );
});

test('SoegVirkning says when a SoegEgenskab must fit, and what is shown', async () => {
  const uuid = verden.nytUuid();
  const [dag, foer] = [NU - 86_400_000, { fra: FRA_ALTID, til: NU - 86_400_000 }];
  const egenskaber = [
    { felter: { ItSystemNavn: 'Gammelt' }, virkning: foer },
    { felter: { ItSystemNavn: 'Nyt' }, virkning: { fra: dag } },
  ];
  await verden.importer('ItSystem', {}, { uuid, egenskaber });
  const navne = async (ItSystemNavn: string, soegVirkning?: SoegRamme['soegVirkning']) => {
    const { beholdere } = await verden.kald({
      ...{ verbum: 'fremsoegobjekthierarki', system: 'organisation' },
      ...{ egenskaber: { ItSystem: { felter: { ItSystemNavn } } }, ...(soegVirkning && { soegVirkning }) },
    });
    return beholdere!.ItSystem!.flatMap(({ registreringer }) =>
      registreringer.map(({ egenskaber: sete }) => sete.map(({ felter }) => felter.ItSystemNavn)),
    );
  };
  assert.deepEqual([await navne('Nyt'), await navne('Gammelt')], [[['Nyt']], []]);
  assert.deepEqual(await navne('Gammelt', { fra: FRA_ALTID, til: NU }), [['Gammelt', 'Nyt']]);
  assert.deepEqual(await navne('Gammelt', { fra: dag - 1, til: dag - 1 }), [['Gammelt']]);
  assert.deepEqual(await navne('Gammelt', { til: TIL_ALTID }), []);
});

test('the classification hierarchy is all that the caller sees, in pages of its own size', async () => {
  const klasser = [];
  for (const cvr of [KOMBIT, KORSBAEK, NABO, KOMBIT, KORSBAEK]) {
    const uuid = verden.nytUuid();
    await verden.importer('Klasse', { TitelTekst: 'k' }, { uuid, cvr });
    if (cvr !== NABO) klasser.push(uuid);
  }
  const side = async (foerste: number) => {
    const operation = { verbum: 'fremsoegobjekthierarki', system: 'klassifikation', egenskaber: {}, foerste } as const;
    const { beholdere } = await verden.kald(operation);
    assert.deepEqual(Object.keys(beholdere!), ['Klassifikation', 'Facet', 'Klasse']);
    return beholdere!.Klasse!.map(({ uuid }) => uuid);
  };
  assert.deepEqual([await side(0), await side(3)], [klasser.slice(0, 3), klasser.slice(3)]);
});
