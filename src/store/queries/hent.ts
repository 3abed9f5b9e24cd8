/**
 * Reading objects by UUID: the newest registration, or those in force somewhere in an interval. Owners are asked one after
 * the other, and the next one only for what the ones before do not have: nearly everything is the caller's own.
 */
import { isEmptyInterval } from '../../base/instant.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import { registreringOf } from '../dokument.ts';
import type { Laeser } from '../drivers/driver.ts';
import { objekttypeNr } from '../numre.ts';
import { arrayText, tidspunktText } from '../parametre.ts';
import type { LagretObjekt, RegistreringsUdsnit } from '../store.ts';
import { Parametre } from './parametre.ts';
import { navngivet } from './statement-navne.ts';

/** The number of the object's newest registration, and the document of one. */
type Raekke = readonly [uuid: string, nr: number, dokument: string | null];

/** The rows of an owner and a type. */
type Noegle = (alias: string) => string;

/**
 * The rows of `objekt` with these UUIDs, as `o`. Each UUID is looked up by itself, and so are its registrations: as joins
 * the database would, with no statistics or old ones, rather walk everything of the type.
 */
function objekter(noegle: Noegle, uuid: string): string {
  return `${uuid} cross join lateral (select o.uuid, o.nr from objekt o where ${noegle('o')} and o.uuid = k.uuid offset 0) o`;
}

function nuvaerendeSql(noegle: Noegle, uuid: string): string {
  return `select o.uuid, o.nr, r.dokument from ${objekter(noegle, uuid)}
    cross join lateral (
      select r.dokument from registrering r where ${noegle('r')} and r.uuid = o.uuid and r.nr = o.nr offset 0) r`;
}

/**
 * A registration is in force until the next one, whose number is one higher: numbers have no gaps. The first one in force
 * is the newest that is not later than the beginning of the interval. An object without a registration in the interval has
 * one row without a document: it still hides the same UUID of a later owner.
 */
function historikSql(noegle: Noegle, uuid: string, fra: string | undefined, til: string): string {
  const foerste =
    fra === undefined
      ? ''
      : `and r.nr >= coalesce((
          select f.nr from registrering f where ${noegle('f')} and f.uuid = o.uuid and f.registreret_fra <= ${fra}
          order by f.nr desc limit 1), 1)`;
  return `select o.uuid, o.nr, r.dokument from ${objekter(noegle, uuid)}
    left join lateral (
      select r.dokument from registrering r
      where ${noegle('r')} and r.uuid = o.uuid and r.registreret_fra < ${til} ${foerste}
      order by r.nr offset 0) r on true`;
}

function raekker(
  session: Laeser,
  ejer: string,
  objekttype: ObjektType,
  uuids: readonly string[],
  udsnit: RegistreringsUdsnit,
): Promise<Raekke[]> {
  const p = new Parametre(session.isOpdelt);
  const noegle = (alias: string) =>
    `${alias}.ejer = ${p.ejer(ejer)} and ${alias}.objekttype = ${p.add(objekttypeNr(objekttype), 'smallint')}`;
  const uuid =
    uuids.length === 1
      ? `(select ${p.add(uuids[0]!, 'uuid')} as uuid) k`
      : `unnest(${p.add(arrayText(uuids), 'uuid[]')}) as k(uuid)`;
  if (udsnit === 'nuvaerende') return session.query<Raekke>(navngivet(nuvaerendeSql(noegle, uuid)), p.values);
  const [fra, til] = [tidspunktText(udsnit.fra), p.add(tidspunktText(udsnit.til), 'timestamptz')];
  const text = historikSql(noegle, uuid, fra === '-infinity' ? undefined : p.add(fra, 'timestamptz'), til);
  return session.query<Raekke>(navngivet(text), p.values);
}

export async function hent(
  session: Laeser,
  ejere: readonly string[],
  objekttype: ObjektType,
  uuids: readonly string[],
  udsnit: RegistreringsUdsnit,
): Promise<readonly LagretObjekt[]> {
  if (udsnit !== 'nuvaerende' && isEmptyInterval(udsnit)) return [];
  const fundne: LagretObjekt[] = [];
  let mangler: readonly string[] = [...new Set(uuids)];
  for (const ejer of ejere) {
    if (mangler.length === 0) break;
    const objekter = objekterOf(ejer, await raekker(session, ejer, objekttype, mangler, udsnit));
    for (const objekt of objekter) if (objekt.registreringer.length > 0) fundne.push(objekt);
    if (objekter.length === 0) continue;
    const kendte = new Set(objekter.map(({ uuid }) => uuid));
    mangler = mangler.filter((uuid) => !kendte.has(uuid));
  }
  return fundne;
}

/** The objects of rows that come object by object, oldest registration first. */
function objekterOf(ejer: string, rows: readonly Raekke[]): readonly LagretObjekt[] {
  const objekter: (LagretObjekt & { registreringer: LagretObjekt['registreringer'][number][] })[] = [];
  for (const [uuid, nr, dokument] of rows) {
    if (objekter.at(-1)?.uuid !== uuid) objekter.push({ ejer, uuid, nr, registreringer: [] });
    if (dokument !== null) objekter.at(-1)!.registreringer.push(registreringOf(dokument));
  }
  return objekter;
}
