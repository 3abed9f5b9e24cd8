/** Answers that are remembered are those that would be made anew, whoever writes, asks, or lets time pass. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALT } from '../../src/access/rettigheder.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { egenskab, relation, tilstand } from '../../src/data/byg.ts';
import { indlaesSuperOrg } from '../../src/data/indlaes.ts';
import { graphqlFront } from '../../src/fronts/graphql/front.ts';

import { openStore } from '../../src/store/open.ts';
import { KORSBAEK } from '../soap/verden.ts';
import { postgresPrograms, startPostgres } from '../store/postgres-server.ts';
import { clock, maal } from '../store/verden.ts';
import { assertSomNye, svaret } from './husket-suite.ts';

const SEED = Number(process.env.FKORG_SEED ?? 7);
const isThere = postgresPrograms() !== undefined || process.env.FKORG_REQUIRE_POSTGRES === '1';
const TIME_MS = 3_600_000;
const skip = isThere ? false : 'no PostgreSQL is installed';

test(`in the embedded database, after any writes, at any time, for any caller (seed ${SEED})`, async () => {
  const store = await openStore({ database: ':memory:', clock });
  try {
    await assertSomNye([store], SEED, 150);
  } finally {
    await store.close();
  }
});

test(`in two processes on one database (seed ${SEED})`, { skip }, async () => {
  await using server = await startPostgres();
  const stores = [
    await openStore({ database: server.url, clock }),
    await openStore({ database: server.url, clock, memoryBytesMax: 20_000 }),
  ];
  try {
    await assertSomNye(stores, SEED + 1, 250);
  } finally {
    for (const store of stores) await store.close();
  }
});

/** A register with units that are active for ten hours, and what is asked of it as time passes. */
async function medEnheder(
  work: (verden: {
    readonly enhed: (uuid: string, over?: ReturnType<typeof relation>) => Promise<void>;
    readonly spoerg: (query: string) => Promise<string>;
    readonly gaa: (ms: number) => void;
  }) => Promise<void>,
): Promise<void> {
  const store = await openStore({ database: ':memory:', clock });
  let nu = clock();
  const altid = { fra: nu, til: nu + 10 * TIME_MS };
  try {
    await indlaesSuperOrg(store, nu);
    const front = graphqlFront({ store, clock: () => nu, limits: DEFAULT_LIMITS, udeladte: 'fjernes' });
    await work({
      async enhed(uuid, over) {
        const ny = {
          ...{ tidspunkt: nu, livscyklusKode: 'Importeret' as const, relationer: over ? { Overordnet: [over] } : {} },
          egenskaber: [egenskab(altid, { EnhedNavn: 'Enhed' })],
          tilstande: [tilstand(altid, 'Aktiv')],
        };
        const noegle = { ejer: KORSBAEK, objekttype: 'OrganisationEnhed' as const, uuid };
        assert.ok(await store.gem([{ ...noegle, verbum: 'importer', forventetNr: 0, nye: [ny] }]));
        // What waits for its number is read anew each time.
        while ((await store.nummerer()) > 0);
      },
      spoerg: async (query) => (await svaret(front, { cvr: KORSBAEK, rettigheder: ALT }, query)).text,
      gaa(ms) {
        nu += ms;
      },
    });
  } finally {
    await store.close();
  }
}

test('an answer about a point of its own is made anew: what is found out later about that point may say nothing of now', () =>
  medEnheder(async ({ enhed, spoerg, gaa }) => {
    const [over, under, dengang] = [maal(1), maal(2), clock()];
    await enhed(over);
    const tidspunkt = new Date(dengang).toISOString();
    const query = `{ organisationEnhed(uuid: "${over}", virkningstidspunkt: "${tidspunkt}") { underliggendeEnheder { uuid } } }`;
    assert.ok(!(await spoerg(query)).includes(under));
    await enhed(under, relation({ fra: dengang, til: dengang + TIME_MS }, over));
    gaa(2 * TIME_MS);
    assert.ok((await spoerg(query)).includes(under));
  }));

test('that a page has another one after it is seen although the page itself is as it was', () =>
  medEnheder(async ({ enhed, spoerg }) => {
    const [foerst, sidst] = [maal(0), maal(1)].sort();
    const query = `{ organisationEnhedListe(cvr: "${KORSBAEK}", status: AKTIV, first: 2) { edges { node { uuid } } pageInfo { hasNextPage } } }`;
    await enhed(foerst!);
    assert.match(await spoerg(query), /"hasNextPage":false/);
    await enhed(sidst!);
    assert.match(await spoerg(query), /"hasNextPage":true/);
  }));
