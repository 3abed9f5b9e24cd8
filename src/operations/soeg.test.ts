import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { SoegRamme } from './operation.ts';
import { Verden } from './verden.testing.ts';

let verden: Verden;
before(async () => {
  verden = await Verden.ny({ klassifikationSoegRowsMax: 2, soegVaerdierMax: 3 });
});
after(() => verden[Symbol.asyncDispose]());

const soeg = (ramme: SoegRamme) =>
  verden.kald({
    ...{ verbum: 'soeg', objekttype: 'Facet', skabelon: { egenskaber: [], tilstande: [], relationer: {} } },
    ...ramme,
  });

test('pages: the largest where no number, 0 or a larger one is asked for; at the end 44 and an empty list', async () => {
  const alle = [verden.nytUuid(), verden.nytUuid(), verden.nytUuid()];
  for (const uuid of alle) await verden.importer('Facet', { TitelTekst: 'f' }, { uuid });
  const uuids = async (ramme: SoegRamme) => (await soeg(ramme)).uuids;
  for (const ramme of [{}, { antal: 0 }, { antal: 5000 }]) assert.deepEqual(await uuids(ramme), alle.slice(0, 2));
  assert.deepEqual([await uuids({ antal: 1 }), await uuids({ foerste: 2 })], [alle.slice(0, 1), alle.slice(2)]);
  for (const foerste of [3, Number.MAX_SAFE_INTEGER]) {
    const { status, uuids: fundne, brud } = await soeg({ foerste });
    assert.deepEqual([status, fundne, brud[0]!.regel], [44, [], 'ingen-fundet']);
  }
});

test('a negative number is 40 and says which, in a search and in a hierarchy', async () => {
  for (const [ramme, sted] of [
    [{ foerste: -1 }, 'FoersteResultatReference'],
    [{ antal: -1 }, 'MaksimalAntalKvantitet'],
  ] as const) {
    const hierarki = { verbum: 'fremsoegobjekthierarki', system: 'klassifikation', egenskaber: {}, ...ramme } as const;
    for (const { status, brud } of [await soeg(ramme), await verden.kald(hierarki)]) {
      assert.deepEqual([status, brud.map((et) => `${et.regel} ${et.sted}`)], [40, [`sideantal-ugyldigt ${sted}`]]);
    }
  }
});

test('K1: facets by FacetTilhoerer, page by page', async () => {
  const reference = { uuid: verden.nytUuid() };
  await verden.importer('Klassifikation', { TitelTekst: 'k' }, reference);
  const alle = [verden.nytUuid(), verden.nytUuid(), verden.nytUuid()];
  const relationer = { FacetTilhoerer: [{ reference }] };
  for (const uuid of alle) await verden.importer('Facet', { TitelTekst: 'f' }, { uuid, relationer });
  const side = async (foerste: number) => {
    const skabelon = { egenskaber: [], tilstande: [], relationer };
    const { status, uuids } = await verden.kald({ verbum: 'soeg', objekttype: 'Facet', skabelon, foerste, antal: 2 });
    return [status, uuids];
  };
  assert.deepEqual(
    [await side(0), await side(2), await side(3)],
    [
      [20, alle.slice(0, 2)],
      [20, alle.slice(2)],
      [44, []],
    ],
  );
});

test('more values than the server looks for at once are 40, in a search and in a hierarchy', async () => {
  const soegeord = (antal: number) => Array.from({ length: antal }, (_, nr) => ({ SoegeordIdentifikator: `ord${nr}` }));
  const egenskab = (antal: number) => ({ felter: { Soegeord: soegeord(antal) } });
  const uuids = (antal: number) => Array.from({ length: antal }, () => ({ reference: { uuid: verden.nytUuid() } }));
  const facetter = (egenskaber: number, relationer: number) =>
    verden.kald({
      ...{ verbum: 'soeg', objekttype: 'Klasse' },
      skabelon: { egenskaber: [egenskab(egenskaber)], tilstande: [], relationer: { Facet: uuids(relationer) } },
    });
  const hierarki = (antal: number) =>
    verden.kald({
      ...{ verbum: 'fremsoegobjekthierarki', system: 'klassifikation' },
      egenskaber: { Klasse: egenskab(antal), Facet: { felter: { TitelTekst: 't' } } },
    });
  assert.deepEqual([(await facetter(2, 1)).status, (await hierarki(2)).status], [44, 20]);
  for (const { status, brud } of [await facetter(2, 2), await hierarki(3)]) {
    assert.equal(status, 40);
    assert.deepEqual(
      brud.map(({ regel, vaerdi, forventet }) => [regel, vaerdi, forventet]),
      [['soegevaerdier-for-mange', '4', 'højst 3 i ét kald']],
    );
  }
});
