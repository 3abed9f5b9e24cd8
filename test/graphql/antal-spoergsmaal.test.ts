/**
 * How many statements a question makes depends on its shape, never on how many objects it is about: units with users, persons,
 * addresses and the titles of classes cost as many for 500 as for 20, now and as it was known.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EJER, enhedsPakke, SIDEN } from '../../bench/scale/kommune.ts';
import { ALT } from '../../src/access/rettigheder.ts';
import { DEFAULT_LIMITS } from '../../src/base/limits.ts';
import { indlaesSuperOrg } from '../../src/data/indlaes.ts';
import { besvarGraphql, graphqlFront } from '../../src/fronts/graphql/front.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';

const UNITS = 520;
/** Two units in five were registered once, long before this instant, and the others for the second time after it. */
const NU = SIDEN + 86_400_000;
const STATEMENTS_MAX = 16;

let store: Store;
let statements = 0;
before(async () => {
  const watch = {
    begin({ text }: { readonly text: string }) {
      // Every few seconds it is looked whether partitions have come; that is nobody's question.
      if (!text.includes('pg_inherits')) statements += 1;
      return () => undefined;
    },
  };
  store = await openStore({ database: ':memory:', clock: () => NU, watch });
  await indlaesSuperOrg(store, NU);
  for (let nr = 0; nr < UNITS; nr += 65) {
    assert.ok(await store.gem(Array.from({ length: 65 }, (_, n) => enhedsPakke(nr + n)).flat()));
  }
  while ((await store.nummerer()) > 0);
});
after(() => store?.close());

const spoergsmaal = (antal: number, dengang: string) => `{
  organisationEnhedListe(cvr: "${EJER}", status: AKTIV, first: ${antal}${dengang}) {
    edges { node {
      uuid enhedsnavn
      overordnetEnhed { enhedsnavn }
      underliggendeEnheder { uuid }
      adresser { adresseTekst adresseRolleTitel }
      medlemskaber {
        medlemskabRolleTitel funktionsTypeTitel
        bruger { brugernavn person { navn cpr } adresser { adresseTekst adresseRolleTitel } }
      }
    } }
  }
}`;

interface Svar {
  readonly data: {
    readonly organisationEnhedListe: {
      readonly edges: readonly {
        readonly node: {
          readonly adresser: readonly { readonly adresseRolleTitel: string | null }[];
          readonly medlemskaber: readonly {
            readonly funktionsTypeTitel: string | null;
            readonly bruger: { readonly person: { readonly navn: string } };
          }[];
        };
      }[];
    };
  };
}

/** Statements of a question when nothing is remembered. */
async function taelt(antal: number, dengang = ''): Promise<number> {
  // After a transaction nothing that was remembered is believed.
  await store.samlet(async () => undefined);
  const register = { store, clock: () => NU, limits: DEFAULT_LIMITS, udeladte: 'fjernes' as const };
  const kald = {
    kalder: { cvr: EJER, rettigheder: ALT },
    hoveder: {},
    body: Buffer.from(JSON.stringify({ query: spoergsmaal(antal, dengang) })),
    signal: new AbortController().signal,
  };
  statements = 0;
  const { text } = await besvarGraphql(graphqlFront(register), kald);
  const { edges } = (JSON.parse(text) as Svar).data.organisationEnhedListe;
  assert.equal(edges.length, antal);
  // The root unit comes first, and has nothing.
  for (const { node } of edges.slice(1)) {
    assert.equal(node.adresser[0]?.adresseRolleTitel, 'Postadresse');
    assert.match(node.medlemskaber[0]?.bruger.person.navn ?? '', /^Navn/);
    assert.ok(node.medlemskaber[0]?.funktionsTypeTitel);
  }
  return statements;
}

test('a question about 500 units makes as many statements as one about 20', async () => {
  await taelt(20);
  const faa = await taelt(20);
  assert.equal(await taelt(500), faa);
  assert.ok(faa <= STATEMENTS_MAX, `${faa} statements`);
});

test('the same holds of what was known earlier', async () => {
  const dengang = `, registreringstidspunkt: "${new Date(NU - 1000).toISOString()}"`;
  const faa = await taelt(20, dengang);
  assert.equal(await taelt(500, dengang), faa);
  assert.ok(faa <= 2 * STATEMENTS_MAX, `${faa} statements`);
});
