/** The check finds every kind of thing that SQL can break in a store, and mends the search rows among them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../../src/base/uuid.ts';

import type { Driver } from '../../src/store/drivers/driver.ts';
import { eftersyn } from '../../src/store/kontrol/eftersyn.ts';
import { kontroller } from '../../src/store/kontrol/kontroller.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { objekttypeNr } from '../../src/store/numre.ts';
import { openDriver } from '../../src/store/open.ts';
import { sqlStore } from '../../src/store/sql-store.ts';
import { postgresPrograms, startPostgres } from './postgres-server.ts';
import { clock, registrering, TIDER, tilfaeldig } from './verden.ts';

const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);
const EJERE = ['11111111', '29189978'];
const OBJECTS_PER_TYPE = 4;
const TYPER = ['Bruger', 'OrganisationEnhed', 'Klasse', 'Person'] as const;
const BRUGER = objekttypeNr('Bruger');

async function fyld(driver: Driver): Promise<void> {
  const tal = tilfaeldig(SEED);
  const store = sqlStore(driver, clock);
  for (const objekttype of TYPER) {
    const nye = Array.from({ length: OBJECTS_PER_TYPE }, (_, nr) => ({
      ejer: EJERE[nr % 2]!,
      objekttype,
      uuid: newUuid(),
      verbum: 'importer' as const,
      forventetNr: 0,
      nye: TIDER.map((tid) => registrering(tal, objekttype, tid)),
    }));
    assert.ok(await store.gem(nye));
  }
}

async function linjerOf(driver: Driver): Promise<string[]> {
  const linjer: string[] = [];
  await kontroller(driver, async ({ linje }) => {
    linjer.push(linje);
  });
  return linjer;
}

async function efterset(driver: Driver) {
  const sete: { linje: string; art: string }[] = [];
  await eftersyn(driver, async (set) => {
    sete.push(set);
  });
  return sete;
}

/** One object of many: the first Bruger. */
const EN = `(ejer, objekttype, uuid) in (
  select ejer, objekttype, uuid from objekt where objekttype = ${BRUGER} order by ejer, uuid limit 1)`;
const EN_RAEKKE = (tabel: string, hvor: string) =>
  `ctid in (select ctid from ${tabel} where ${hvor} order by ejer, uuid, felt limit 1)`;
const KOPI = (tabel: string, hvor: string) =>
  `insert into ${tabel} select * from ${tabel} where ${EN_RAEKKE(tabel, hvor)}`;

interface Brud {
  readonly navn: string;
  readonly brydes: readonly string[];
  readonly linje: RegExp;
  /** How many lines it makes; 1 where it is not said. */
  readonly linjer?: number;
}

const RAEKKER: readonly Brud[] = ['soeg_tekst', 'soeg_reference'].flatMap((tabel) => {
  const vaerdi =
    tabel === 'soeg_tekst' ? "noegle = noegle || 'x'" : "reference = '00000000-0000-4000-8000-00000000000a'";
  return ["registreret_til = 'infinity'", "registreret_til < 'infinity'"].flatMap((hvor): Brud[] => [
    {
      navn: `a row of ${tabel} is gone (${hvor})`,
      brydes: [`delete from ${tabel} where ${EN_RAEKKE(tabel, hvor)}`],
      linje: new RegExp(`a row of ${tabel} is missing`),
    },
    {
      navn: `a row of ${tabel} is there twice (${hvor})`,
      brydes: [KOPI(tabel, hvor)],
      linje: new RegExp(`a row of ${tabel} is there 2 times`),
    },
    {
      navn: `a row of ${tabel} says something else (${hvor})`,
      brydes: [`update ${tabel} set ${vaerdi} where ${EN_RAEKKE(tabel, hvor)}`],
      linje: new RegExp(`a row of ${tabel} (is missing|says what no document says)`),
      linjer: 2,
    },
    {
      navn: `a row of ${tabel} is of nothing (${hvor})`,
      brydes: [`update ${tabel} set uuid = gen_random_uuid() where ${EN_RAEKKE(tabel, hvor)}`],
      linje: new RegExp(`a row of ${tabel} is (missing|of an object that is not there)`),
      linjer: 2,
    },
  ]);
});

const ANDET: readonly Brud[] = [
  {
    navn: 'the row of an object is behind',
    brydes: [`update objekt set nr = nr - 1 where ${EN}`],
    linje: /Bruger \S+: the row of the object does not say what its newest registration says/,
  },
  {
    navn: 'the row of an object has another life cycle',
    brydes: [`update objekt set livscyklus = 9 where ${EN}`],
    linje: /the row of the object does not say/,
  },
  { navn: 'an object is gone', brydes: [`delete from objekt where ${EN}`], linje: /registrations without an object/ },
  {
    navn: 'the registrations of an object are gone',
    brydes: [`delete from udbakke where ${EN}`, `delete from registrering where ${EN}`],
    linje: /an object without registrations|a row of soeg_\w+ is of an object that is not there/,
    linjer: 0,
  },
  {
    navn: 'a registration in the middle is gone',
    brydes: [`delete from udbakke where nr = 2 and ${EN}`, `delete from registrering where nr = 2 and ${EN}`],
    linje: /the numbers of the registrations have a gap before 3|a row of soeg_\w+/,
    linjer: 0,
  },
  {
    navn: 'two registrations are at one time',
    brydes: [
      `update registrering r set registreret_fra = f.registreret_fra from registrering f
       where r.nr = 3 and f.nr = 2 and f.ejer = r.ejer and f.objekttype = r.objekttype and f.uuid = r.uuid
         and (r.ejer, r.objekttype, r.uuid) in (
           select ejer, objekttype, uuid from objekt where objekttype = ${BRUGER} order by ejer, uuid limit 1)`,
    ],
    linje: /registration 3 is not (later than the one before|at the time)|the row of the object/,
    linjer: 3,
  },
  {
    navn: 'a document is torn',
    brydes: [`update registrering set dokument = left(dokument, 40) where nr = 1 and ${EN}`],
    linje: /the document of registration 1 cannot be read/,
  },
  {
    navn: 'a document is something else',
    brydes: [`update registrering set dokument = '{}' where nr = 1 and ${EN}`],
    linje: /the document of registration 1 cannot be read/,
  },
  {
    navn: 'a period of a document is empty',
    brydes: [
      `update registrering set dokument = jsonb_set(dokument::jsonb, '{6,0,1}', '-1e22')::text where nr = 2 and ${EN}`,
    ],
    linje: /registration 2 is not in the form of the register: .*empty period|a row of soeg_\w+/,
    linjer: 0,
  },
  {
    navn: 'a registration is not in the outbox',
    brydes: [`delete from udbakke where nr = 2 and ${EN}`],
    linje: /registration 2 is in the outbox 0 times and not once/,
  },
  {
    navn: 'a registration is in the outbox and in the feed',
    brydes: [
      `insert into aendring select 1, tidspunkt, uuid, ejer, nr, objekttype, livscyklus, verbum
       from udbakke where nr = 2 and ${EN}`,
      'update taeller set vaerdi = 1',
    ],
    linje: /registration 2 is in the outbox 2 times and not once/,
  },
  {
    navn: 'the outbox names what is not there',
    brydes: [`update udbakke set nr = 7 where nr = 3 and ${EN}`],
    linje: /names registration 7, which is not there|registration 3 is in the outbox 0 times/,
    linjer: 2,
  },
  {
    navn: 'a position of the feed is missing',
    brydes: [
      `with gaar as (delete from udbakke where ${EN} returning *)
       insert into aendring select nr + (nr / 2), tidspunkt, uuid, ejer, nr, objekttype, livscyklus, verbum from gaar`,
      'update taeller set vaerdi = 4',
    ],
    linje: /^The feed has 3 positions from 1 to 4, but its counter says 1 to 4$/,
  },
  {
    navn: 'the counter of the feed is wrong',
    brydes: ['update taeller set vaerdi = 3'],
    linje: /^The feed has 0 positions from 0 to 0, but its counter says 1 to 3$/,
  },
];

/** Everything that a break can change, so that it can be taken back. */
const TABELLER = ['objekt', 'registrering', 'soeg_tekst', 'soeg_reference', 'udbakke', 'aendring', 'taeller'];

async function proev(driver: Driver): Promise<void> {
  await migrate(driver);
  await fyld(driver);
  assert.deepEqual(await linjerOf(driver), []);
  for (const tabel of TABELLER) await driver.query({ text: `create table hel_${tabel} as table ${tabel}` }, []);
  for (const { navn, brydes, linje, linjer = 1 } of [...RAEKKER, ...ANDET]) {
    for (const text of brydes) await driver.query({ text }, []);
    const fundne = await linjerOf(driver);
    assert.ok(fundne.length > 0, `${navn}: nothing found`);
    if (linjer > 0) assert.equal(fundne.length, linjer, `${navn}: ${fundne.join('\n')}`);
    for (const fundet of fundne) assert.match(fundet, linje, navn);
    assert.doesNotMatch(fundne.join(), /ærø|åby|urn:/i, `${navn}: content in a line`);
    const dokumenter = await driver.query({ text: 'select dokument from registrering order by 1' }, []);
    const sete = await efterset(driver);
    assert.deepEqual(await driver.query({ text: 'select dokument from registrering order by 1' }, []), dokumenter);
    const efter = await linjerOf(driver);
    if (brydes.every((text) => /^\S+ (into |from )?soeg_/.test(text))) {
      assert.deepEqual(efter, [], navn);
      assert.ok(
        sete.some(({ linje: rettet, art }) => art === 'rettet' && rettet.startsWith('Mended: ')),
        navn,
      );
      assert.ok(
        sete.every(({ art }) => art === 'raekke' || art === 'rettet'),
        navn,
      );
    } else assert.ok(efter.length > 0 && sete.some(({ art }) => art === 'fejl'), navn);
    for (const tabel of TABELLER) {
      await driver.query({ text: `delete from ${tabel}` }, []);
      await driver.query({ text: `insert into ${tabel} select * from hel_${tabel}` }, []);
    }
  }
  assert.deepEqual(await linjerOf(driver), []);
}

test(`what is broken on PGlite is found, and search rows are mended (seed ${SEED})`, async () => {
  const driver = await openDriver(':memory:');
  try {
    await proev(driver);
  } finally {
    await driver.close();
  }
});

const skip = postgresPrograms() || process.env.FKORG_REQUIRE_POSTGRES ? false : 'no PostgreSQL is installed';
test(`what is broken on PostgreSQL is found, and search rows are mended (seed ${SEED})`, { skip }, async () => {
  await using server = await startPostgres();
  const driver = await openDriver(server.url);
  try {
    await proev(driver);
  } finally {
    await driver.close();
  }
});
