/** Value lists in the store: sets with an owner, as they are now, on both databases. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import type { Listeejer, Listeskrivning } from '../../src/store/vaerdilister/vaerdilister.ts';
import { postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock } from './verden.ts';

const VIRKNING = { aktoerRef: { uuid: newUuid() }, aktoerTypeKode: 'ItSystem' } as const;
const NU = Date.UTC(2026, 0, 1);
const VORES: Listeejer = { cvr: '11111111', systemUuid: newUuid() };
const DERES: Listeejer = { cvr: '22222222' };

function ny(ejer: Listeejer, uuid: string, navn: string, vaerdier: readonly string[]): Listeskrivning {
  return {
    ejer,
    liste: { uuid, navn, kode: 'Opstaaet', fra: NU, virkning: VIRKNING },
    forventetNr: 0,
    vaerdier,
    listerMax: 10,
  };
}

async function proev(en: Store, anden: Store): Promise<void> {
  const [lister, andensteds] = [en.vaerdilister, anden.vaerdilister];
  const uuid = newUuid();
  const har = async (...vaerdier: string[]) => {
    const fundne = await andensteds.medlemmer(vaerdier.map((vaerdi) => ({ liste: uuid, vaerdi })));
    return fundne.filter(({ ejer }) => ejer.systemUuid === VORES.systemUuid).map(({ vaerdi }) => vaerdi);
  };
  assert.equal(await lister.gem(ny(VORES, uuid, 'vores', ['b', 'a', 'Å "\\,{}', 'NULL'])), 'gemt');
  assert.equal(await lister.gem(ny(VORES, uuid, 'vores', [])), 'aendret');
  assert.deepEqual(await andensteds.vaerdier(VORES, uuid), ['NULL', 'a', 'b', 'Å "\\,{}']);
  assert.deepEqual(
    await lister.vaerdier({ cvr: VORES.cvr }, uuid),
    [],
    'the authority without the system is another owner',
  );
  assert.equal(await lister.gem(ny(DERES, uuid, 'deres', ['c'])), 'gemt', 'another owner may use the same UUID');
  assert.deepEqual(await lister.hent(DERES), [
    { uuid, nr: 1, navn: 'deres', kode: 'Opstaaet', fra: NU, virkning: VIRKNING, antal: 1 },
  ]);
  assert.deepEqual(await har('a', 'c', 'NULL', 'x'), ['a', 'NULL']);
  assert.deepEqual(await lister.medlemmer([{ liste: 'deres', vaerdi: 'c' }]), [
    { liste: 'deres', vaerdi: 'c', ejer: DERES },
  ]);

  const skift = { ejer: VORES, uuid, vaerdierMax: 6, fra: NU + 1 };
  assert.equal(await lister.skift({ ...skift, tilfoej: ['a', 'd', 'd'], fjern: ['b', 'z'] }), 'gemt');
  assert.deepEqual(await har('a', 'b', 'd'), ['a', 'd'], 'seen by another process at once');
  const hoved = { uuid, navn: 'vores', kode: 'Rettet', fra: NU + 1, virkning: VIRKNING, antal: 4 };
  assert.deepEqual(await lister.hent(VORES, [uuid, newUuid()]), [{ ...hoved, nr: 2 }]);
  assert.equal(await lister.skift({ ...skift, fra: NU + 2, tilfoej: ['a'], fjern: ['z'] }), 'gemt');
  assert.deepEqual(await lister.hent(VORES), [{ ...hoved, nr: 2 }], 'nothing new changes nothing');
  assert.equal(
    await lister.skift({ ...skift, tilfoej: ['e', 'f', 'g'], fjern: ['a'] }),
    'gemt',
    'what goes makes room',
  );
  assert.equal(await lister.skift({ ...skift, tilfoej: ['h', 'i'], fjern: ['d'] }), 'for-mange-vaerdier');
  assert.deepEqual(await har('d', 'h'), ['d'], 'all or nothing');
  assert.equal(await lister.skift({ ...skift, uuid: newUuid(), tilfoej: ['a'], fjern: [] }), 'ingen');

  const nr = (await lister.hent(VORES))[0]!.nr;
  const slettet = { uuid, navn: 'vores', kode: 'Slettet', fra: NU + 3, noegle: 'n', virkning: VIRKNING } as const;
  assert.equal(await lister.gem({ ejer: VORES, liste: slettet, forventetNr: nr, vaerdier: [], listerMax: 0 }), 'gemt');
  assert.deepEqual(await lister.hent(VORES), [{ ...slettet, nr: nr + 1, antal: 0 }]);
  assert.deepEqual(await har('d'), []);
  assert.equal(await lister.skift({ ...skift, tilfoej: ['a'], fjern: [] }), 'ingen');
  const igen = { ...ny(VORES, uuid, 'igen', ['a']), forventetNr: nr + 1 };
  assert.equal(await lister.gem({ ...igen, listerMax: 0 }), 'for-mange-lister');
  assert.equal(await lister.gem(igen), 'gemt');
  assert.deepEqual(await har('a'), ['a']);

  const mange = Array.from({ length: 20 }, (_, i) =>
    (i % 2 ? lister : andensteds).gem(ny(DERES, newUuid(), `nr ${i}`, [])),
  );
  const svar = await Promise.all(mange);
  assert.equal(svar.filter((et) => et === 'gemt').length, 9, 'no more lists than an owner may have, also at once');
  const samme = newUuid();
  const ens = await Promise.all([1, 2, 3, 4].map(() => andensteds.gem(ny(VORES, samme, 'ens', ['q']))));
  assert.deepEqual(ens.toSorted(), ['aendret', 'aendret', 'aendret', 'gemt']);
}

test('PGlite: value lists', async () => {
  const store = await openStore({ database: ':memory:', clock });
  try {
    await proev(store, store);
  } finally {
    await store.close();
  }
});

const isMissing = postgresPrograms() === undefined && 'PostgreSQL is not installed';
test('PostgreSQL: value lists, with two processes', { skip: isMissing }, async () => {
  await using server = await startPostgres();
  const en = await openStore({ database: server.url, clock });
  const anden = await openStore({ database: server.url, clock });
  try {
    await proev(en, anden);
  } finally {
    await Promise.all([en.close(), anden.close()]);
  }
});
