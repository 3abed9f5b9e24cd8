/**
 * What of an owner's objects has changed after a position of the change feed, for those who remember objects: what has a
 * later position, and what waits for one. One statement sees both at one moment, so nothing falls between them, and nobody
 * has to number first.
 */
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Laeser } from '../drivers/driver.ts';
import { cvrOf, objekttypeOf } from '../numre.ts';
import { Parametre } from './parametre.ts';
import { navngivet } from './statement-navne.ts';

/** Changes of one owner, and rows that wait, which are told one by one; where there are more, anything may have changed. */
export const AENDREDE_MAX = 1000;

export interface Aendret {
  readonly ejer: string;
  readonly objekttype: ObjektType;
  readonly uuid: string;
}

export interface Aendrede {
  /** Where the counter stands: everything at or before it is among `aendrede`, if it was after the position asked for. */
  readonly position: number;
  /** In no order, by owner; more than `AENDREDE_MAX` of an owner where there are too many. */
  readonly aendrede: ReadonlyMap<string, readonly Aendret[]>;
  /** True where too many wait for a position: what has changed is then not known. */
  readonly isKoe: boolean;
}

/** The counter has no owner; what waits has no position. */
type Raekke = readonly [position: string | null, ejer: number | null, objekttype: number, uuid: string];

/** @param siden By owner the position to begin after; absent: from now on. */
export async function aendrede(session: Laeser, siden: ReadonlyMap<string, number | undefined>): Promise<Aendrede> {
  const p = new Parametre(session.isOpdelt);
  const hoejst = p.add(AENDREDE_MAX + 1, 'int');
  const dele = [...siden].map(([ejer, efter]) => {
    // Beyond every position: an owner of whom nothing is remembered yet.
    const naaet = p.add(efter ?? Number.MAX_SAFE_INTEGER, 'bigint');
    return `(select position, ejer, objekttype, uuid from aendring
      where ejer = ${p.ejer(ejer)} and position > ${naaet} order by position limit ${hoejst})`;
  });
  const text = `select vaerdi, null::int, null::smallint, null::uuid from taeller where navn = 'aendring'
    union all (select null::bigint, ejer, objekttype, uuid from udbakke order by loebenummer limit ${hoejst})
    union all ${dele.join('\n union all ')}`;
  const rows = await session.query<Raekke>(navngivet(text), p.values);
  const fundne = new Map<string, Aendret[]>();
  let position = 0;
  let venter = 0;
  for (const [naaet, ejernr, objekttype, uuid] of rows) {
    if (ejernr === null) {
      position = Number(naaet);
      continue;
    }
    if (naaet === null) venter += 1;
    const ejer = cvrOf(ejernr);
    const aendret = { ejer, objekttype: objekttypeOf(objekttype), uuid };
    const dens = fundne.get(ejer);
    if (dens) dens.push(aendret);
    else fundne.set(ejer, [aendret]);
  }
  return { position, aendrede: fundne, isKoe: venter > AENDREDE_MAX };
}
