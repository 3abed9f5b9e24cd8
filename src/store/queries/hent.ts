/** Reading objects by UUID: the newest registration, or those in force somewhere in an interval. */
import { isEmptyInterval } from '../../base/instant.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import { registreringOf } from '../dokument.ts';
import type { Laeser } from '../drivers/driver.ts';
import { cvrOf, objekttypeNr } from '../numre.ts';
import { arrayText, tidspunktText } from '../parametre.ts';
import type { LagretObjekt, RegistreringsUdsnit } from '../store.ts';
import { Parametre } from './parametre.ts';
import { navngivet } from './statement-navne.ts';

/** The number of the object's newest registration, and the document of one. */
type Raekke = readonly [ejer: number, uuid: string, nr: number, dokument: string | null];

interface Spoergsmaal {
  readonly ejere: readonly string[];
  readonly objekttype: ObjektType;
  readonly uuids: readonly string[];
}

/** The rows of `o` that are asked for: its owner, type and UUID. */
function objektvilkaar(p: Parametre, { ejere, objekttype, uuids }: Spoergsmaal): string {
  const uuid = uuids.length === 1 ? `= ${p.add(uuids[0]!, 'uuid')}` : `= any(${p.add(arrayText(uuids), 'uuid[]')})`;
  return `${p.ejerEn('o.ejer', ejere)} and o.objekttype = ${p.add(objekttypeNr(objekttype), 'smallint')} and o.uuid ${uuid}`;
}

function nuvaerendeSql(p: Parametre, spoergsmaal: Spoergsmaal): string {
  return `select o.ejer, o.uuid, o.nr, r.dokument
    from objekt o
    join registrering r on r.ejer = o.ejer and r.objekttype = o.objekttype and r.uuid = o.uuid and r.nr = o.nr
      and ${p.ejerEn('r.ejer', spoergsmaal.ejere)}
    where ${objektvilkaar(p, spoergsmaal)}`;
}

/**
 * A registration is in force until the next one, whose number is one higher: numbers have no gaps. The first one in force
 * is the newest that is not later than the beginning of the interval. An object without a registration in the interval has
 * one row without a document: it still hides the same UUID of a later owner.
 */
function historikSql(p: Parametre, spoergsmaal: Spoergsmaal, fra: string, til: string): string {
  const { ejere } = spoergsmaal;
  const foer = p.add(til, 'timestamptz');
  const foerste =
    fra === '-infinity'
      ? ''
      : `and r.nr >= coalesce((
          select f.nr from registrering f
          where f.ejer = o.ejer and f.objekttype = o.objekttype and f.uuid = o.uuid and ${p.ejerEn('f.ejer', ejere)}
            and f.registreret_fra <= ${p.add(fra, 'timestamptz')}
          order by f.nr desc limit 1), 1)`;
  return `select o.ejer, o.uuid, o.nr, r.dokument
    from objekt o
    left join registrering r on r.ejer = o.ejer and r.objekttype = o.objekttype and r.uuid = o.uuid
      and ${p.ejerEn('r.ejer', ejere)} and r.registreret_fra < ${foer} ${foerste}
    where ${objektvilkaar(p, spoergsmaal)}
    order by o.ejer, o.uuid, r.nr`;
}

export async function hent(
  session: Laeser,
  ejere: readonly string[],
  objekttype: ObjektType,
  uuids: readonly string[],
  udsnit: RegistreringsUdsnit,
): Promise<readonly LagretObjekt[]> {
  if (uuids.length === 0 || ejere.length === 0) return [];
  if (udsnit !== 'nuvaerende' && isEmptyInterval(udsnit)) return [];
  const p = new Parametre(session.isOpdelt);
  const spoergsmaal = { ejere, objekttype, uuids };
  const text =
    udsnit === 'nuvaerende'
      ? nuvaerendeSql(p, spoergsmaal)
      : historikSql(p, spoergsmaal, tidspunktText(udsnit.fra), tidspunktText(udsnit.til));
  const rows = await session.query<Raekke>(navngivet(text), p.values);
  const objekter = rows.length === 1 ? [objektOf(rows)] : visible(rows, ejere);
  return objekter.filter(({ registreringer }) => registreringer.length > 0);
}

/** The rows of one object, oldest first. */
function objektOf(rows: readonly Raekke[]): LagretObjekt {
  const [ejer, uuid, nr] = rows[0]!;
  const registreringer = rows.flatMap(([, , , dokument]) => (dokument === null ? [] : registreringOf(dokument)));
  return { ejer: cvrOf(ejer), uuid, nr, registreringer };
}

/** Of each UUID the object of the first owner that has one. */
function visible(rows: readonly Raekke[], ejere: readonly string[]): readonly LagretObjekt[] {
  const chosen: LagretObjekt[] = [];
  for (const group of Map.groupBy(rows, ([, uuid]) => uuid).values()) {
    const owners = new Set(group.map(([ejer]) => ejer));
    const ejer = ejere.map(Number).find((candidate) => owners.has(candidate));
    chosen.push(objektOf(group.filter((row) => row[0] === ejer)));
  }
  return chosen;
}
