/**
 * Where authorities have partitions of their own, a call touches those of its caller, those of the shared owner, and tables
 * that are not about objects; never another authority's, nor those of the rest. So a machine, or PostgreSQL, can keep
 * authorities apart.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EJER, enhedsPakke, FAELLES, id } from '../../bench/scale/kommune.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { openDriver, openStore } from '../../src/store/open.ts';
import { FaellesSidemaerker } from '../../src/store/queries/faelles-sidemaerker.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import type { Skrivning, Store } from '../../src/store/store.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { fulgt } from './beroerte.ts';
import { LAESNINGER } from './kald.ts';

const ANDEN = '29189978';
const REST = '22222222';
const UNITS = 600;
const clock = () => Date.UTC(2026, 0, 1);
const isThere = postgresPrograms() !== undefined || process.env.FKORG_REQUIRE_POSTGRES === '1';
const skip = isThere ? false : 'no PostgreSQL server is installed here';
/** Tables that are not about objects: the queue, the counter, the marks of pages, what a call lays out for itself. The parents are where inserts begin. */
const UDEN_EJER = /^(udbakke|taeller|sidemaerke|fjernes)$/;
const FORAELDRE = /^(objekt|registrering|soeg_tekst|soeg_reference|aendring)$/;

let server: PostgresServer;
let driver: Driver;
before(async () => {
  if (!isThere) return;
  server = await startPostgres();
  const store = await openStore({ database: server.url, clock });
  for (const ejer of [EJER, ANDEN, REST, FAELLES]) {
    const pakker = Array.from({ length: ejer === EJER ? UNITS : 20 }, (_, nr) => enhedsPakke(nr)).flat();
    assert.ok(await store.gem(pakker.map((skrivning) => ({ ...skrivning, ejer }))));
  }
  for (const cvr of [EJER, ANDEN, FAELLES]) await store.makePartition(cvr);
  while ((await store.nummerer()) > 0);
  await store.close();
  driver = await openDriver(server.url);
  driver.isOpdelt = true;
});
after(async () => {
  await driver?.close();
  await server?.[Symbol.asyncDispose]();
});

async function proev(
  navn: string,
  tilladte: readonly string[],
  kald: (store: Store) => Promise<unknown>,
): Promise<void> {
  const { driver: fulgtDriver, beroerte } = fulgt(driver);
  await kald(sqlStore(fulgtDriver, clock, new FaellesSidemaerker(fulgtDriver)));
  assert.ok(beroerte.antal > 0 && beroerte.brugt.size > 0, `${navn} asks nothing`);
  const isAllowed = (tabel: string) => UDEN_EJER.test(tabel) || tilladte.some((cvr) => tabel.endsWith(`_${cvr}`));
  // The function that uses the index of trigrams has its owner as a parameter, and opens tables that it does not read.
  const isFunktion = /^the (middle|end) of a name$/.test(navn);
  const ude = (tabeller: Set<string>) => [...tabeller].filter((tabel) => !isAllowed(tabel) && !FORAELDRE.test(tabel));
  assert.deepEqual(ude(beroerte.brugt), [], `${navn} touches`);
  assert.deepEqual(ude(beroerte.planlagt), [], `${navn} plans`);
  if (!isFunktion) assert.deepEqual(ude(beroerte.laast), [], `${navn} opens`);
}

for (const { navn, goer } of LAESNINGER)
  test(`${navn} stays at home`, { skip }, () => proev(navn, [EJER, FAELLES], goer));

test('a page that is turned to stays at home', { skip }, () =>
  proev('pages', [EJER, FAELLES], async (store) => {
    const side = { objekttype: 'Bruger' as const, kriterier: [], noegle: 'alle', antal: 50 };
    const registrering = { registreretFra: -1e21, senestFoer: 1e21 };
    for (const foerste of [0, 50]) await store.soegObjekter([EJER, FAELLES], { ...side, registrering, foerste });
  }),
);

const ENHED = { ejer: EJER, objekttype: 'OrganisationEnhed' as const };
const nyeste = (nr: number) => enhedsPakke(nr, ['OrganisationEnhed'])[0]!.nye;

const SKRIVNINGER: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  'a new object': (store) =>
    store.gem([{ ...ENHED, uuid: id('ny', 1), verbum: 'importer', forventetNr: 0, nye: nyeste(4) }]),
  ...Object.fromEntries(
    (['ret', 'passiver', 'slet'] as const).map((verbum, nr) => [
      verbum,
      async (store: Store) => {
        const forrige = nyeste(nr * 5).at(-1)!;
        const livscyklusKode = ({ ret: 'Importeret', passiver: 'Passiveret', slet: 'Slettet' } as const)[verbum];
        const nye = [{ ...forrige, livscyklusKode, tidspunkt: clock(), egenskaber: [], relationer: {} }];
        const uuid = id('OrganisationEnhed', nr * 5);
        assert.ok(await store.gem([{ ...ENHED, uuid, verbum, forventetNr: 2, forrige, nye }]));
      },
    ]),
  ),
  'several registrations of one object': (store) =>
    store.gem([{ ...ENHED, uuid: id('ny', 2), verbum: 'import', forventetNr: 0, nye: nyeste(0) }]),
  'many new objects at once': async (store) => {
    const pakke = enhedsPakke(9000).map((skrivning): Skrivning => skrivning);
    assert.ok(await store.gem(pakke));
  },
  anonymiser: async (store) => {
    const uuid = id('OrganisationEnhed', 20);
    const registreringer = nyeste(20);
    assert.ok(await store.omskriv([{ ...ENHED, uuid, forventetNr: 2, verbum: 'anonymiser', registreringer }]));
  },
  'number of objects': (store) => store.antal(EJER),
  'everything of one authority': async (store) => {
    let antal = 0;
    for await (const _ of store.alle({ ejer: EJER })) antal += 1;
    assert.ok(antal > UNITS);
  },
  fysiskslet: async (store) => assert.ok((await store.fjernAlle(EJER, [])) > UNITS),
};

for (const [navn, goer] of Object.entries(SKRIVNINGER)) {
  test(`${navn} stays at home`, { skip }, () => proev(navn, [EJER], goer));
}
