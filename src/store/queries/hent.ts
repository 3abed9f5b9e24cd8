/** Reading objects by UUID: the newest registration, or those in force somewhere in an interval. */
import { isEmptyInterval } from '../../base/instant.ts';
import type { Registrering } from '../../register/model.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import type { Session, Statement } from '../drivers/driver.ts';
import { cvrOf, objekttypeNr } from '../numre.ts';
import { arrayText, tidspunktText } from '../parametre.ts';
import type { LagretObjekt, RegistreringsUdsnit } from '../store.ts';

/** The number of the object's newest registration, and the document of one. */
type Raekke = readonly [ejer: number, uuid: string, nr: number, dokument: string | null];

const NUVAERENDE: Statement = {
  name: 'hent-nuvaerende',
  text: `select o.ejer, o.uuid, o.nr, r.dokument
    from objekt o
    join registrering r on r.ejer = o.ejer and r.objekttype = o.objekttype and r.uuid = o.uuid and r.nr = o.nr
    where o.ejer = any($1::int[]) and o.objekttype = $2::smallint and o.uuid = any($3::uuid[])`,
};

/** The same for one UUID, which is what nearly every call asks for. */
const NUVAERENDE_EN: Statement = {
  name: 'hent-nuvaerende-en',
  text: NUVAERENDE.text.replace('any($3::uuid[])', '$3::uuid'),
};

/**
 * A registration is in force until the next one, whose number is one higher: numbers have no gaps. An object without a
 * registration in the interval has one row without a document: it still hides the same UUID of a later owner.
 */
const HISTORIK: Statement = {
  name: 'hent-historik',
  text: `select o.ejer, o.uuid, o.nr, r.dokument
    from objekt o
    left join registrering r on r.ejer = o.ejer and r.objekttype = o.objekttype and r.uuid = o.uuid
      and r.registreret_fra < $4::timestamptz
      and (r.nr = o.nr or exists (
        select 1 from registrering n
        where n.ejer = r.ejer and n.objekttype = r.objekttype and n.uuid = r.uuid and n.nr = r.nr + 1
          and n.registreret_fra > $5::timestamptz
        offset 0))
    where o.ejer = any($1::int[]) and o.objekttype = $2::smallint and o.uuid = any($3::uuid[])
    order by o.ejer, o.uuid, r.nr`,
};

export async function hent(
  session: Session,
  ejere: readonly string[],
  objekttype: ObjektType,
  uuids: readonly string[],
  udsnit: RegistreringsUdsnit,
): Promise<readonly LagretObjekt[]> {
  if (uuids.length === 0) return [];
  const rows = await raekker(session, ejere, objekttype, uuids, udsnit);
  const objekter = rows.length === 1 ? [objektOf(rows)] : visible(rows, ejere);
  return objekter.filter(({ registreringer }) => registreringer.length > 0);
}

function raekker(
  session: Session,
  ejere: readonly string[],
  objekttype: ObjektType,
  uuids: readonly string[],
  udsnit: RegistreringsUdsnit,
): Promise<Raekke[]> | Raekke[] {
  const owners = arrayText(ejere);
  const type = objekttypeNr(objekttype);
  if (udsnit === 'nuvaerende') {
    return uuids.length === 1
      ? session.query<Raekke>(NUVAERENDE_EN, [owners, type, uuids[0]!])
      : session.query<Raekke>(NUVAERENDE, [owners, type, arrayText(uuids)]);
  }
  if (isEmptyInterval(udsnit)) return [];
  const { fra, til } = udsnit;
  return session.query<Raekke>(HISTORIK, [owners, type, arrayText(uuids), tidspunktText(til), tidspunktText(fra)]);
}

/** The registration of a document. */
export function registreringOf(dokument: string): Registrering {
  return JSON.parse(dokument) as Registrering;
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
