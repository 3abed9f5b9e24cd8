import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ALT } from '../../access/rettigheder.ts';
import { TIL_ALTID } from '../../base/instant.ts';
import { KOMBIT, KORSBAEK, NABO, Verden } from '../verden.testing.ts';
import { AAR, Klasser, paa, svarAf } from './klasser.testing.ts';

let verden: Verden;
let k: Klasser;
let facet: string;
before(async () => {
  verden = await Verden.ny();
  k = new Klasser(verden);
  facet = await k.facet();
});
after(() => verden[Symbol.asyncDispose]());

test('a class is in a facet wherever it has an Egenskab, and a facet in a classification', async () => {
  assert.equal(await k.importer({}), '40 tilhoer-mangler Registrering/Facet');
  assert.equal(await k.importer({ Facet: [paa(facet, AAR(2000) + 1)] }), '40 tilhoer-mangler Registrering/Facet');
  assert.equal(
    await k.importer({ Facet: [paa(facet, AAR(2000), AAR(2030))] }),
    '40 tilhoer-mangler Registrering/Facet',
  );
  const hul = [paa(facet, AAR(2000), AAR(2010)), paa(facet, AAR(2010) + 1)];
  assert.equal(await k.importer({ Facet: hul }), '40 tilhoer-mangler Registrering/Facet');
  const samlet = [paa(facet, AAR(1990), AAR(2010)), paa(facet, AAR(2010))];
  assert.equal(await k.importer({ Facet: samlet }), '20');
  assert.equal(await k.importer({ Facet: [paa(facet)] }), '20');
  assert.equal(await k.importer({}, { objekttype: 'Facet' }), '40 tilhoer-mangler Registrering/FacetTilhoerer');
  const egen = await k.klassifikation(KORSBAEK);
  assert.equal(await k.importer({ FacetTilhoerer: [paa(egen)] }, { objekttype: 'Facet' }), '20');
  const opret = (relationer: Record<string, unknown>) =>
    verden.kald({
      ...{ verbum: 'opret', objekttype: 'Klasse' },
      indhold: { egenskaber: [{ felter: { TitelTekst: 'k' } }], tilstande: [], relationer: relationer as never },
    });
  assert.equal(svarAf(await opret({})), '40 tilhoer-mangler Facet');
  assert.equal(svarAf(await opret({ Facet: [{ reference: { uuid: facet } }] })), '20');
});

test('scenario 50: no ret moves a class to another facet, adds one or ends its own; everything else of it may change', async () => {
  const [anden, uuid] = [await k.facet(), await k.klasse(facet)];
  for (const poster of [[paa(anden)], [paa(anden, AAR(2030))], [paa(anden, AAR(1990), AAR(2000))]]) {
    assert.equal(await k.ret(uuid, { Facet: poster }), '40 tilhoer-skifter Facet');
  }
  assert.equal(await k.ret(uuid, { Facet: [paa(facet, AAR(2000), AAR(2020))] }), '40 tilhoer-mangler Facet');
  assert.equal(await k.ret(uuid, { Facet: [paa(facet, AAR(2000), AAR(2000))] }), '40 tilhoer-mangler Facet');
  assert.equal(await k.ret(uuid, { Facet: [paa(facet)], Sideordnede: [paa(anden)] }), '20');
  const slut = { Facet: [paa(facet, AAR(2000), AAR(2020))] };
  const egenskaber = [k.egenskab('klasse', AAR(2000), AAR(2020))];
  const ret = { verbum: 'ret', objekttype: 'Klasse', uuid, aendring: { egenskaber, relationer: slut } } as const;
  assert.equal(svarAf(await verden.kald(ret)), '20', 'a class that ends may leave its facet');
  const klassifikation = await k.klassifikation(KORSBAEK);
  const egenFacet = verden.nytUuid();
  await k.importer({ FacetTilhoerer: [paa(klassifikation)] }, { objekttype: 'Facet', uuid: egenFacet });
  const flyt = { FacetTilhoerer: [paa(await k.klassifikation(KORSBAEK))] };
  assert.equal(
    svarAf(await verden.kald({ verbum: 'ret', objekttype: 'Facet', uuid: egenFacet, aendring: { relationer: flyt } })),
    '40 tilhoer-skifter FacetTilhoerer',
  );
});

test('a class that comes back from passiver or slet comes back to its facet, and a history keeps to one', async () => {
  const anden = await k.facet();
  for (const verbum of ['passiver', 'slet'] as const) {
    const uuid = await k.klasse(facet);
    assert.equal((await verden.kald({ verbum, objekttype: 'Klasse', uuid })).status, 20);
    assert.equal(await k.importer({ Facet: [paa(anden)] }, { uuid }), '40 tilhoer-skifter Registrering/Facet');
    assert.equal(await k.importer({ Facet: [paa(facet)] }, { uuid }), '20');
  }
  const historik = (...facetter: readonly string[]) =>
    verden.kald({
      ...{ verbum: 'importer', objekttype: 'Klasse', uuid: verden.nytUuid() },
      registreringer: facetter.map((uuid, i) => ({
        ...{ tidspunkt: AAR(2025) - i * 1000, tilstande: [], relationer: { Facet: [paa(uuid)] } },
        egenskaber: [k.egenskab(`nr ${i}`)],
      })),
    });
  assert.equal(svarAf(await historik(facet, facet)), '20');
  assert.equal(svarAf(await historik(anden, facet)), '40 tilhoer-skifter Registrering[1]/Facet');
});

test('a class that comes back by importer is looked at as a new one: its facet and its parent are there', async () => {
  for (const objekttype of ['Facet', 'Klasse'] as const) {
    const egen = await k.facet(KORSBAEK);
    const over = await k.klasse(egen);
    const uuid = await k.klasse(egen, over);
    for (const [type, en] of [['Klasse', uuid] as const, [objekttype, objekttype === 'Facet' ? egen : over] as const]) {
      assert.equal((await verden.kald({ verbum: 'passiver', objekttype: type, uuid: en })).status, 20);
    }
    const hvor = objekttype === 'Facet' ? 'Facet' : 'OverordnetKlasse';
    const svar = await k.importer({ Facet: [paa(egen)], OverordnetKlasse: [paa(over)] }, { uuid });
    assert.equal(svar, `40 reference-ukendt Registrering/${hvor}`);
  }
});

test('what it belongs to is there, is seen, and has not been ended; a ret of something else does not look', async () => {
  const hvor = '40 reference-ukendt Registrering/Facet';
  assert.equal(await k.importer({ Facet: [paa(verden.nytUuid())] }), hvor);
  const urn = { reference: { urn: 'urn:facet:1' }, virkning: { fra: AAR(2000) } };
  assert.equal(await k.importer({ Facet: [urn] }), hvor);
  assert.equal(await k.importer({ Facet: [{ ...urn, reference: { urn: facet.toUpperCase() } }] }), '20');
  const naboens = await k.facet(NABO);
  assert.equal(await k.importer({ Facet: [paa(naboens)] }), hvor);
  assert.equal(await k.importer({ Facet: [paa(naboens)] }, { cvr: NABO }), '20');
  const egen = await k.facet(KORSBAEK);
  const uuid = await k.klasse(egen);
  await verden.kald({ verbum: 'passiver', objekttype: 'Facet', uuid: egen });
  assert.equal(await k.importer({ Facet: [paa(egen)] }), hvor);
  assert.equal(await k.ret(uuid, { Facet: [paa(egen)], Sideordnede: [paa(facet)] }), '20');
});

test('a facet that another municipality has handed over takes no classes of those that it was handed to', async () => {
  const naboens = await k.facet(NABO);
  const andres = new Map([...ALT.andres, [NABO, ALT.egne]]);
  const objekt = { objekttype: 'Klasse', uuid: verden.nytUuid() } as const;
  const registreringer = [{ egenskaber: [k.egenskab('klasse')], tilstande: [], relationer: { Facet: [paa(naboens)] } }];
  const svar = await verden.kald({ verbum: 'importer', ...objekt, registreringer }, KORSBAEK, { ...ALT, andres });
  assert.equal(svarAf(svar), '40 reference-ukendt Registrering/Facet');
});

test('a municipality adds classes to a common facet and not facets to a common classification; what it adds it sees alone', async () => {
  const faelles = await k.klassifikation(KOMBIT);
  const ny = { FacetTilhoerer: [paa(faelles)] };
  assert.equal(await k.importer(ny, { objekttype: 'Facet' }), '41 facet-ejer Registrering/FacetTilhoerer');
  assert.equal(await k.importer(ny, { objekttype: 'Facet', cvr: KOMBIT }), '20');
  const uuid = await k.klasse(facet, await k.klasse(facet, undefined, KOMBIT));
  const ser = async (cvr: string) => [
    (await verden.laes('Klasse', uuid, { cvr })).status,
    (await verden.soeg('Klasse', { relationer: { Facet: [{ reference: { uuid: facet } }] } }, cvr)).uuids!.includes(
      uuid,
    ),
  ];
  assert.deepEqual(await ser(KORSBAEK), [20, true]);
  assert.deepEqual(
    [await ser(NABO), await ser(KOMBIT)],
    [
      [44, false],
      [44, false],
    ],
  );
});

test('a facet that its owner has closed takes no classes of others, and its owner’s as before', async () => {
  await using lukket = await Verden.ny({}, { facetudvidelser: new Set() });
  const her = new Klasser(lukket);
  const egen = await her.facet();
  assert.equal(await her.importer({ Facet: [paa(egen)] }), '41 facet-lukket Registrering/Facet');
  assert.equal(await her.importer({ Facet: [paa(egen)] }, { cvr: KOMBIT }), '20');
  await using aaben = await Verden.ny({}, { facetudvidelser: new Set(['00000000-0000-4000-8000-000000000001']) });
  assert.equal(await new Klasser(aaben).facet(), '00000000-0000-4000-8000-000000000001');
  assert.equal(await new Klasser(aaben).importer({ Facet: [paa('00000000-0000-4000-8000-000000000001')] }), '20');
});

test('what was stored before the rules is mended by the first ret, and can be ended as it is', async () => {
  const uuid = verden.nytUuid();
  const nye = [
    {
      ...{ tidspunkt: AAR(2020), livscyklusKode: 'Importeret' as const, tilstande: [], relationer: {} },
      egenskaber: [{ virkning: { fra: AAR(2000), til: TIL_ALTID }, felter: { TitelTekst: 'gammel' } }],
    },
  ];
  const noegle = { ejer: KORSBAEK, objekttype: 'Klasse' as const, uuid };
  await verden.store.gem([{ ...noegle, verbum: 'importer', forventetNr: 0, nye }]);
  assert.equal(await k.ret(uuid, { Sideordnede: [paa(facet)] }), '40 tilhoer-mangler Facet');
  assert.equal(await k.ret(uuid, { Facet: [paa(verden.nytUuid())] }), '40 reference-ukendt Facet');
  assert.equal(await k.ret(uuid, { Facet: [paa(facet)] }), '20');
  assert.equal((await verden.kald({ verbum: 'slet', objekttype: 'Klasse', uuid })).status, 20);
});
