/** An edition that is cut off, and one of which a class is changed at the same moment, on either database. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { laesKle } from '../../src/exchange/klassifikation/kle-laes.ts';
import { KOMBIT_CVR } from '../../src/standard/koder.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { ANDEN, FOERSTE, Klasseverden, kleXml, uuidAf } from './klasser.ts';
import { somTekst } from './verden.ts';

const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';

async function antal(store: Store): Promise<number> {
  return (await store.antal(KOMBIT_CVR)).get('Klasse')!;
}

/** Another process gives the class a new registration. */
async function roerVed(store: Store, verden: Klasseverden, uuid: string): Promise<void> {
  const [kendt] = await store.hent([KOMBIT_CVR], 'Klasse', [uuid], 'nuvaerende');
  const forrige = kendt!.registreringer[0]!;
  verden.ur.advance(1000);
  const nye = [{ ...forrige, tidspunkt: verden.ur(), noteTekst: 'en anden' }];
  const skrivning = { ejer: KOMBIT_CVR, objekttype: 'Klasse', uuid, verbum: 'ret', forventetNr: kendt!.nr } as const;
  assert.equal(await store.gem([{ ...skrivning, forrige, nye }]), true);
}

async function proev(verden: Klasseverden, anden: Store): Promise<void> {
  const foer = await antal(anden);
  const afbryd = () => {
    throw new Error('cut off');
  };
  const foerste = kleXml('2026-02-01', FOERSTE);
  await assert.rejects(verden.kle('2026-02-01', foerste, { onProgress: afbryd }), /cut off/);
  assert.equal(await antal(anden), foer);
  await verden.kle('2026-02-01', foerste);
  assert.equal(await antal(anden), foer + FOERSTE.length);

  // The class is changed after it was read: the edition is decided anew, and nothing of either is lost.
  let laesninger = 0;
  const { forskelle } = await verden.indlaes('2026-05-01', async (kendt) => {
    laesninger += 1;
    if (laesninger === 1) await roerVed(anden, verden, uuidAf('91.10.01'));
    return laesKle(somTekst(kleXml('2026-05-01', ANDEN)), { kendt });
  });
  assert.equal(laesninger, 2);
  assert.equal(forskelle.length, 4);
  const [klasse] = await anden.hent([KOMBIT_CVR], 'Klasse', [uuidAf('91.10.01')], { fra: -1e21, til: 1e21 });
  assert.deepEqual(
    klasse!.registreringer.map(({ noteTekst, egenskaber }) => [noteTekst, egenskaber.length]),
    [
      [undefined, 1],
      ['en anden', 1],
      [undefined, 2],
    ],
  );
}

test('PGlite: cut off it leaves nothing, and it is decided anew where somebody else came first', async () => {
  const verden = await Klasseverden.ny();
  try {
    await proev(verden, verden.store);
  } finally {
    await verden.store.close();
  }
});

test('PostgreSQL: the same, beside another process', { skip }, async () => {
  await using postgres = await startPostgres();
  const verden = await Klasseverden.ny({ database: postgres.url });
  try {
    const anden = await openStore({ database: postgres.url, clock: verden.ur });
    try {
      await proev(verden, anden);
    } finally {
      await anden.close();
    }
  } finally {
    await verden.store.close();
  }
});
