/** CSV out: as it was known at a time, without the root unit; and a unit that a row names by its UUID. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ansaettelseNoegle, csvUuid } from '../../src/exchange/csv-noegler.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { clock } from '../store/verden.ts';
import { EJER, eksporteret, indlaesCsv, MYNDIGHED } from './verden.ts';

let store: Store;

before(async () => {
  store = await openStore({ database: ':memory:', clock });
  await store.gemMyndighed(MYNDIGHED);
});
after(() => store.close());

const uuid = csvUuid(EJER, 'enhed', '1');
const enhed = (navn: string) => indlaesCsv(store, 'enheder', `Enhedsid;Navn;Fra\n1;${navn};2020-01-01\n`);

test('a table is of what was known at its time, and the root unit is no row of it', async () => {
  await enhed('En');
  const [kendt] = await store.hent([EJER], 'OrganisationEnhed', [uuid], 'nuvaerende');
  const rod = {
    ejer: EJER,
    objekttype: 'OrganisationEnhed',
    uuid: MYNDIGHED.rodenhedUuid,
    verbum: 'importer',
  } as const;
  assert.ok(await store.gem([{ ...rod, forventetNr: 0, nye: kendt!.registreringer }]));
  const registrering = clock();
  clock.advance(1000);
  await enhed('To');
  const navne = async (valg: { registrering?: number }) =>
    (await eksporteret(store, { format: 'enheder', ...valg }))
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((linje) => linje.split(';').slice(0, 2));
  assert.deepEqual(await navne({ registrering }), [['1', 'En']]);
  assert.deepEqual(await navne({}), [['1', 'To']]);
  assert.deepEqual(await navne({ registrering: registrering - 1 }), []);
});

test('an employee may stand with the UUID of a unit, in either case', async () => {
  const { afviste } = await indlaesCsv(
    store,
    'medarbejdere',
    `Brugerid;Navn;Enhedsid\na;A;${uuid}\nb;B;${uuid.toUpperCase()}\n`,
  );
  assert.deepEqual(afviste, []);
  for (const [brugerid, enhedsid] of [
    ['a', uuid],
    ['b', uuid.toUpperCase()],
  ] as const) {
    const funktion = csvUuid(EJER, 'ansaettelse', ansaettelseNoegle(brugerid, enhedsid));
    const [fundet] = await store.hent([EJER], 'OrganisationFunktion', [funktion], 'nuvaerende');
    assert.deepEqual(fundet?.registreringer[0]?.relationer.TilknyttedeEnheder?.[0]?.reference, { uuid });
  }
});
