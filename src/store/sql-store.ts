/** The store on a driver: what the door promises, by the statements of `queries/`. */
import type { Clock } from '../base/clock.ts';
import { FkorgError } from '../base/error.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import { sqlAdministration } from './administration/sql-administration.ts';
import { sqlBeskeder } from './beskeder/sql-beskeder.ts';
import type { Driver, Laeser, Statement, StoreLog } from './drivers/driver.ts';
import { driverI } from './drivers/i-transaktion.ts';
import type { HuskedeSkrevne } from './huskede/huskede-objekter.ts';
import { SqlHuskede } from './huskede/sql-huskede.ts';
import { type Efterset, eftersyn } from './kontrol/eftersyn.ts';
import { kontroller } from './kontrol/kontroller.ts';
import { stroem } from './kontrol/stroem.ts';
import { assertKanBruges, manglende, migrations } from './migrations/migrate.ts';
import { objekttypeOf } from './numre.ts';
import { aendringer, objekter, sidstePosition } from './queries/aendringer.ts';
import { alle } from './queries/alle.ts';
import { antalPrEjer, forbindelser } from './queries/ejere.ts';
import { figures } from './queries/figures.ts';
import { fjernAlle } from './queries/fjern.ts';
import { gem } from './queries/gem.ts';
import { sqlGensyn } from './queries/gensyn.ts';
import { hent } from './queries/hent.ts';
import { slowest } from './queries/langsomme.ts';
import { Myndigheder } from './queries/myndigheder.ts';
import { Nummerering, nummererBatch } from './queries/nummerer.ts';
import { omskriv } from './queries/omskriv.ts';
import { medEjer } from './queries/parametre.ts';
import { holdPartitions, makePartition, partitions } from './queries/partitioner.ts';
import { pegere } from './queries/pegere.ts';
import { type Maerker, Sidemaerker } from './queries/sidemaerker.ts';
import { soeg, soegObjekter, soegSide } from './queries/soeg.ts';
import { sqlRevision } from './revision/sql-revision.ts';
import type { Reads, Store } from './store.ts';
import { sqlVaerdilister } from './vaerdilister/sql-vaerdilister.ts';

const MAERKE: Statement = { text: 'select vaerdi from maerke where navn = $1' };
const SAET_MAERKE: Statement = {
  text: `insert into maerke (navn, vaerdi) values ($1, $2)
    on conflict (navn) do update set vaerdi = excluded.vaerdi`,
};
const FJERN_MAERKE: Statement = { text: 'delete from maerke where navn = $1' };
const FJERN_MAERKER: Statement = { text: 'delete from maerke where starts_with(navn, $1)' };
const STATISTIK: Statement = { text: 'analyze objekt, registrering, soeg_tekst, soeg_reference' };
const ANTAL: Statement = {
  text: 'select objekttype, count(*)::int from objekt group by objekttype order by objekttype',
};
const EJERS_ANTAL =
  'select objekttype, count(*)::int from objekt where ejer = $1::int group by objekttype order by objekttype';

/** The reads on a driver, which may be that of a replica. */
export function sqlReads(driver: Laeser, maerker: Maerker): Reads {
  return {
    hent: (ejere, objekttype, uuids, udsnit) => hent(driver, ejere, objekttype, uuids, udsnit, false),
    soeg: (ejere, soegning) => soeg(driver, maerker, ejere, soegning),
    soegObjekter: (ejere, soegning) => soegObjekter(driver, maerker, ejere, soegning),
    soegSide: (ejer, foran, soegning) => soegSide(driver, ejer, foran, soegning),
    pegere: (ejere, soegning) => pegere(driver, ejere, soegning),
  };
}

/**
 * A store on a driver whose database has been migrated. The clock tells how old what is remembered is, and when objects
 * were deleted for good.
 *
 * @param maerker Where pages of searches ended; in this process unless others share the database.
 * @param huskede What is remembered of objects as they stand now.
 */
export function sqlStore(
  driver: Driver,
  clock: Clock,
  maerker: Maerker = new Sidemaerker(clock),
  log?: StoreLog,
  huskede: HuskedeSkrevne = new SqlHuskede(driver, clock),
): Store {
  const myndigheder = new Myndigheder(driver, clock);
  const nummerering = new Nummerering(driver);
  const reads = sqlReads(driver, maerker);
  const revision = sqlRevision(driver, clock, log);
  return {
    ...reads,
    reads,
    hent: (ejere, objekttype, uuids, udsnit) => hent(driver, ejere, objekttype, uuids, udsnit, true),
    huskede,
    gem: (skrivninger) => gem(driver, skrivninger).finally(() => huskede.skrevet(skrivninger)),
    omskriv: (omskrivninger) => omskriv(driver, omskrivninger).finally(() => huskede.skrevet(omskrivninger)),
    fjernAlle: (ejer, undtagen) => fjernAlle(driver, ejer, undtagen, clock()).finally(() => huskede.alleSkrevet(ejer)),
    async aendringer(ejere, siden, antal) {
      await nummerering.run();
      return aendringer(driver, ejere, siden, antal);
    },
    nummerer: () => nummererBatch(driver),
    async sidstePosition() {
      await nummerering.run();
      return sidstePosition(driver);
    },
    objekter: (ejere, efter, antal) => objekter(driver, ejere, efter, antal),
    myndighed: (cvr) => myndigheder.find(cvr),
    myndigheder: () => myndigheder.all(),
    gemMyndighed: (post) => myndigheder.save(post),
    async maerke(navn) {
      const [row] = await driver.query<[string]>(MAERKE, [navn]);
      return row?.[0];
    },
    async saetMaerke(navn, vaerdi) {
      await driver.query(SAET_MAERKE, [navn, vaerdi]);
    },
    async fjernMaerke(navn) {
      await driver.query(FJERN_MAERKE, [navn]);
    },
    async fjernMaerker(begyndelse) {
      await driver.query(FJERN_MAERKER, [begyndelse]);
    },
    samlet: (work) =>
      driver
        .transaction(async (session) => {
          const store = sqlStore(driverI(session, driver), clock);
          const result = await work(store);
          await store.revision.luk();
          return result;
        })
        .finally(() => huskede.alleSkrevet()),
    fastholdt: (work) =>
      driver.transaction(
        async (session) => {
          await holdPartitions(session);
          return work(sqlStore(driverI(session, driver), clock));
        },
        { isLongRead: true },
      ),
    async opdaterStatistik() {
      await driver.alene((session) => session.query(STATISTIK, []));
    },
    async antal(ejer): Promise<ReadonlyMap<ObjektType, number>> {
      const rows = await (ejer === undefined
        ? driver.query<[number, number]>(ANTAL, [])
        : driver.query<[number, number]>(medEjer(EJERS_ANTAL, driver, ejer), [Number(ejer)]));
      return new Map(rows.map(([nr, antal]) => [objekttypeOf(nr), antal]));
    },
    antalPrEjer: () => antalPrEjer(driver),
    forbindelser: () => forbindelser(driver),
    alle: (filter) => alle(driver, filter, driver.isOpdelt),
    kontroller: (onProgress) => stroem<string>((meld) => kontroller(driver, ({ linje }) => meld(linje), onProgress)),
    reparer: (onProgress) => stroem<Efterset>((meld) => eftersyn(driver, meld, onProgress)),
    partitions: () => partitions(driver),
    makePartition: (cvr, tell) => makePartition(driver, cvr, tell),
    slowest: (most) => slowest(driver, most),
    async assertReady() {
      assertKanBruges(await manglende(driver, migrations, true));
    },
    figures: () => figures(driver),
    async kopier(til) {
      if (!driver.kopier) throw new FkorgError('bad-setting', 'Only a register in a data folder is copied as files.');
      await driver.kopier(til);
    },
    administration: sqlAdministration(driver),
    beskeder: sqlBeskeder(driver, nummerering),
    gensyn: sqlGensyn(driver),
    vaerdilister: sqlVaerdilister(driver),
    revision,
    async close() {
      await revision.luk();
      await driver.close();
    },
  };
}
