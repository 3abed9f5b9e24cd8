/** What the memory of current objects promises, on one database or another: it shows what plain reads show. */
import assert from 'node:assert/strict';
import { newUuid } from '../../src/base/uuid.ts';
import type { Registrering } from '../../src/register/model.ts';
import type { Peger } from '../../src/register/soegning.ts';
import type { LagretObjekt, Skrivning, Store } from '../../src/store/store.ts';
import { clock, maal, registrering, type Tal, tilfaeldig } from './verden.ts';

export const EJERE = ['11111111', '19435075'] as const;
const TYPER = ['Adresse', 'Klasse'] as const;
type Noegle = Pick<Skrivning, 'ejer' | 'objekttype' | 'uuid'>;

let tid = clock();
export function ny(tal: Tal, objekttype: Noegle['objekttype']): Registrering {
  tid += 1;
  return registrering(tal, objekttype, tid);
}

export function skrivning(
  tal: Tal,
  ejer: string,
  uuid = newUuid(),
  objekttype: Noegle['objekttype'] = 'Klasse',
): Skrivning {
  return { ejer, objekttype, uuid, verbum: 'importer', forventetNr: 0, nye: [ny(tal, objekttype)] };
}

/** Another registration of an object; false where somebody else was first. */
export async function ret(store: Store, tal: Tal, { ejer, objekttype, uuid }: Noegle): Promise<number | false> {
  const [fundet] = await store.hent([ejer], objekttype, [uuid], 'nuvaerende');
  const forrige = fundet?.registreringer[0];
  if (!fundet || !forrige) return (await store.gem([skrivning(tal, ejer, uuid, objekttype)])) && 1;
  const nye = [ny(tal, objekttype)];
  const rettet = { ejer, objekttype, uuid, verbum: 'ret' as const, forventetNr: fundet.nr, forrige, nye };
  return (await store.gem([rettet])) && fundet.nr + 1;
}

/** Takes the notes out of all registrations of an object, as `anonymiser` does: its number stays. */
export async function omskriv(store: Store, { ejer, objekttype, uuid }: Noegle): Promise<void> {
  const [fundet] = await store.hent([ejer], objekttype, [uuid], { fra: -8.64e15, til: 8.64e15 });
  if (!fundet) return;
  tid += 1;
  const registreringer = fundet.registreringer.map((hver) => ({ ...hver, noteTekst: `omskrevet ${tid}` }));
  await store.omskriv([{ ejer, objekttype, uuid, forventetNr: fundet.nr, verbum: 'anonymiser', registreringer }]);
}

const vist = (objekter: Iterable<LagretObjekt>) =>
  [...objekter]
    .map(({ ejer, uuid, nr, registreringer }) => ({ ejer, uuid, nr, registreringer }))
    .sort((a, b) => (a.uuid < b.uuid ? -1 : 1));

const par = (pegere: readonly Peger[]) =>
  pegere.map(({ maal: peget, ejer, uuid, fra, til }) => `${peget} ${ejer} ${uuid} ${fra} ${til}`).sort();

/** Holds what a memory shows against plain reads, for a set of UUIDs of both types and the owners in both orders. */
export async function assertSom(store: Store, uuids: readonly string[], naar: string): Promise<void> {
  for (const ejere of [EJERE, EJERE.toReversed(), EJERE.slice(0, 1)]) {
    await store.huskede.ajour(ejere, 0);
    for (const objekttype of TYPER) {
      const husket = await store.huskede.hent(ejere, objekttype, uuids);
      for (const [uuid, objekt] of husket) assert.equal(objekt.uuid, uuid);
      const laest = await store.hent(ejere, objekttype, uuids, 'nuvaerende');
      assert.deepEqual(vist(husket.values()), vist(laest), `${naar}, ${ejere}, ${objekttype}`);
    }
    for (const relation of ['Facet', 'Sideordnede'] as const) {
      const soegning = { objekttype: 'Klasse', relation, maal: uuids, antal: 1000 } as const;
      const husket = await store.huskede.pegere(ejere, soegning);
      const laest = await store.reads.pegere(ejere, soegning);
      assert.deepEqual(par(husket), par(laest), `${naar}, ${ejere}, who points`);
    }
  }
}

/** Writes of every kind in stores that share a database, in an order made by a seed; each memory is asked after each. */
export async function assertTilfaeldig(stores: readonly Store[], seed: number, skridt: number): Promise<void> {
  const tal = tilfaeldig(seed);
  const uuids = Array.from({ length: 6 }, (_, nr) => maal(nr));
  for (let nr = 0; nr < skridt; nr++) {
    const store = stores[tal(stores.length)]!;
    const noegle = { ejer: EJERE[tal(2)]!, objekttype: TYPER[tal(2)]!, uuid: uuids[tal(uuids.length)]! };
    const hvad = tal(12);
    if (hvad < 6) await ret(store, tal, noegle);
    else if (hvad === 6) await omskriv(store, noegle);
    else if (hvad === 7) await store.fjernAlle(noegle.ejer, [noegle]);
    else if (hvad === 8) await store.nummerer();
    else if (hvad === 9) await store.gem([skrivning(tal, noegle.ejer), skrivning(tal, noegle.ejer)]);
    else if (hvad === 10) await store.samlet((del) => ret(del, tal, noegle));
    else
      await store
        .samlet(async (del) => {
          await ret(del, tal, noegle);
          throw new Error('given up');
        })
        .catch(() => undefined);
    await assertSom(
      stores[tal(stores.length)]!,
      uuids,
      `seed ${seed}, step ${nr}: ${hvad} of ${JSON.stringify(noegle)}`,
    );
  }
}
