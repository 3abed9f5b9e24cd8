/** The documents of hits: of each the registration that the search looks at. */
import type { Soegning } from '../../register/soegning.ts';
import type { ObjektType } from '../../standard/objekttyper.ts';
import { registreringOf } from '../dokument.ts';
import type { Laeser } from '../drivers/driver.ts';
import { objekttypeNr } from '../numre.ts';
import { arrayText, tidspunktText } from '../parametre.ts';
import type { LagretObjekt } from '../store.ts';
import { Parametre } from './parametre.ts';
import { isNuvaerende } from './soege-kilder.ts';
import { navngivet } from './statement-navne.ts';

/** What is searched for, whichever page of it. */
export type Soegt = Pick<Soegning, 'objekttype' | 'kriterier' | 'registrering'>;

/** A hit of a search. */
export interface Traef {
  readonly ejer: string;
  readonly uuid: string;
}

/** The row of `k` by its key. */
function noegleOf(p: Parametre, ejer: string, objekttype: ObjektType): (alias: string) => string {
  return (alias) =>
    `${alias}.ejer = ${p.ejer(ejer)} and ${alias}.objekttype = ${p.add(objekttypeNr(objekttype), 'smallint')}
      and ${alias}.uuid = k.uuid`;
}

/**
 * The SQL of the objects that `k` gives, in their order: UUID, number, document.
 *
 * @param k SQL that gives `uuid` and `nr`, the number of the newest registration.
 */
function dokumentSql(p: Parametre, ejer: string, { objekttype, registrering }: Soegt, k: string): string {
  const noegle = noegleOf(p, ejer, objekttype);
  const dengang = isNuvaerende(registrering)
    ? 'and r.nr = k.nr'
    : `and r.registreret_fra < ${p.add(tidspunktText(registrering.senestFoer), 'timestamptz')}`;
  return `select k.uuid, k.nr, r.dokument from (${k}) k
    cross join lateral (
      select r.dokument from registrering r where ${noegle('r')} ${dengang} order by r.nr desc limit 1) r`;
}

async function laesDokumenter(
  session: Laeser,
  soegning: Soegt,
  ejer: string,
  p: Parametre,
  k: string,
): Promise<readonly LagretObjekt[]> {
  const text = dokumentSql(p, ejer, soegning, k);
  const rows = await session.query<[uuid: string, nr: number, dokument: string]>(navngivet(text), p.values);
  return rows.map(([uuid, nr, dokument]) => ({ ejer, uuid, nr, registreringer: [registreringOf(dokument)] }));
}

/** The objects of the hits that a search gives (`soegeObjektSql`), read together with them; all are of one owner. */
export function dokumenterAf(
  session: Laeser,
  soegning: Soegt,
  ejer: string,
  p: Parametre,
  sql: string,
): Promise<readonly LagretObjekt[]> {
  return laesDokumenter(session, soegning, ejer, p, sql);
}

/** The objects of hits, in the order of the hits; one that has gone meanwhile is left out. */
export async function dokumenterOf(
  session: Laeser,
  soegning: Soegt,
  traef: readonly Traef[],
): Promise<readonly LagretObjekt[]> {
  const ejeres = await Promise.all(
    [...Map.groupBy(traef, ({ ejer }) => ejer)].map(([ejer, dele]) => {
      const p = new Parametre(session.isOpdelt);
      const uuids = arrayText(dele.map(({ uuid }) => uuid));
      const k = `select k.uuid, o.nr from unnest(${p.add(uuids, 'uuid[]')}) as k(uuid)
        cross join lateral (select o.nr from objekt o where ${noegleOf(p, ejer, soegning.objekttype)('o')} offset 0) o`;
      return laesDokumenter(session, soegning, ejer, p, k);
    }),
  );
  if (ejeres.length < 2) return ejeres[0] ?? [];
  const efterUuid = new Map(ejeres.flat().map((objekt) => [objekt.uuid, objekt]));
  return traef.flatMap(({ uuid }) => efterUuid.get(uuid) ?? []);
}
