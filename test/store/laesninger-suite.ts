/**
 * The reads behind questions over many objects, against brute force: what points at each of many things, and pages by keyset
 * in both directions; now, and at earlier registration times.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FRA_ALTID, type Instant, TIL_ALTID } from '../../src/base/instant.ts';
import { namedUuid } from '../../src/base/uuid.ts';
import { uuidOf } from '../../src/register/model.ts';
import { type ObjektType, objekttypeNavne, objekttyper } from '../../src/standard/objekttyper.ts';
import type { Relationsnavn } from '../../src/standard/relationer.ts';
import type { Store } from '../../src/store/store.ts';
import { facit, foer, kriterierOf, NABO, type Objekt } from './facit.ts';
import { DAGE, maal, registrering, TIDER, tekst, tilfaeldig } from './verden.ts';

const EJER = '11111111';
const KOMBIT = '19435075';
const OBJECTS_PER_TYPE = 24;
const SEED = 20_261_125;
/** One UUID in three is an object of KOMBIT as well. */
const DELTE = 3;

const objektUuid = (objekttype: ObjektType, nr: number) =>
  namedUuid('6ba7b811-9dad-11d1-80b4-00c04fd430c8', `${objekttype} ${nr}`);

/** Declares the suite; `open` gives an empty store. */
export function laesningerSuite(name: string, open: () => Promise<Store>): void {
  let store: Store;
  const verden = new Map<ObjektType, Objekt[]>();

  before(async () => {
    store = await open();
    const tal = tilfaeldig(SEED);
    for (const objekttype of objekttypeNavne) {
      const objekter = Array.from({ length: OBJECTS_PER_TYPE }, (_, nr) => {
        const ejere = [EJER, ...(nr % DELTE === 0 ? [KOMBIT] : []), ...(nr % 5 === 0 ? [NABO] : [])];
        return ejere.map((ejer) => ({
          ejer,
          uuid: objektUuid(objekttype, nr),
          historik: TIDER.slice(0, 1 + tal(3)).map((tid) => registrering(tal, objekttype, tid)),
        }));
      }).flat();
      verden.set(objekttype, objekter);
      const skrivninger = objekter.map(({ historik, ...noegle }) => ({
        ...noegle,
        objekttype,
        verbum: 'importer' as const,
        forventetNr: 0,
        nye: historik,
      }));
      assert.ok(await store.gem(skrivninger));
    }
  });
  after(() => store?.close());

  /** What points, by brute force: pairs with their periods, put together where they meet, in the order of a text. */
  function ventedePegere(objekttype: ObjektType, relation: string, ejere: readonly string[], tid: Instant | undefined) {
    return verden.get(objekttype)!.flatMap(({ ejer, uuid, historik }) => {
      const reg = foer(historik, tid === undefined ? TIL_ALTID : tid + 1);
      if (!ejere.includes(ejer)) return [];
      return (reg?.relationer[relation] ?? []).flatMap(({ reference, virkning: { fra, til } }) => {
        const peget = reference && uuidOf(reference);
        return peget === undefined ? [] : [{ maal: peget, ejer, uuid, fra, til }];
      });
    });
  }

  test(`${name}: what points at each of many things is what brute force finds, now and as it was known`, async () => {
    const tider = [undefined, TIDER[0]! - 1, ...TIDER, TIDER[1]! + 1];
    let fundet = 0;
    for (const [objekttype] of verden) {
      for (const { relation } of objekttyper[objekttype].relationer) {
        for (const [nr, tid] of tider.entries()) {
          const ejere = nr % 2 === 0 ? [EJER, KOMBIT] : [KOMBIT];
          const soegning = {
            objekttype,
            relation: relation.navn as Relationsnavn,
            maal: [0, 1, 2, 3].map(maal),
            antal: 1000,
          };
          const pegere = await store.reads.pegere(ejere, {
            ...soegning,
            ...(tid !== undefined && { registrering: tid }),
          });
          const ventede = ventedePegere(objekttype, relation.navn, ejere, tid);
          const dage = (af: typeof pegere) =>
            new Set(
              af.flatMap((p) =>
                [FRA_ALTID, ...DAGE, TIL_ALTID - 1e9]
                  .filter((dag) => p.fra <= dag && dag < p.til)
                  .map((dag) => `${p.maal} ${p.ejer} ${p.uuid} ${dag}`),
              ),
            );
          assert.deepEqual(
            [...dage(pegere)].sort(),
            [...dage(ventede)].sort(),
            `${objekttype} ${relation.navn} ${tid}`,
          );
          fundet += pegere.length;
        }
      }
    }
    assert.ok(fundet > 500, `${fundet} found`);
    const soegning = { objekttype: 'Bruger', relation: 'Tilhoerer', antal: 1000 } as const;
    assert.deepEqual(await store.reads.pegere([EJER], { ...soegning, maal: [] }), []);
    assert.equal((await store.reads.pegere([EJER], { ...soegning, maal: [0, 1, 2].map(maal), antal: 2 })).length, 2);
  });

  test(`${name}: pages by keyset are windows of what brute force finds, in both directions`, async () => {
    const tal = tilfaeldig(SEED + 1);
    let fundet = 0;
    for (const [objekttype, objekter] of verden) {
      const enkelte = kriterierOf(tal, objekttype);
      // More values of one element than are walked one by one.
      const mange = enkelte.map((et) =>
        Array.from({ length: 40 }, (_, nr) =>
          et.art === 'relation'
            ? { ...et, reference: { uuid: maal(nr) } }
            : { ...et, vaerdi: nr ? `${nr}` : tekst(tal(5)) },
        ),
      );
      const par = mange.map((en, nr) => [...en, ...((nr % 2 === 0 ? mange : enkelte.map((et) => [et]))[nr - 1] ?? [])]);
      for (const kriterier of [
        [],
        ...enkelte.map((et) => [et]),
        enkelte.slice(0, 2),
        enkelte.slice(-2),
        ...mange,
        ...par,
      ]) {
        const [ejer, foran] = tal(2) === 0 ? [EJER, []] : [KOMBIT, [EJER]];
        const senestFoer = [TIL_ALTID, TIDER[1]! + 1][tal(2)]!;
        const krav = { registreretFra: FRA_ALTID, senestFoer };
        // The caller's own hides the common one, in force or not.
        const sete = objekter.filter(
          (objekt) =>
            objekt.ejer === ejer && !foran.some((f) => objekter.some((o) => o.ejer === f && o.uuid === objekt.uuid)),
        );
        const alle = facit(objekttype, sete, kriterier, krav);
        const graense = () => [undefined, objektUuid(objekttype, tal(OBJECTS_PER_TYPE))][tal(2)];
        const [efter, foerUuid] = [graense(), graense()];
        const isBagfra = tal(2) === 0;
        const antal = 1 + tal(6);
        const side = await store.reads.soegSide(ejer, foran, {
          objekttype,
          kriterier,
          registrering: krav,
          antal,
          isBagfra,
          ...(efter !== undefined && { efter }),
          ...(foerUuid !== undefined && { foer: foerUuid }),
        });
        const vindue = alle.filter((uuid) => uuid > (efter ?? '') && uuid < (foerUuid ?? 'g'));
        const ventet = isBagfra ? vindue.slice(-antal) : vindue.slice(0, antal);
        const hvad = JSON.stringify({ objekttype, kriterier, krav, ejer, efter, foerUuid, isBagfra, antal });
        assert.deepEqual(side, ventet, hvad);
        fundet += side.length;
      }
    }
    assert.ok(fundet > 100, `${fundet} found`);
  });
}
