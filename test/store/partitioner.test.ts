/** Giving authorities partitions of their own on a live register, and what statements touch when they have them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { FRA_ALTID, TIL_ALTID } from '../../src/base/instant.ts';
import { newUuid } from '../../src/base/uuid.ts';
import type { Registrering } from '../../src/register/model.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { openDriver, openStore } from '../../src/store/open.ts';
import { followPartitions } from '../../src/store/queries/partitioner.ts';
import type { Store } from '../../src/store/store.ts';
import { type PostgresServer, postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock, registrering, TIDER, tilfaeldig } from './verden.ts';

const EGEN = '11111111';
const ANDEN = '29189978';
const REST = '22222222';
const TYPER = ['Bruger', 'Adresse', 'OrganisationEnhed'] as const;
const OBJECTS_PER_TYPE = 150;
const isThere = postgresPrograms() !== undefined || process.env.FKORG_REQUIRE_POSTGRES === '1';
const skip = isThere ? false : 'no PostgreSQL is installed';
const HELE = { fra: FRA_ALTID, til: TIL_ALTID };

let server: PostgresServer;
let store: Store;
let driver: Driver;
const objekter: { ejer: string; objekttype: (typeof TYPER)[number]; uuid: string; historik: Registrering[] }[] = [];

before(async () => {
  if (!isThere) return;
  server = await startPostgres();
  store = await openStore({ database: server.url, clock });
  driver = await openDriver(server.url);
  const tal = tilfaeldig(1);
  for (const ejer of [EGEN, ANDEN, REST]) {
    for (const objekttype of TYPER) {
      for (let nr = 0; nr < OBJECTS_PER_TYPE; nr++) {
        const historik = TIDER.slice(0, 1 + tal(3)).map((tid) => registrering(tal, objekttype, tid));
        objekter.push({ ejer, objekttype, uuid: newUuid(), historik });
      }
    }
  }
  assert.ok(
    await store.gem(
      objekter.map(({ historik, ...o }) => ({ ...o, verbum: 'importer', forventetNr: 0, nye: historik })),
    ),
  );
});
after(async () => {
  await driver?.close();
  await store?.close();
  await server?.[Symbol.asyncDispose]();
});

/** Every row of an owner in all five tables, in an order. */
async function raekker(ejer: string): Promise<unknown> {
  const tabeller = ['objekt', 'registrering', 'soeg_tekst', 'soeg_reference', 'aendring'];
  return Promise.all(
    tabeller.map((t) =>
      server.sql(`select md5(t::text) from (select * from ${t} where ejer = ${Number(ejer)}) t order by 1`),
    ),
  );
}

test('a failure on the way leaves everything as it was', { skip }, async () => {
  const foer = await raekker(EGEN);
  // The last table cannot be put in place: what it is to be called is taken.
  await server.sql('create table aendring_11111111 (x int)');
  await assert.rejects(store.makePartition(EGEN), { code: 'internal' });
  assert.deepEqual(await raekker(EGEN), foer);
  assert.deepEqual(
    (await store.partitions()).map(({ cvr }) => cvr),
    [undefined],
  );
  await server.sql('drop table aendring_11111111');
});

test('an authority gets partitions while others write, read and rewrite, and nothing is lost or twice', {
  skip,
}, async () => {
  let isOver = false;
  let calls = 0;
  const gemte = new Map<string, number>();
  const arbejder = async (nr: number, ejer: string) => {
    const tal = tilfaeldig(100 + nr);
    const egne = objekter.filter((o, i) => o.ejer === ejer && i % 4 === nr % 4 && o.historik.length < 3);
    for (let gang = 0; !isOver; gang++) {
      const o = egne[gang % egne.length]!;
      const [nu] = await store.hent([ejer], o.objekttype, [o.uuid], 'nuvaerende');
      assert.ok(nu, 'an object is there all the time');
      const nye = [registrering(tal, o.objekttype, nu.registreringer[0]!.tidspunkt + 1)];
      const noegle = { ejer, objekttype: o.objekttype, uuid: o.uuid };
      const forrige = nu.registreringer[0]!;
      if (await store.gem([{ ...noegle, verbum: 'ret', forventetNr: nu.nr, forrige, nye }]))
        gemte.set(o.uuid, nu.nr + 1);
      const ny = newUuid();
      if (await store.gem([{ ...noegle, uuid: ny, verbum: 'importer', forventetNr: 0, nye }])) gemte.set(ny, 1);
      calls += 3;
    }
  };
  const omskriver = async () => {
    const tal = tilfaeldig(7);
    while (!isOver) {
      const o = objekter.find(({ ejer, historik }) => ejer === EGEN && historik.length === 3)!;
      const registreringer = o.historik.map(({ tidspunkt }) => registrering(tal, o.objekttype, tidspunkt));
      const { ejer, objekttype, uuid } = o;
      await store.omskriv([{ ejer, objekttype, uuid, forventetNr: 3, verbum: 'anonymiser', registreringer }]);
    }
  };
  const arbejdere = [0, 1, 2, 3].map((nr) => arbejder(nr, nr === 3 ? REST : EGEN));
  const omskrivning = omskriver();
  const skridt: string[] = [];
  const made = await store.makePartition(EGEN, (step) => skridt.push(step));
  isOver = true;
  await Promise.all([...arbejdere, omskrivning]);
  assert.ok(calls > 10, `${calls} calls meanwhile`);
  assert.ok(skridt.length > 5);
  assert.ok(made.copyMs > 0 && made.writersWaitMs >= made.readersWaitMs);

  const fejl: string[] = [];
  for await (const linje of store.kontroller()) fejl.push(linje);
  assert.deepEqual(fejl, []);
  for (const [uuid, nr] of gemte) {
    const fundne = await server.sql(`select nr from objekt where uuid = '${uuid}'`);
    assert.deepEqual(fundne, [[nr]]);
  }
  assert.deepEqual(await server.sql(`select count(*)::int from objekt_oevrige where ejer = ${EGEN}`), [[0]]);
  assert.deepEqual(
    await server.sql(
      'select (select count(*) from objekt_11111111) > 450, (select count(*) from soeg_tekst_11111111) > 450',
    ),
    [[true, true]],
  );
  await assert.rejects(store.makePartition(EGEN), { code: 'bad-setting' });
});

test('what is written between the copy and the lock comes along, and who deletes all waits for the new tables', {
  skip,
  timeout: 60_000,
}, async () => {
  const ejer = '33333333';
  const tal = tilfaeldig(3);
  const ny = (tid: number) => ({ ...registrering(tal, 'Bruger', tid), livscyklusKode: 'Opstaaet' as const });
  const noegle = (uuid: string) => ({ ejer, objekttype: 'Bruger' as const, uuid });
  const [gammel, urort, senere] = [newUuid(), newUuid(), newUuid()];
  const foerste = ny(TIDER[0]!);
  for (const uuid of [gammel, urort]) {
    assert.ok(await store.gem([{ ...noegle(uuid), verbum: 'importer', forventetNr: 0, nye: [foerste] }]));
  }
  // Whoever writes for another authority holds the tables, so the lock is not had before he is done.
  const { promise: holdt, resolve: harLaast } = Promise.withResolvers<void>();
  const { promise: port, resolve: slip } = Promise.withResolvers<void>();
  const holder = driver.transaction(async (session) => {
    await session.query({ text: `update objekt set nr = nr where ejer = ${REST}` }, []);
    harLaast();
    await port;
  });
  await holdt;
  const { promise: kopieret, resolve: harKopieret } = Promise.withResolvers<void>();
  const lavet = store.makePartition(ejer, (step) => {
    if (step.startsWith('writers wait')) harKopieret();
  });
  await kopieret;
  const anden = ny(TIDER[1]!);
  const ret = { ...noegle(gammel), verbum: 'ret' as const, forventetNr: 1, forrige: foerste, nye: [anden] };
  assert.ok(await store.gem([ret]));
  assert.ok(await store.gem([{ ...noegle(senere), verbum: 'importer', forventetNr: 0, nye: [anden] }]));
  await store.sidstePosition();
  const foer = await raekker(ejer);
  const slettet = store.fjernAlle(ejer, [{ objekttype: 'Bruger', uuid: urort }]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.deepEqual(await raekker(ejer), foer, 'who deletes waits');
  slip();
  await Promise.all([holder, lavet]);
  assert.equal(await slettet, 2);
  assert.equal((await store.hent([ejer], 'Bruger', [gammel, urort, senere], HELE)).length, 1);
  const fejl: string[] = [];
  for await (const linje of store.kontroller()) fejl.push(linje);
  assert.deepEqual(fejl, []);
});

test('the partitions are like the others: the same indexes, the same way of keeping rows', { skip }, async () => {
  for (const tabel of ['objekt', 'registrering', 'soeg_tekst', 'soeg_reference', 'aendring']) {
    const [egen, rest] = await Promise.all(
      [`${tabel}_11111111`, `${tabel}_oevrige`].map((navn) =>
        server.sql(`select regexp_replace(pg_get_indexdef(indexrelid), 'INDEX \\S+ ON \\S+', ''),
          (select reloptions from pg_class where oid = indrelid)
          from pg_index where indrelid = '${navn}'::regclass order by 1`),
      ),
    );
    assert.deepEqual(egen, rest);
    assert.ok(rest!.length > 0);
  }
});

test('whoever holds the tables for long is not waited for for ever, and loses nothing', {
  skip,
  timeout: 120_000,
}, async () => {
  const foer = await raekker(ANDEN);
  const holds = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const holder = openDriver(server.url).then(async (d) => {
    await d.transaction(async (session) => {
      await session.query({ text: 'select 1 from registrering limit 1' }, []);
      holds.resolve();
      await letGo.promise;
    });
    await d.close();
  });
  await holds.promise;
  const made = store.makePartition(ANDEN);
  const isWaiting = 'select count(*) > 0 from pg_locks where not granted';
  while ((await server.sql(isWaiting))[0]![0] !== true);
  // A reader goes on while the tables are held, because a lock that is not had is let go of.
  await store.hent([REST], 'Bruger', [newUuid()], HELE);
  letGo.resolve();
  await Promise.all([holder, made]);
  assert.deepEqual(await raekker(ANDEN), foer);
});

test('where a read holds the tables for longer still, writers get on in time and nothing is changed', {
  skip,
  timeout: 60_000,
}, async () => {
  const ejer = '44444444';
  const letGo = Promise.withResolvers<void>();
  const holds = Promise.withResolvers<void>();
  const holder = driver.transaction(async (session) => {
    await session.query({ text: 'select 1 from registrering limit 1' }, []);
    holds.resolve();
    await letGo.promise;
  });
  await holds.promise;
  try {
    const isPutting = Promise.withResolvers<void>();
    const made = store.makePartition(ejer, (step) => /^readers wait/.test(step) && isPutting.resolve());
    const refused = assert.rejects(made, { code: 'busy' });
    await isPutting.promise;
    // Refused after 30 s, if the tables were held until the read ended.
    const nye = [registrering(tilfaeldig(4), 'Bruger', TIDER[0]!)];
    const skrivning = {
      ejer: REST,
      objekttype: 'Bruger',
      uuid: newUuid(),
      verbum: 'importer',
      forventetNr: 0,
    } as const;
    assert.ok(await store.gem([{ ...skrivning, nye }]));
    await refused;
  } finally {
    letGo.resolve();
    await holder;
  }
  assert.ok((await store.partitions()).every(({ cvr }) => cvr !== ejer));
});

test('other processes come to know within seconds', { skip }, async () => {
  assert.equal(driver.isOpdelt, false);
  const stop = await followPartitions(driver);
  assert.equal(driver.isOpdelt, true);
  stop();
  const list = await store.partitions();
  assert.deepEqual(
    list.map(({ cvr }) => cvr),
    [EGEN, ANDEN, '33333333', undefined],
  );
  for (const { bytes } of list) assert.ok(bytes > 8192);
});

test('a process that was there before is told by the database', { skip, timeout: 30_000 }, async () => {
  await using frisk = await startPostgres();
  const et = await openStore({ database: frisk.url, clock });
  const to = await openDriver(frisk.url);
  const stop = await followPartitions(to);
  assert.equal(to.isOpdelt, false);
  await et.makePartition(EGEN);
  while (!to.isOpdelt) await sleep(50);
  stop();
  await et.close();
  await to.close();
});
