import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newUuid } from '../../base/uuid.ts';
import type { Operation } from '../operation.ts';
import { Verden } from '../verden.testing.ts';
import { Klasser, type Peg, paa, svarAf } from './klasser.testing.ts';
import { oppefra } from './oppefra.ts';

let verden: Verden;
let k: Klasser;
before(async () => {
  verden = await Verden.ny({ klasseNiveauerMax: 4 });
  k = new Klasser(verden);
});
after(() => verden[Symbol.asyncDispose]());

type Objekt = (Operation & { verbum: 'import' })['objekter'][number];

const objekt = (objekttype: Objekt['objekttype'], uuid: string, relationer: Record<string, readonly Peg[]> = {}) => ({
  ...{ objekttype, uuid },
  registreringer: [{ egenskaber: [k.egenskab(objekttype)], tilstande: [], relationer }],
});

async function importer(...objekter: readonly Objekt[]): Promise<string[]> {
  const { enkeltvis } = await verden.kald({ verbum: 'import', system: 'klassifikation', objekter });
  assert.deepEqual(
    enkeltvis!.map(({ uuid }) => uuid),
    objekter.map(({ uuid }) => uuid),
  );
  return enkeltvis!.map(svarAf);
}

const klasse = (uuid: string, facet: string, over?: string) =>
  objekt('Klasse', uuid, { Facet: [paa(facet)], ...(over !== undefined && { OverordnetKlasse: [paa(over)] }) });

test('facets and classes of one message belong to each other, whichever way round classes stand in it', async () => {
  const [klassifikation, facet, a, b, c] = Array.from({ length: 5 }, newUuid) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const svar = await importer(
    objekt('Klassifikation', klassifikation),
    objekt('Facet', facet, { FacetTilhoerer: [paa(klassifikation)] }),
    ...[klasse(c, facet, b), klasse(b, facet, a), klasse(a, facet)],
  );
  assert.deepEqual(svar, ['20', '20', '20', '20', '20']);
});

test('what belongs to something that is refused is refused itself; the others are taken', async () => {
  const [klassifikation, facet, a, b, c] = Array.from({ length: 5 }, newUuid) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const faelles = await k.klassifikation();
  const svar = await importer(
    objekt('Klassifikation', klassifikation),
    ...[objekt('Facet', facet, { FacetTilhoerer: [paa(faelles)] }), klasse(a, facet), klasse(b, facet, a)],
    klasse(c, await k.facet()),
  );
  const hvor = '40 reference-ukendt Registrering/Facet';
  assert.deepEqual(svar, ['20', '41 facet-ejer Registrering/FacetTilhoerer', hvor, hvor, '20']);
});

test('classes that wait for each other, a class below itself, and a hierarchy that is too high', async () => {
  const facet = await k.facet();
  const [a, b, c] = [newUuid(), newUuid(), newUuid()];
  const svar = await importer(klasse(a, facet, b), klasse(b, facet, a), klasse(c, facet, c));
  const ukendt = '40 reference-ukendt Registrering/OverordnetKlasse';
  assert.deepEqual(svar, [ukendt, ukendt, '40 overordnet-kreds Registrering/OverordnetKlasse']);
  const kaede = Array.from({ length: 6 }, newUuid);
  const trin = kaede.map((uuid, nr) => klasse(uuid, facet, kaede[nr + 1]));
  const dybde = '40 overordnet-dybde Registrering/OverordnetKlasse';
  assert.deepEqual(await importer(...trin), [dybde, '20', '20', '20', '20', '20']);
});

test('many classes at once take as many statements as few', async () => {
  const facet = await k.facet();
  const over = await k.klasse(facet);
  let laesninger = 0;
  const taeller = verden.andenServer(() => {
    laesninger += 1;
  });
  const talt = async (antal: number) => {
    laesninger = 0;
    const objekter = Array.from({ length: antal }, () => klasse(newUuid(), facet, over));
    const { enkeltvis } = await taeller.kald({ verbum: 'import', system: 'klassifikation', objekter });
    assert.ok(enkeltvis!.every(({ status }) => status === 20));
    return laesninger;
  };
  assert.equal(await talt(150), await talt(1));
});

test('oppefra: parents first, else as they came; the second of one UUID after the first', () => {
  const orden = (...par: readonly (readonly [string, string?])[]) =>
    oppefra(par.map(([uuid, over]) => klasse(uuid, 'f', over))).map((nr) => par[nr]![0]);
  assert.deepEqual(orden(['c', 'b'], ['x'], ['b', 'a'], ['a']), ['x', 'a', 'b', 'c']);
  assert.deepEqual(oppefra([klasse('a', 'f', 'b'), klasse('a', 'f'), klasse('b', 'f')]), [2, 0, 1]);
  assert.deepEqual(orden(['a', 'b'], ['b', 'a'], ['c']), ['c', 'a', 'b']);
});
