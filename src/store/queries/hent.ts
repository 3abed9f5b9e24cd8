/**
 * Reading objects by UUID: the newest registration, or those in force somewhere in an interval. The next owner is asked only
 * for what the ones before do not have, because nearly everything that is read is the caller's own. Writes ask all owners
 * for one UUID at once, because most of them are of new objects, which nobody has.
 */
import { FRA_ALTID, type Instant, isEmptyInterval, TIL_ALTID } from '../../base/instant.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import { registreringOf } from '../dokument.ts';
import type { Laeser, Statement } from '../drivers/driver.ts';
import { objekttypeNr } from '../numre.ts';
import { arrayText, tidspunktText } from '../parametre.ts';
import type { LagretObjekt, RegistreringsUdsnit } from '../store.ts';
import { Parametre } from './parametre.ts';
import { navngivet } from './statement-navne.ts';

/** The number of the object's newest registration, the document of one, and the place of the owner where several are asked. */
type Raekke = readonly [uuid: string, nr: number, dokument: string | null, plads?: number];

/** The rows of an owner and a type. */
type Noegle = (alias: string) => string;

/** What one owner is asked. */
interface Gren {
  /** SQL that gives the place of the owner as a last column; empty where one owner is asked. */
  readonly plads: string;
  readonly noegle: Noegle;
  /** SQL that gives the UUIDs as `k.uuid`. */
  readonly uuid: string;
}

/**
 * The newest registration has the highest number, so its row tells all. Each UUID is looked up by itself: as a join the
 * database would, with no statistics or old ones, rather walk everything of the type.
 */
function nuvaerendeSql({ plads, noegle, uuid }: Gren): string {
  return `select k.uuid, r.nr, r.dokument${plads} from ${uuid}
    cross join lateral (
      select r.nr, r.dokument from registrering r where ${noegle('r')} and r.uuid = k.uuid order by r.nr desc limit 1) r`;
}

/**
 * A registration is in force until the next one, whose number is one higher: numbers have no gaps. The first one in force
 * is the newest that is not later than the beginning of the interval. An object without a registration in the interval has
 * one row without a document: it still hides the same UUID of a later owner.
 */
function historikSql({ plads, noegle, uuid }: Gren, fra: string | undefined, til: string): string {
  const foerste =
    fra === undefined
      ? ''
      : `and r.nr >= coalesce((
          select f.nr from registrering f where ${noegle('f')} and f.uuid = o.uuid and f.registreret_fra <= ${fra}
          order by f.nr desc limit 1), 1)`;
  return `select o.uuid, o.nr, r.dokument${plads} from ${uuid}
    cross join lateral (select o.uuid, o.nr from objekt o where ${noegle('o')} and o.uuid = k.uuid offset 0) o
    left join lateral (
      select r.dokument from registrering r
      where ${noegle('r')} and r.uuid = o.uuid and r.registreret_fra < ${til} ${foerste}
      order by r.nr offset 0) r on true`;
}

/** Statements that read one object of one owner, by what they read and, where the text names him, the owner. */
const enkelte = new Map<string, Statement>();

/**
 * What is read most: the newest registration of one object, or all of them. Its statement is written once, and asks for no
 * more than it must.
 */
async function hentEn(
  session: Laeser,
  ejer: string,
  objekttype: ObjektType,
  uuid: string,
  hvad: 'nuvaerende' | 'alle',
): Promise<LagretObjekt | undefined> {
  const isOpdelt = session.isOpdelt;
  const noegle = isOpdelt ? hvad + ejer : hvad;
  let statement = enkelte.get(noegle);
  if (!statement) {
    statement = navngivet(`select nr, dokument from registrering
      where ejer = ${isOpdelt ? Number(ejer) : '$3::int'} and objekttype = $1::smallint and uuid = $2::uuid
      order by nr ${hvad === 'nuvaerende' ? 'desc limit 1' : ''}`);
    if (statement.name !== undefined) enkelte.set(noegle, statement);
  }
  const values = [objekttypeNr(objekttype), uuid];
  const rows = await session.query<[nr: number, dokument: string]>(
    statement,
    isOpdelt ? values : [...values, Number(ejer)],
  );
  const sidste = rows.at(-1);
  return sidste && { ejer, uuid, nr: sidste[0], registreringer: rows.map(([, dokument]) => registreringOf(dokument)) };
}

/** Of one object: `nuvaerende` and `alle` are whole answers; in other intervals the newest number is not among the rows. */
function heltUdsnit(udsnit: RegistreringsUdsnit): 'nuvaerende' | 'alle' | undefined {
  if (udsnit === 'nuvaerende') return udsnit;
  return udsnit.fra <= FRA_ALTID && udsnit.til >= TIL_ALTID ? 'alle' : undefined;
}

function raekker(
  session: Laeser,
  ejere: readonly string[],
  objekttype: ObjektType,
  uuids: readonly string[],
  udsnit: RegistreringsUdsnit,
): Promise<Raekke[]> {
  const p = new Parametre(session.isOpdelt);
  const uuid =
    uuids.length === 1
      ? `(select ${p.add(uuids[0]!, 'uuid')} as uuid) k`
      : `unnest(${p.add(arrayText(uuids), 'uuid[]')}) as k(uuid)`;
  const type = p.add(objekttypeNr(objekttype), 'smallint');
  const instant = (at: Instant) => (at === FRA_ALTID ? undefined : p.add(tidspunktText(at), 'timestamptz'));
  const grene = ejere.map((ejer, nr) => {
    const plads = ejere.length === 1 ? '' : `, ${nr}`;
    const noegle = (alias: string) => `${alias}.ejer = ${p.ejer(ejer)} and ${alias}.objekttype = ${type}`;
    const gren = { plads, noegle, uuid };
    return udsnit === 'nuvaerende'
      ? nuvaerendeSql(gren)
      : historikSql(gren, instant(udsnit.fra), p.add(tidspunktText(udsnit.til), 'timestamptz'));
  });
  return session.query<Raekke>(navngivet(grene.join('\n union all ')), p.values);
}

/** The newest registration of each of these owners' objects with these UUIDs, and the length of its document. */
export async function nuvaerende(
  session: Laeser,
  ejere: readonly string[],
  objekttype: ObjektType,
  uuids: readonly string[],
): Promise<readonly { readonly objekt: LagretObjekt; readonly tegn: number }[]> {
  const rows = await raekker(session, ejere, objekttype, uuids, 'nuvaerende');
  return rows.map(([uuid, nr, dokument, plads = 0]) => ({
    objekt: { ejer: ejere[plads]!, uuid, nr, registreringer: [registreringOf(dokument!)] },
    tegn: dokument!.length,
  }));
}

/** @param isPaaEnGang True: ask all owners in one statement where there is one UUID. */
export async function hent(
  session: Laeser,
  ejere: readonly string[],
  objekttype: ObjektType,
  uuids: readonly string[],
  udsnit: RegistreringsUdsnit,
  isPaaEnGang: boolean,
): Promise<readonly LagretObjekt[]> {
  if (udsnit !== 'nuvaerende' && isEmptyInterval(udsnit)) return [];
  const helt = heltUdsnit(udsnit);
  if (helt && uuids.length === 1 && (ejere.length === 1 || !isPaaEnGang)) {
    for (const ejer of ejere) {
      const fundet = await hentEn(session, ejer, objekttype, uuids[0]!, helt);
      if (fundet) return [fundet];
    }
    return [];
  }
  const fundne: LagretObjekt[] = [];
  let mangler = [...new Set(uuids)];
  for (const hold of isPaaEnGang && mangler.length === 1 ? [ejere] : ejere.map((ejer) => [ejer])) {
    if (mangler.length === 0) break;
    const rows = await raekker(session, hold, objekttype, mangler, udsnit);
    // Nearly always: every object is there once.
    if (udsnit === 'nuvaerende' && hold.length === 1 && rows.length === mangler.length) {
      return [...fundne, ...objekterOf(hold, rows)];
    }
    const kendte = new Set<string>();
    for (const objekt of objekterOf(hold, rows)) {
      if (!kendte.has(objekt.uuid) && objekt.registreringer.length > 0) fundne.push(objekt);
      kendte.add(objekt.uuid);
    }
    mangler = mangler.filter((uuid) => !kendte.has(uuid));
  }
  return fundne;
}

/** The objects of rows that come owner by owner and object by object, oldest registration first. */
function objekterOf(ejere: readonly string[], rows: readonly Raekke[]): readonly LagretObjekt[] {
  const objekter: (LagretObjekt & { registreringer: LagretObjekt['registreringer'][number][] })[] = [];
  for (const [uuid, nr, dokument, plads = 0] of rows) {
    const ejer = ejere[plads]!;
    const sidste = objekter.at(-1);
    if (sidste?.uuid !== uuid || sidste.ejer !== ejer) objekter.push({ ejer, uuid, nr, registreringer: [] });
    if (dokument !== null) objekter.at(-1)!.registreringer.push(registreringOf(dokument));
  }
  return objekter;
}
