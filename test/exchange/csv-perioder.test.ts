/** When what rows say is true: first days, last days that have passed, planned periods, and objects that were put away. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { adresseUuid, csvUuid } from '../../src/exchange/csv-noegler.ts';
import { dagOf } from '../../src/exchange/csv-vaerdier.ts';
import { INTET } from '../../src/exchange/indlaesning.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { clock } from '../store/verden.ts';
import { type Csvvalg, EJER, indlaesCsv, MYNDIGHED } from './verden.ts';

let store: Store;

before(async () => {
  store = await openStore({ database: ':memory:', clock });
  await store.gemMyndighed(MYNDIGHED);
});
after(() => store.close());

const dag = (tekst: string) => dagOf(tekst)!;
const uuid = csvUuid(EJER, 'enhed', '1');

async function laes(objekttype: ObjektType, id: string) {
  const [objekt] = await store.hent([EJER], objekttype, [id], 'nuvaerende');
  return { nr: objekt!.nr, nuvaerende: objekt!.registreringer[0]! };
}

/** First and first-not days of use of the unit. */
async function brug() {
  const { nuvaerende } = await laes('OrganisationEnhed', uuid);
  return nuvaerende.tilstande
    .filter(({ vaerdi }) => vaerdi === 'Aktiv')
    .map(({ virkning }) => [virkning.fra, virkning.til]);
}

/** Imports rows of units with first and last day; gives the counts that are not 0. */
async function tal(raekker: readonly string[], valg: Csvvalg) {
  clock.advance(1000);
  const fil = ['Enhedsid;Navn;Fra;Til;E-mail', ...raekker].map((raekke) => `${raekke}\n`).join('');
  const { taelling } = await indlaesCsv(store, 'enheder', fil, valg);
  return Object.fromEntries(Object.entries(taelling).filter(([navn, n]) => n !== INTET[navn as keyof typeof INTET]));
}

test('an address begins with the first day of the row that is the first to have it', async () => {
  assert.deepEqual(await tal(['1;En;2020-01-01;;en@example.dk'], { iDag: '2026-06-02' }), { nye: 2 });
  const { nuvaerende } = await laes('Adresse', adresseUuid(uuid, 'OrganisationEnhed.Adresse.email'));
  assert.deepEqual(
    nuvaerende.egenskaber.map(({ virkning }) => virkning.fra),
    [dag('2020-01-01')],
  );
});

test('a last day that has passed ends the unit that day, once', async () => {
  const raekke = ['1;En;2020-01-01;2026-05-31;en@example.dk'];
  assert.deepEqual(await tal(raekke, { iDag: '2026-06-02' }), { aendrede: 1, samme: 1 });
  assert.deepEqual(await brug(), [[dag('2020-01-01'), dag('2026-06-01')]]);
  assert.deepEqual(await tal(raekke, { iDag: '2026-06-03' }), { samme: 2 });
});

test('what is gone ends on the day that is said, and what was planned after it is taken back', async () => {
  const planlagt = ['1;En;2027-02-01;2027-12-31;en@example.dk'];
  assert.deepEqual(await tal(planlagt, { iDag: '2026-05-31' }), { aendrede: 1, samme: 1 });
  const foerste = [dag('2020-01-01'), dag('2026-06-01')];
  assert.deepEqual(await brug(), [foerste, [dag('2027-02-01'), dag('2028-01-01')]]);
  const tidligere = ['1;En;2026-07-01;;en@example.dk'];
  assert.deepEqual(await tal(tidligere, { iDag: '2026-05-31' }), { aendrede: 1, samme: 1 });
  assert.deepEqual(await brug(), [foerste, [dag('2026-07-01'), 1e21]]);
  assert.deepEqual(await tal([], { iDag: '2026-05-10', borteTil: '2026-05-20' }), { aendrede: 1 });
  assert.deepEqual(await brug(), [[dag('2020-01-01'), dag('2026-05-21')]]);
  assert.deepEqual(await tal([], { iDag: '2026-05-10', borteTil: '2026-05-20' }), { samme: 1 });
});

test('what was put away is not missed, and is made anew by its row', async () => {
  clock.advance(1000);
  const { nr, nuvaerende } = await laes('OrganisationEnhed', uuid);
  const noegle = { ejer: EJER, objekttype: 'OrganisationEnhed', uuid, verbum: 'passiver' } as const;
  const ny = { ...nuvaerende, tidspunkt: clock(), livscyklusKode: 'Passiveret' } as const;
  assert.ok(await store.gem([{ ...noegle, forventetNr: nr, forrige: nuvaerende, nye: [ny] }]));
  assert.deepEqual(await tal([], { iDag: '2026-05-10' }), {});
  assert.deepEqual(await tal(['1;En;2020-01-01;2026-05-31;'], { iDag: '2026-05-10' }), { aendrede: 1 });
  const efter = await laes('OrganisationEnhed', uuid);
  assert.equal(efter.nr, nr + 2);
  assert.equal(efter.nuvaerende.livscyklusKode, 'Importeret');
  for await (const fejl of store.kontroller()) assert.fail(fejl);
});
