/** Backup and restore of a data folder: what comes back is what was there, at the time of the backup or at an earlier one. */
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { newUuid } from '../../src/base/uuid.ts';
import type { ObjektNoegle } from '../../src/register/model.ts';
import { objekttypeNavne } from '../../src/standard/objekttyper.ts';
import { lytEfterAnmodninger } from '../../src/store/kopi/anmodning.ts';
import { gendanBackup } from '../../src/store/kopi/gendan.ts';
import { manifestOf } from '../../src/store/kopi/manifest.ts';
import { tagBackup } from '../../src/store/kopi/tag.ts';
import { skrivTar } from '../../src/store/kopi/tar.ts';
import { verbumNr } from '../../src/store/numre.ts';
import { openDriver, openStore } from '../../src/store/open.ts';
import { tidspunktText } from '../../src/store/parametre.ts';
import type { LagretObjekt, Store } from '../../src/store/store.ts';
import { clock, maal, registrering, TIDER, tilfaeldig } from './verden.ts';

const SEED = Number(process.env.FKORG_SEED ?? 20_261_124);
const EJERE = ['11111111', '29189978'];
const rod = mkdtempSync(join(tmpdir(), 'fkorg-kopi-'));
after(() => rmSync(rod, { recursive: true, force: true }));
const sti = (navn: string) => join(rod, navn);
const tag = (data: string, fil: string) => tagBackup({ data, fil, clock, version: '0.0.0' });

async function medStore<T>(data: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ database: data, clock });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

type Objekt = ObjektNoegle & LagretObjekt;

/** Everything in a register, which must check out. */
async function altI(store: Store): Promise<Objekt[]> {
  for await (const linje of store.kontroller()) assert.fail(linje);
  const objekter: Objekt[] = [];
  for await (const objekt of store.alle({})) objekter.push(objekt);
  return objekter;
}
const alt = (data: string) => medStore(data, altI);

/** Objects with one to three registrations, of which some begin later than the first of all times. */
async function fyld(store: Store): Promise<void> {
  const tal = tilfaeldig(SEED);
  for (const objekttype of objekttypeNavne) {
    const nye = Array.from({ length: 6 }, (_, nr) => ({
      ejer: EJERE[nr % 2]!,
      objekttype,
      uuid: newUuid(),
      verbum: 'importer' as const,
      forventetNr: 0,
      nye: TIDER.slice(nr < 2 ? nr : tal(3)).map((tid) => registrering(tal, objekttype, tid)),
    }));
    assert.ok(await store.gem(nye));
  }
  for (const [nr, cvr] of EJERE.entries()) {
    const { uuid } = await foerste(store, cvr, nr);
    const uuids = { rodenhedUuid: maal(nr), virksomhedUuid: maal(nr), myndighedUuid: maal(nr) };
    await store.gemMyndighed({ cvr, navn: `Prøve ${nr}`, organisationUuid: uuid, ...uuids });
  }
}

/** The first Organisation of an owner: one that is there from the start for the first, one that comes last for the other. */
async function foerste(store: Store, ejer: string, nr: number): Promise<Objekt> {
  for await (const objekt of store.alle({ ejer, objekttype: 'Organisation' })) {
    if ((objekt.registreringer[0]!.tidspunkt === TIDER[0]) === (nr === 0)) return objekt;
  }
  return assert.fail(`no such Organisation from seed ${SEED}`);
}

/** Gives positions to what the outbox has of half of the objects; of each object the registrations stay in their order. */
async function nummererHalvdelen(data: string): Promise<void> {
  const driver = await openDriver(data);
  const kolonner = 'tidspunkt, uuid, ejer, nr, objekttype, livscyklus, verbum';
  // An object that was there from the first time on and was deleted for good at the last.
  for (const [nr, verbum] of [verbumNr.importer, verbumNr.fysiskslet].entries()) {
    await driver.query({ text: `insert into udbakke (${kolonner}) values ($1, $2, $3, 1, 5, 1, $4)` }, [
      tidspunktText(TIDER[nr * 2]!),
      maal(77),
      Number(EJERE[0]),
      verbum,
    ]);
  }
  await driver.query(
    {
      text: `with gaar as (delete from udbakke where uuid < '80000000-0000-0000-0000-000000000000' and uuid <> $1
          returning loebenummer, ${kolonner})
        insert into aendring (position, ${kolonner})
        select row_number() over (order by loebenummer), ${kolonner} from gaar`,
    },
    [maal(77)],
  );
  await driver.query({ text: `update taeller set vaerdi = (select count(*) from aendring)` }, []);
  await driver.close();
}

/** The mark of an import that was cut off, and another one. */
const MAERKER = ['import/x', 'data/x'];
const maerkerI = (store: Store) => Promise.all(MAERKER.map((navn) => store.maerke(navn)));

const INTET = { migrationer: [], objekter: {}, registreringer: 0, myndigheder: 0 };

const data = sti('data');
const fil = sti('backup.tar.gz');
let foer: Objekt[];

test('a backup is one file that only its owner reads, and comes back as it was', async () => {
  await medStore(data, async (store) => {
    await fyld(store);
    for (const navn of MAERKER) await store.saetMaerke(navn, 'x');
  });
  await nummererHalvdelen(data);
  foer = await alt(data);
  const manifest = await tag(data, fil);
  assert.equal(manifest.registreringer, foer.flatMap(({ registreringer }) => registreringer).length);
  assert.equal(manifest.objekter.Bruger, 6);
  assert.equal(manifest.myndigheder, 2);
  assert.equal(statSync(fil).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(data), ['pgdata']);
  await assert.rejects(tag(data, fil), { code: 'bad-file', message: /is there already/ });
  mkdirSync(join(sti('ny'), 'gendan-left-by-a-killed-run'), { recursive: true });
  const { noegletal, bortfald } = await gendanBackup({ data: sti('ny'), fil, isErstattende: false });
  assert.equal(bortfald, undefined);
  assert.equal(noegletal.registreringer, manifest.registreringer);
  assert.deepEqual(readdirSync(sti('ny')), ['pgdata']);
  assert.deepEqual(await alt(sti('ny')), foer);
  assert.deepEqual(await medStore(sti('ny'), maerkerI), ['x', 'x']);
});

test(`a restore to a time drops what was registered later, and what is left checks out (seed ${SEED})`, async () => {
  for (const [nr, til] of [TIDER[1]! - 1, TIDER[1]!, TIDER[2]!].entries()) {
    const da = sti(`da-${nr}`);
    const ventet = foer.flatMap((objekt) => {
      const registreringer = objekt.registreringer.filter(({ tidspunkt }) => tidspunkt <= til);
      return registreringer.length === 0 ? [] : [{ ...objekt, nr: registreringer.length, registreringer }];
    });
    const { bortfald } = await gendanBackup({ data: da, fil, isErstattende: false, til });
    const antal = (objekter: readonly Objekt[]) => objekter.flatMap(({ registreringer }) => registreringer).length;
    const isSidst = til === TIDER[2];
    assert.deepEqual(bortfald, {
      registreringer: antal(foer) - antal(ventet),
      objekter: foer.length - ventet.length,
      myndigheder: til < TIDER[1]! ? 1 : bortfald!.myndigheder,
    });
    assert.ok(isSidst ? bortfald!.registreringer === 0 : bortfald!.objekter > 0);
    await medStore(da, async (store) => {
      assert.deepEqual(await altI(store), ventet);
      assert.deepEqual(await maerkerI(store), [undefined, 'x'], 'an import that was cut off begins again');
      assert.equal((await store.myndigheder()).length, 2 - bortfald!.myndigheder);
      const [foerst] = ventet;
      const [forrige] = foerst!.registreringer.slice(-1);
      const noegle = { ejer: foerst!.ejer, objekttype: foerst!.objekttype, uuid: foerst!.uuid };
      const nye = [{ ...forrige!, tidspunkt: clock() }];
      assert.ok(await store.gem([{ ...noegle, verbum: 'ret', forventetNr: foerst!.nr, forrige: forrige!, nye }]));
      await altI(store);
    });
  }
});

test('what is not right is refused, and what is there is left as it is', async () => {
  const her = sti('da-2');
  const filer = async () => (await manifestOf(her, 'pgdata', INTET, { fkorg: '', taget: '' })).filer;
  const stod = await filer();
  const afvist = async (aendret: object, code: string, message: RegExp) => {
    await assert.rejects(gendanBackup({ data: her, fil, isErstattende: true, ...aendret }), { code, message });
    assert.deepEqual(readdirSync(her), ['pgdata']);
    assert.deepEqual(await filer(), stod);
  };
  await afvist({ isErstattende: false }, 'bad-setting', /There is a register in .*--replace/);
  await afvist({ til: clock() + 1 }, 'bad-setting', /before the time that --until asks for/);
  await afvist({ til: TIDER[0]! - 1 }, 'bad-setting', /Nothing had been registered/);
  await afvist({ fil: sti('there-is-none') }, 'bad-file', /cannot be used: ENOENT/);
  const bytes = readFileSync(fil);
  const oedelagt = (navn: string, indhold: Uint8Array) => {
    writeFileSync(sti(navn), indhold);
    return { fil: sti(navn) };
  };
  await afvist(oedelagt('short', bytes.subarray(0, bytes.length >> 1)), 'bad-file', /cannot be used: .*not whole/);
  await afvist(oedelagt('text', Buffer.from('no archive')), 'bad-file', /not compressed as a backup is/);
  const tar = gunzipSync(bytes);
  tar[tar.length - 5000]! ^= 1;
  await afvist(
    oedelagt('flipped', gzipSync(tar)),
    'bad-file',
    /is not as it was when it was made|otherwise than it says/,
  );
  const manifest = Buffer.from(gunzipSync(bytes));
  manifest.write('"Bruger": 7', manifest.indexOf('"Bruger": 6'));
  await afvist(oedelagt('other', gzipSync(manifest)), 'bad-file', /does not hold what its manifest says/);
  for (const text of ['null', '{"form":1,"filer":[null],"migrationer":[],"taget":"2026-01-01","objekter":{}}']) {
    const bytes = Buffer.from(text);
    const kun = skrivTar(
      Readable.from([{ sti: 'manifest.json', bytes: bytes.length, indhold: Readable.from([bytes]) }]),
    );
    const arkiv = gzipSync(await buffer(kun));
    await afvist(oedelagt('no-manifest', arkiv), 'bad-file', /cannot be used: its (form is undefined|manifest is not)/);
  }
  await gendanBackup({ data: her, fil, isErstattende: true });
  renameSync(join(her, 'pgdata'), join(her, 'erstattet-when-the-process-was-killed'));
  assert.deepEqual(await alt(her), foer);
});

test('while the folder is held a backup is one moment of it, and writes go on', async () => {
  const holdt = sti('holdt');
  const store = await openStore({ database: holdt, clock });
  const advarsler: object[] = [];
  const lytter = lytEfterAnmodninger(holdt, (til) => store.kopier(til), {
    info: () => undefined,
    warn: (fields) => advarsler.push(fields),
  });
  const tal = tilfaeldig(SEED);
  const skrevne: string[] = [];
  const skriv = async () => {
    const uuid = newUuid();
    const nye = [registrering(tal, 'Bruger', TIDER[0]!)];
    const noegle = { ejer: EJERE[0]!, objekttype: 'Bruger', uuid, verbum: 'importer', forventetNr: 0 } as const;
    assert.ok(await store.gem([{ ...noegle, nye }]));
    skrevne.push(uuid);
  };
  let foerBackup = 0;
  try {
    while (skrevne.length < 30) await skriv();
    foerBackup = skrevne.length;
    let isDone = false;
    const backup = tag(holdt, sti('holdt.tar.gz')).finally(() => {
      isDone = true;
    });
    while (!isDone) await skriv();
    await backup;
  } finally {
    await lytter.end();
    await store.close();
  }
  assert.deepEqual(advarsler, []);
  assert.deepEqual(readdirSync(holdt), ['pgdata']);
  assert.ok(skrevne.length > foerBackup, 'writes went on');
  await gendanBackup({ data: sti('fra-holdt'), fil: sti('holdt.tar.gz'), isErstattende: false });
  const fundne = new Set((await alt(sti('fra-holdt'))).map(({ uuid }) => uuid));
  assert.ok(skrevne.slice(0, foerBackup).every((uuid) => fundne.has(uuid)));
  assert.ok(
    skrevne.slice(0, fundne.size).every((uuid) => fundne.has(uuid)),
    'no write without the one before it',
  );
});

test('a holder that does not listen, or cannot copy, is told of', async () => {
  const holdt = sti('holdt');
  const store = await openStore({ database: holdt, clock });
  try {
    await assert.rejects(tag(holdt, sti('none')), { code: 'data-folder-in-use', message: /makes no copies/ });
    const advarsler: object[] = [];
    const kopier = () => Promise.reject(new Error('no room'));
    const lytter = lytEfterAnmodninger(holdt, kopier, {
      info: () => undefined,
      warn: (fields) => advarsler.push(fields),
    });
    await assert.rejects(tag(holdt, sti('none')), { code: 'store-unavailable', message: /its log says why/ });
    await lytter.end();
    assert.equal(advarsler.length, 1);
    assert.deepEqual(readdirSync(holdt).sort(), ['fkorg.lock', 'pgdata']);
  } finally {
    await store.close();
  }
  assert.equal(existsSync(sti('none')), false);
  await assert.rejects(tag(sti('no-register'), sti('none')), { code: 'bad-setting' });
});

test('a store in memory makes no copy of files', () =>
  medStore(':memory:', (store) => assert.rejects(store.kopier(sti('memory')), { code: 'bad-setting' })));
