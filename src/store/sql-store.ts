/** The store on a driver: what the door promises, by the statements of `queries/`. */
import type { Clock } from '../base/clock.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { Driver, Statement } from './drivers/driver.ts';
import { type Efterset, eftersyn } from './kontrol/eftersyn.ts';
import { kontroller } from './kontrol/kontroller.ts';
import { stroem } from './kontrol/stroem.ts';
import { objekttypeOf } from './numre.ts';
import { aendringer, objekter, sidstePosition } from './queries/aendringer.ts';
import { alle } from './queries/alle.ts';
import { fjernAlle } from './queries/fjern.ts';
import { gem } from './queries/gem.ts';
import { hent } from './queries/hent.ts';
import { Myndigheder } from './queries/myndigheder.ts';
import { Nummerering } from './queries/nummerer.ts';
import { omskriv } from './queries/omskriv.ts';
import { Sidemaerker } from './queries/sidemaerker.ts';
import { soeg, soegObjekter } from './queries/soeg.ts';
import type { Store } from './store.ts';

const MAERKE: Statement = { text: 'select vaerdi from maerke where navn = $1' };
const SAET_MAERKE: Statement = {
  text: `insert into maerke (navn, vaerdi) values ($1, $2)
    on conflict (navn) do update set vaerdi = excluded.vaerdi`,
};
const ANTAL: Statement = {
  text: 'select objekttype, count(*)::int from objekt group by objekttype order by objekttype',
};
const EJERS_ANTAL: Statement = {
  text: 'select objekttype, count(*)::int from objekt where ejer = $1 group by objekttype order by objekttype',
};

/**
 * A store on a driver whose database has been migrated. The clock tells how old what is remembered is, and when objects
 * were deleted for good.
 */
export function sqlStore(driver: Driver, clock: Clock): Store {
  const myndigheder = new Myndigheder(driver, clock);
  const maerker = new Sidemaerker(clock);
  const nummerering = new Nummerering(driver);
  return {
    hent: (ejere, objekttype, uuids, udsnit) => hent(driver, ejere, objekttype, uuids, udsnit),
    soeg: (ejere, soegning) => soeg(driver, maerker, ejere, soegning),
    soegObjekter: (ejere, soegning) => soegObjekter(driver, maerker, ejere, soegning),
    gem: (skrivninger) => gem(driver, skrivninger),
    omskriv: (omskrivninger) => omskriv(driver, omskrivninger),
    fjernAlle: (ejer, undtagen) => fjernAlle(driver, ejer, undtagen, clock()),
    async aendringer(ejere, siden, antal) {
      await nummerering.run();
      return aendringer(driver, ejere, siden, antal);
    },
    nummerer: () => nummerering.run(),
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
    async antal(ejer): Promise<ReadonlyMap<ObjektType, number>> {
      const rows = await (ejer === undefined
        ? driver.query<[number, number]>(ANTAL, [])
        : driver.query<[number, number]>(EJERS_ANTAL, [Number(ejer)]));
      return new Map(rows.map(([nr, antal]) => [objekttypeOf(nr), antal]));
    },
    alle: (filter) => alle(driver, filter),
    kontroller: (onProgress) => stroem<string>((meld) => kontroller(driver, ({ linje }) => meld(linje), onProgress)),
    reparer: (onProgress) => stroem<Efterset>((meld) => eftersyn(driver, meld, onProgress)),
    close: () => driver.close(),
  };
}
