/** Memory holds a parcel and not a file: what is in use after each stretch of a long file stays what it was after the first. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ALT } from '../../src/access/rettigheder.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { emnerAfCsv } from '../../src/exchange/csv-raekker.ts';
import type { Emne } from '../../src/exchange/emne.ts';
import { INTET, indlaes } from '../../src/exchange/indlaesning.ts';
import { emnerAfJson } from '../../src/exchange/jsonlinjer.ts';
import { emnerAfOio } from '../../src/exchange/oio-laes.ts';
import { OIO_SLUTNING, oioBegyndelse, oioObjekt } from '../../src/exchange/oio-skriv.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { clock } from '../store/verden.ts';
import { alleTyper, EJER, MYNDIGHED, skema } from './verden.ts';

const MB = 1_000_000;
/** What an import may come to use more of between the first stretch and the last; the texts are many times that. */
const GROWTH_BYTES = 8 * MB;
const PARCELS_PER_STRETCH = 5;

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

let store: Store;
before(async () => {
  store = await openStore({ database: ':memory:', clock });
  await store.gemMyndighed(MYNDIGHED);
});
after(() => store.close());

/** A text of so many bytes, made while it is read; `linje` makes the piece of a number. */
async function* tekstOf(bytes: number, linje: (nr: number) => string, hoved = '', hale = ''): AsyncGenerator<string> {
  let given = 0;
  yield hoved;
  for (let nr = 0; given < bytes; nr++) {
    const piece = linje(nr);
    given += piece.length;
    yield piece;
  }
  yield hale;
}

async function assertBounded(emner: AsyncGenerator<Emne>): Promise<void> {
  const iBrug: number[] = [];
  let parcels = 0;
  const { organisationUuid } = MYNDIGHED;
  const taelling = await indlaes(emner, {
    miljoe: {
      store,
      clock,
      limits: DEFAULT_LIMITS,
      udeladte: 'fjernes',
      dag: clock(),
      kalder: { cvr: EJER, brugerRef: { uuid: organisationUuid }, organisationUuid, rettigheder: ALT },
    },
    isProeve: true,
    begyndelse: { emner: 0, taelling: INTET },
    afvis: (afvisning) => assert.fail(JSON.stringify(afvisning)),
    efterParcel: async () => {
      if (++parcels % PARCELS_PER_STRETCH !== 0) return;
      gc();
      iBrug.push(process.memoryUsage().heapUsed);
    },
  });
  assert.ok(iBrug.length >= 3, `${parcels} parcels, ${JSON.stringify(taelling)}`);
  const vokset = Math.max(...iBrug) - iBrug[0]!;
  assert.ok(vokset < GROWTH_BYTES, `${(vokset / MB).toFixed(1)} MB more than after the first stretch: ${iBrug}`);
}

const uuidOf = (nr: number) => `00000000-0000-5000-8000-${String(nr).padStart(12, '0')}`;
const person = alleTyper(1).find(({ objekttype }) => objekttype === 'Person')!;

test('40 MB of JSON lines', async () => {
  const linje = JSON.stringify({ objekttype: 'Person', ejer: EJER, uuid: 'U', registreringer: person.nye });
  const [foer, efter] = linje.split('"U"');
  await assertBounded(
    emnerAfJson(
      tekstOf(40 * MB, (nr) => `${foer}"${uuidOf(nr)}"${efter}\n`),
      clock,
    ),
  );
});

test('40 MB of XML', async () => {
  const [foer, efter] = oioObjekt('Person', 'U', person.nye).split('>U<');
  const tekst = tekstOf(40 * MB, (nr) => `${foer}>${uuidOf(nr)}<${efter}`, oioBegyndelse({ ejer: EJER }), OIO_SLUTNING);
  await assertBounded(emnerAfOio(tekst, skema, EJER));
});

test('20 MB of CSV', async () => {
  const navn = 'n'.repeat(200);
  const hoved = 'Enhedsid;Navn;Overordnet;Adresse;Postnummer;By\n';
  const tekst = () => tekstOf(20 * MB, (nr) => `${nr};${navn};;${navn.slice(0, 150)};0000;${'By'.repeat(20)}\n`, hoved);
  await assertBounded(
    emnerAfCsv({ format: 'enheder', tekst, hoved: hoved.trim(), store, myndighed: MYNDIGHED, dag: clock() }),
  );
});
