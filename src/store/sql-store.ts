/** The store on a driver: what the door promises, by the statements of `queries/`. */
import type { Clock } from '../base/clock.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { Driver, Statement } from './drivers/driver.ts';
import { driverI } from './drivers/i-transaktion.ts';
import { objekttypeOf } from './numre.ts';
import { alle } from './queries/alle.ts';
import { fjernAlle } from './queries/fjern.ts';
import { gem } from './queries/gem.ts';
import { hent } from './queries/hent.ts';
import { kontroller } from './queries/kontroller.ts';
import { Myndigheder } from './queries/myndigheder.ts';
import { omskriv } from './queries/omskriv.ts';
import { Sidemaerker } from './queries/sidemaerker.ts';
import { soeg, soegObjekter } from './queries/soeg.ts';
import type { Store } from './store.ts';

const MAERKE: Statement = { text: 'select vaerdi from maerke where navn = $1' };
const SAET_MAERKE: Statement = {
  text: `insert into maerke (navn, vaerdi) values ($1, $2)
    on conflict (navn) do update set vaerdi = excluded.vaerdi`,
};
const FJERN_MAERKE: Statement = { text: 'delete from maerke where navn = $1' };
const STATISTIK: Statement = { text: 'analyze objekt, registrering, soeg_tekst, soeg_reference' };
const ANTAL: Statement = {
  text: 'select objekttype, count(*)::int from objekt group by objekttype order by objekttype',
};
const EJERS_ANTAL: Statement = {
  text: 'select objekttype, count(*)::int from objekt where ejer = $1 group by objekttype order by objekttype',
};

/** A store on a driver whose database has been migrated. The clock tells how old what is remembered is. */
export function sqlStore(driver: Driver, clock: Clock): Store {
  const myndigheder = new Myndigheder(driver, clock);
  const maerker = new Sidemaerker(clock);
  return {
    hent: (ejere, objekttype, uuids, udsnit) => hent(driver, ejere, objekttype, uuids, udsnit),
    soeg: (ejere, soegning) => soeg(driver, maerker, ejere, soegning),
    soegObjekter: (ejere, soegning) => soegObjekter(driver, maerker, ejere, soegning),
    gem: (skrivninger) => gem(driver, skrivninger),
    omskriv: (objekter) => omskriv(driver, objekter),
    fjernAlle: (ejer, undtagen) => fjernAlle(driver, ejer, undtagen),
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
    samlet: (work) => driver.transaction((session) => work(sqlStore(driverI(session, driver.isOpdelt), clock))),
    fastholdt: (work) =>
      driver.transaction((session) => work(sqlStore(driverI(session, driver.isOpdelt), clock)), { isLongRead: true }),
    async opdaterStatistik() {
      await driver.query(STATISTIK, []);
    },
    async antal(ejer): Promise<ReadonlyMap<ObjektType, number>> {
      const rows = await (ejer === undefined
        ? driver.query<[number, number]>(ANTAL, [])
        : driver.query<[number, number]>(EJERS_ANTAL, [Number(ejer)]));
      return new Map(rows.map(([nr, antal]) => [objekttypeOf(nr), antal]));
    },
    alle: (filter) => alle(driver, filter),
    async *kontroller(onProgress) {
      yield* await kontroller(driver, onProgress);
    },
    close: () => driver.close(),
  };
}
