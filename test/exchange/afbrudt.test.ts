/** An import that is cut off while it ends what is gone, and one of which an object is changed at the same moment. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { csvUuid } from '../../src/exchange/csv-noegler.ts';
import { type Fremdrift, INTET } from '../../src/exchange/indlaesning.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { clock } from '../store/verden.ts';
import { EJER, indlaesCsv, MYNDIGHED } from './verden.ts';

let store: Store;

before(async () => {
  store = await openStore({ database: ':memory:', clock });
  await store.gemMyndighed(MYNDIGHED);
});
after(() => store.close());

const UNITS = 1500;
const fil = (antal: number) =>
  `Enhedsid;Navn;Fra\n${Array.from({ length: antal }, (_, nr) => `${nr};Enhed ${nr};2020-01-01\n`).join('')}`;

test('cut off while it ends what is gone, the next run ends all the rest', async () => {
  await indlaesCsv(store, 'enheder', fil(UNITS));
  clock.advance(1000);
  // The last day is before the day of the import: what has ended is no more in use, and so is not found gone again.
  const valg = { iDag: '2026-06-02', borteTil: '2026-05-31' };
  let maerke: Fremdrift = { emner: 0, taelling: INTET };
  const afbrudt = indlaesCsv(store, 'enheder', fil(1), {
    ...valg,
    efterParcel: async (fremdrift) => {
      maerke = fremdrift ?? maerke;
      throw new Error('cut off');
    },
  });
  await assert.rejects(afbrudt, /cut off/);
  const { taelling } = await indlaesCsv(store, 'enheder', fil(1), { ...valg, begyndelse: maerke });
  assert.ok(taelling.aendrede > 0 && taelling.aendrede < UNITS - 1, JSON.stringify(taelling));
  const tilbage = await indlaesCsv(store, 'enheder', fil(1), { iDag: valg.iDag });
  assert.deepEqual(tilbage.taelling, { ...INTET, samme: 1 });
});

test('somebody who changes one object of a parcel at the same moment makes no new ones old', async () => {
  const noegle = { ejer: EJER, objekttype: 'OrganisationEnhed', uuid: csvUuid(EJER, 'enhed', '0') } as const;
  const [kendt] = await store.hent([EJER], noegle.objekttype, [noegle.uuid], 'nuvaerende');
  const forrige = kendt!.registreringer[0]!;
  clock.advance(1000);
  const ny = { ...forrige, tidspunkt: clock() };
  clock.advance(1000);
  let andens: Promise<boolean> | undefined;
  const skriveur = () => {
    // The store answers in order: this write comes between what the import has read and what it saves.
    andens ??= store.gem([{ ...noegle, verbum: 'ret', forventetNr: kendt!.nr, forrige, nye: [ny] }]);
    return clock();
  };
  const csv = 'Enhedsid;Navn;Fra\n0;Andet navn;2020-01-01\na;A;\nb;B;\n';
  const { taelling, afviste } = await indlaesCsv(store, 'enheder', csv, { skriveur });
  assert.equal(await andens, true);
  assert.deepEqual(afviste, []);
  assert.deepEqual(taelling, { ...INTET, nye: 2, aendrede: 1 });
  const [efter] = await store.hent([EJER], noegle.objekttype, [noegle.uuid], 'nuvaerende');
  assert.equal(efter!.nr, kendt!.nr + 2);
  assert.equal(efter!.registreringer[0]!.egenskaber.at(-1)?.felter.EnhedNavn, 'Andet navn');
});
