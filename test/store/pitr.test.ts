/**
 * What PostgreSQL's own tools give back: a dump, the register at any moment, and what was acknowledged before a crash. The
 * commands are those of docs/guides/backup.md, run as they stand there.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newUuid } from '../../src/base/uuid.ts';
import { openStore } from '../../src/store/open.ts';
import type { LagretObjekt, Skrivning, Store } from '../../src/store/store.ts';
import { Cluster } from './postgres-cluster.ts';
import { postgresPrograms } from './postgres-server.ts';
import { clock, registrering, TIDER, tilfaeldig } from './verden.ts';

const EJER = '11111111';
const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);
const tal = tilfaeldig(SEED);
const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';

/** The blocks of the guide that a shell runs, in their order. */
const [DUMP = '', ARKIVER = '', BASISKOPI = '', TILBAGE = ''] = [
  ...readFileSync(new URL('../../docs/guides/backup.md', import.meta.url), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```/gm),
].map(([, block]) => block!);

function ny(uuid = newUuid()): Skrivning {
  const nye = [registrering(tal, 'Bruger', TIDER[0]!)];
  return { ejer: EJER, objekttype: 'Bruger', uuid, verbum: 'importer', forventetNr: 0, nye };
}

async function medStore<T>(database: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ database, clock });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Everything in a register, which must check out. */
async function alt(store: Store): Promise<LagretObjekt[]> {
  for await (const linje of store.kontroller()) assert.fail(linje);
  const objekter: LagretObjekt[] = [];
  for await (const objekt of store.alle({})) objekter.push(objekt);
  return objekter;
}

test(`a dump, and a base backup with its archive, give the register of any moment (seed ${SEED})`, {
  skip,
}, async () => {
  await using cluster = new Cluster();
  await cluster.make();
  const mapper = {
    ARKIV: cluster.path('arkiv'),
    BASIS: cluster.path('basis'),
    NY: cluster.path('ny'),
    KOPI: cluster.path('kopi'),
  };
  for (const navn of ['arkiv', 'kopi']) cluster.makeFolder(navn);
  cluster.shell(ARKIVER, mapper);
  await cluster.end('SIGINT');
  await cluster.start('data');
  const psql = (sql: string) => cluster.shell(`psql "$FKORG_DATABASE" -Atc "${sql}"`).trim();

  const { dengang, tidspunkt } = await medStore(cluster.url, async (store) => {
    const foerste = Array.from({ length: 20 }, () => ny());
    assert.ok(await store.gem(foerste));
    cluster.shell(BASISKOPI, mapper);
    assert.ok(await store.gem(Array.from({ length: 20 }, () => ny())));
    const set = { dengang: await alt(store), tidspunkt: psql('select clock_timestamp()') };
    await sleep(50);
    const { nye, ...foerst } = foerste[0]!;
    const rettet = registrering(tal, 'Bruger', TIDER[1]!);
    assert.ok(await store.gem([{ ...foerst, verbum: 'ret', forventetNr: 1, forrige: nye[0]!, nye: [rettet] }]));
    assert.ok(await store.gem([ny()]));
    assert.equal(await store.fjernAlle(EJER, [{ objekttype: 'Bruger', uuid: foerst.uuid }]), 40);
    return set;
  });
  assert.equal(dengang.length, 40);

  cluster.shell(DUMP, mapper);
  const igen = await medStore(cluster.url.replace(/fkorg$/, 'fkorg_igen'), alt);
  assert.deepEqual(igen, await medStore(cluster.url, alt));
  assert.equal(igen.length, 1);

  const segment = psql('select pg_walfile_name(pg_switch_wal())');
  for (let tries = 0; psql('select last_archived_wal from pg_stat_archiver') < segment; tries++) {
    assert.ok(tries < 100, `${segment} was not archived`);
    await sleep(50);
  }
  await cluster.end('SIGKILL');
  cluster.shell(TILBAGE, { ...mapper, TIDSPUNKT: tidspunkt });
  await cluster.start('ny');
  await medStore(cluster.url, async (store) => {
    assert.deepEqual(await alt(store), dengang);
    assert.ok(await store.gem([ny()]));
  });
});

test('a crash of PostgreSQL in the middle of writes loses nothing that was acknowledged', { skip }, async () => {
  await using cluster = new Cluster();
  await cluster.make();
  const skrevne: string[] = [];
  await medStore(cluster.url, async (store) => {
    const skriv = async () => {
      while (true) {
        const skrivning = ny();
        if (!(await store.gem([skrivning]).catch(() => false))) return;
        skrevne.push(skrivning.uuid);
        if (skrevne.length === 200) await cluster.end('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: 8 }, skriv));
  });
  assert.ok(skrevne.length >= 200, `${skrevne.length} acknowledged`);
  await cluster.start('data');
  const fundne = await medStore(cluster.url, alt);
  const uuids = new Set(fundne.map(({ uuid }) => uuid));
  assert.deepEqual(
    skrevne.filter((uuid) => !uuids.has(uuid)),
    [],
  );
});
