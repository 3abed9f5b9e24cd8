/** Pages against the plain list that they are cut from: every direction, bound and size, with and without a first object. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Objekt } from './opslag.ts';
import { heleStraekningen, sideOf } from './side.ts';

const UUIDS = ['b', 'c', 'd', 'e', 'f'];

function objekt(uuid: string): Objekt {
  const registrering = {
    tidspunkt: 0,
    livscyklusKode: 'Opstaaet',
    egenskaber: [],
    tilstande: [],
    relationer: {},
  } as const;
  return { ejer: '11111111', objekttype: 'OrganisationEnhed', uuid, registrering, skjulte: [] };
}

/** The hits of a stretch, as the store gives them. */
const laes = async ({ efter = '', foer = 'z', antal, isBagfra }: Parameters<Parameters<typeof sideOf>[2]>[0]) => {
  const fundne = UUIDS.filter((uuid) => uuid > efter && uuid < foer).map(objekt);
  return isBagfra ? fundne.slice(-antal) : fundne.slice(0, antal);
};

test('a page is the window of the list that it asks for, and says whether there is more on either side', async () => {
  let sider = 0;
  for (const foerst of [undefined, 'd', 'b', 'f']) {
    const liste = foerst === undefined ? UUIDS : [foerst, ...UUIDS.filter((uuid) => uuid !== foerst)];
    // A cursor may be of an object that is no hit any more; its place is then by its UUID.
    const plads = (uuid: string) =>
      uuid === foerst ? -1 : 2 * UUIDS.findIndex((et) => et >= uuid) + (UUIDS.includes(uuid) ? 1 : 0);
    for (const retning of ['frem', 'tilbage'] as const) {
      for (const antal of [1, 2, 5, 9]) {
        for (const efter of [undefined, ...UUIDS, 'cc']) {
          for (const foer of [undefined, ...UUIDS, 'cc']) {
            const inde = liste.filter(
              (uuid) =>
                (efter === undefined || plads(uuid) > plads(efter)) &&
                (foer === undefined || plads(uuid) < plads(foer)),
            );
            const ventet = retning === 'frem' ? inde.slice(0, antal) : inde.slice(-antal);
            const side = await sideOf(
              { antal, retning, ...(efter !== undefined && { efter }), ...(foer !== undefined && { foer }) },
              foerst === undefined ? undefined : objekt(foerst),
              laes,
            );
            const hvad = JSON.stringify({ foerst, retning, antal, efter, foer });
            assert.deepEqual(
              side.objekter.map(({ uuid }) => uuid),
              ventet,
              hvad,
            );
            sider += 1;
            if (ventet.length === 0) continue;
            assert.equal(side.harFoer, liste.indexOf(ventet[0]!) > 0, `before, ${hvad}`);
            assert.equal(side.harEfter, liste.indexOf(ventet.at(-1)!) < liste.length - 1, `after, ${hvad}`);
          }
        }
      }
    }
  }
  assert.ok(sider > 1000);
});

test('after the first object, which is no hit any more, come all others, and before it comes nothing', async () => {
  for (const retning of ['frem', 'tilbage'] as const) {
    const efter = await sideOf({ antal: 9, retning, efter: 'd', foerst: 'd' }, undefined, laes);
    assert.deepEqual([efter.objekter.map(({ uuid }) => uuid), efter.harFoer, efter.harEfter], [UUIDS, false, false]);
    const foer = await sideOf({ antal: 9, retning, foer: 'd', foerst: 'd' }, undefined, laes);
    assert.deepEqual(foer, { objekter: [], harFoer: false, harEfter: true });
  }
});

test('objects that go between being found and being read make no page short, nor end the list', async () => {
  for (const borte of ['b', 'c', 'd', 'f', 'bc', 'bcdef']) {
    const der = UUIDS.filter((uuid) => !borte.includes(uuid));
    for (const [retning, antal] of [
      ['frem', 1],
      ['frem', 2],
      ['tilbage', 1],
      ['tilbage', 2],
    ] as const) {
      const side = await sideOf({ antal, retning }, undefined, (straekning) =>
        heleStraekningen(straekning, async (rest) => {
          const fundne = (await laes(rest)).map(({ uuid }) => uuid);
          return { fundne, objekter: fundne.filter((uuid) => der.includes(uuid)).map(objekt) };
        }),
      );
      const ventet = retning === 'frem' ? der.slice(0, antal) : der.slice(-antal);
      const isFlere = der.length > antal;
      assert.deepEqual(
        [side.objekter.map(({ uuid }) => uuid), side.harFoer, side.harEfter],
        [ventet, isFlere && retning === 'tilbage', isFlere && retning === 'frem'],
        JSON.stringify({ borte, retning, antal }),
      );
    }
  }
});
