/** The store on a driver: what the door promises, by the statements of `queries/`. */
import type { Clock } from '../base/clock.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { Driver, Laeser, Statement } from './drivers/driver.ts';
import { assertMigrated } from './migrations/migrate.ts';
import { objekttypeOf } from './numre.ts';
import { alle } from './queries/alle.ts';
import { figures } from './queries/figures.ts';
import { fjernAlle } from './queries/fjern.ts';
import { gem } from './queries/gem.ts';
import { hent } from './queries/hent.ts';
import { kontroller } from './queries/kontroller.ts';
import { slowest } from './queries/langsomme.ts';
import { Myndigheder } from './queries/myndigheder.ts';
import { omskriv } from './queries/omskriv.ts';
import { medEjer } from './queries/parametre.ts';
import { makePartition, partitions } from './queries/partitioner.ts';
import { type Maerker, Sidemaerker } from './queries/sidemaerker.ts';
import { soeg, soegObjekter } from './queries/soeg.ts';
import type { Reads, Store } from './store.ts';

const MAERKE: Statement = { text: 'select vaerdi from maerke where navn = $1' };
const SAET_MAERKE: Statement = {
  text: `insert into maerke (navn, vaerdi) values ($1, $2)
    on conflict (navn) do update set vaerdi = excluded.vaerdi`,
};
const ANTAL: Statement = {
  text: 'select objekttype, count(*)::int from objekt group by objekttype order by objekttype',
};
const EJERS_ANTAL =
  'select objekttype, count(*)::int from objekt where ejer = $1::int group by objekttype order by objekttype';

/** The reads on a driver, which may be that of a replica. */
export function sqlReads(driver: Laeser, maerker: Maerker): Reads {
  return {
    hent: (ejere, objekttype, uuids, udsnit) => hent(driver, ejere, objekttype, uuids, udsnit),
    soeg: (ejere, soegning) => soeg(driver, maerker, ejere, soegning),
    soegObjekter: (ejere, soegning) => soegObjekter(driver, maerker, ejere, soegning),
  };
}

/**
 * A store on a driver whose database has been migrated. The clock tells how old what is remembered is.
 *
 * @param maerker Where pages of searches ended; in this process unless others share the database.
 */
export function sqlStore(driver: Driver, clock: Clock, maerker: Maerker = new Sidemaerker(clock)): Store {
  const myndigheder = new Myndigheder(driver, clock);
  const reads = sqlReads(driver, maerker);
  return {
    ...reads,
    reads,
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
    async antal(ejer): Promise<ReadonlyMap<ObjektType, number>> {
      const rows = await (ejer === undefined
        ? driver.query<[number, number]>(ANTAL, [])
        : driver.query<[number, number]>(medEjer(EJERS_ANTAL, driver, ejer), [Number(ejer)]));
      return new Map(rows.map(([nr, antal]) => [objekttypeOf(nr), antal]));
    },
    alle: (filter) => alle(driver, filter, driver.isOpdelt),
    async *kontroller(onProgress) {
      yield* await kontroller(driver, onProgress);
    },
    partitions: () => partitions(driver),
    makePartition: (cvr, tell) => makePartition(driver, cvr, tell),
    slowest: (most) => slowest(driver, most),
    assertReady: () => assertMigrated(driver),
    figures: () => figures(driver),
    close: () => driver.close(),
  };
}
