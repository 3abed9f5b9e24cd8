/** Whoever takes an export and follows the change feed from its position misses nothing, however many write meanwhile. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { eksport, fastholdtMedPosition } from '../../src/exchange/eksport.ts';
import { openStore } from '../../src/store/open.ts';
import type { Skrivning, Store } from '../../src/store/store.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { clock, registrering, tilfaeldig } from '../store/verden.ts';
import { EJER, indlaesJson, indlaesOio, MYNDIGHED } from './verden.ts';

const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);
const WRITERS = 4;
const EXPORTS = 12;
const CHANGES_MAX = 100_000;

const tal = tilfaeldig(SEED);
// All that these tests write has been when it is read again.
let tid = clock() - 86_400_000;

/** One object that is new, and one more registration of another. */
function skrivning(forrige?: Skrivning): Skrivning {
  tid += 1;
  const nye = [registrering(tal, 'Adresse', tid)];
  const noegle = { ejer: EJER, objekttype: 'Adresse', verbum: 'importer' } as const;
  if (!forrige) return { ...noegle, uuid: newUuid(), forventetNr: 0, nye };
  return { ...noegle, uuid: forrige.uuid, forventetNr: 1, forrige: forrige.nye[0]!, nye };
}

interface Eksporteret {
  readonly position: number;
  /** Registrations in the file, by UUID. */
  readonly antal: ReadonlyMap<string, number>;
}

async function eksporteret(store: Store): Promise<Eksporteret> {
  let tekst = '';
  const position = await fastholdtMedPosition(store, async (fast, naaet) => {
    const valg = { format: 'jsonl', ejer: EJER, objekttype: 'Adresse', idag: clock(), position: naaet } as const;
    for await (const stykke of eksport(fast, valg)) tekst += stykke.tekst;
    return naaet;
  });
  const [hoved, ...linjer] = tekst.trimEnd().split('\n');
  assert.equal(hoved, `{"position":${position}}`);
  const objekter = linjer.map((linje) => JSON.parse(linje) as { uuid: string; registreringer: [] });
  return { position, antal: new Map(objekter.map(({ uuid, registreringer }) => [uuid, registreringer.length])) };
}

/** Demands that file and feed have every registration of every object; gives how many the feed tells that the file has. */
async function assertIntetMangler(store: Store, { position, antal }: Eksporteret): Promise<number> {
  const { aendringer, flere } = await store.aendringer([EJER], position, CHANGES_MAX);
  assert.equal(flere, false);
  const iStroemmen = Map.groupBy(aendringer, ({ uuid }) => uuid);
  let toGange = 0;
  for await (const { uuid, registreringer } of store.alle({ ejer: EJER })) {
    const fundne = (antal.get(uuid) ?? 0) + (iStroemmen.get(uuid)?.length ?? 0);
    assert.ok(fundne >= registreringer.length, `${uuid}: ${fundne} of ${registreringer.length} after ${position}`);
    toGange += fundne - registreringer.length;
  }
  return toGange;
}

let server: PostgresServer | undefined;
let lille: Store;
before(async () => {
  lille = await openStore({ database: ':memory:', clock });
});
after(async () => {
  await lille.close();
  await server?.[Symbol.asyncDispose]();
});

test('PGlite: what is written before is in the file and not told again; what is written after is told', async () => {
  await lille.gemMyndighed(MYNDIGHED);
  const foerste = skrivning();
  assert.equal(await lille.gem([foerste]), true);
  const taget = await eksporteret(lille);
  assert.equal(taget.position, 1);
  assert.equal(await lille.gem([skrivning(foerste)]), true);
  assert.equal(await lille.gem([skrivning()]), true);
  assert.equal(await assertIntetMangler(lille, taget), 0);
  assert.equal((await lille.aendringer([EJER], taget.position, CHANGES_MAX)).aendringer.length, 2);
});

test('a file with its position is taken in either form, and the position is of no object', async () => {
  for (const [format, indlaes] of [
    ['jsonl', indlaesJson],
    ['oio', indlaesOio],
  ] as const) {
    let tekst = '';
    for await (const stykke of eksport(lille, { format, ejer: EJER, idag: clock(), position: 7 }))
      tekst += stykke.tekst;
    assert.match(tekst, format === 'oio' ? /<Objekter [^>]* position="7">/ : /^\{"position":7\}\n/);
    const { taelling, afviste } = await indlaes(lille, tekst);
    assert.deepEqual(afviste, []);
    assert.equal(taelling.nye + taelling.aendrede, 0);
    assert.equal(taelling.samme, 2);
  }
});

test(`PostgreSQL: ${WRITERS} writers, and one that commits long after it wrote (seed ${SEED})`, async (t) => {
  if (postgresPrograms() === undefined && process.env.FKORG_REQUIRE_POSTGRES !== '1') return t.skip('no PostgreSQL');
  server = await startPostgres();
  const store = await openStore({ database: server.url, clock });
  const anden = await openStore({ database: server.url, clock });
  try {
    await store.gemMyndighed(MYNDIGHED);
    let isSlut = false;
    const skriv = async () => {
      while (!isSlut) {
        const ny = skrivning();
        assert.equal(await anden.gem([ny]), true);
        assert.equal(await anden.gem([skrivning(ny)]), true);
      }
    };
    const skrivere = Array.from({ length: WRITERS }, skriv);
    const langsom = skrivning();
    const tagne: Eksporteret[] = [];
    await anden.samlet(async (del) => {
      assert.equal(await del.gem([langsom]), true);
      while (tagne.length < EXPORTS) {
        tagne.push(await eksporteret(store));
        await anden.nummerer();
      }
    });
    isSlut = true;
    await Promise.all(skrivere);
    assert.ok(tagne.at(-1)!.position > tagne[0]!.position, 'they wrote meanwhile');
    for (const taget of tagne) {
      assert.equal(taget.antal.has(langsom.uuid), false);
      await assertIntetMangler(store, taget);
    }
    const sidste = await eksporteret(store);
    assert.equal(sidste.antal.get(langsom.uuid), 1);
    assert.equal(await assertIntetMangler(store, sidste), 0);
  } finally {
    await Promise.all([store.close(), anden.close()]);
  }
});
