/** The documents of hits: of each the registration that the search looks at. */
import type { Soegning } from '../../register/soegning.ts';
import { registreringOf } from '../dokument.ts';
import type { Laeser } from '../drivers/driver.ts';
import { objekttypeNr } from '../numre.ts';
import { arrayText, tidspunktText } from '../parametre.ts';
import type { LagretObjekt } from '../store.ts';
import { Parametre } from './parametre.ts';
import { isNuvaerende } from './soege-kilder.ts';
import { navngivet } from './statement-navne.ts';

/** A hit of a search. */
export interface Traef {
  readonly ejer: string;
  readonly uuid: string;
}

function dokumentSql(
  p: Parametre,
  ejer: string,
  { objekttype, registrering }: Soegning,
  uuids: readonly string[],
): string {
  const noegle = (alias: string) =>
    `${alias}.ejer = ${p.ejer(ejer)} and ${alias}.objekttype = ${p.add(objekttypeNr(objekttype), 'smallint')}
      and ${alias}.uuid = k.uuid`;
  const dengang = isNuvaerende(registrering)
    ? 'and r.nr = o.nr'
    : `and r.registreret_fra < ${p.add(tidspunktText(registrering.senestFoer), 'timestamptz')}`;
  return `select k.uuid, o.nr, r.dokument
    from unnest(${p.add(arrayText(uuids), 'uuid[]')}) as k(uuid)
    cross join lateral (select o.nr from objekt o where ${noegle('o')} offset 0) o
    cross join lateral (
      select r.dokument from registrering r where ${noegle('r')} ${dengang} order by r.nr desc limit 1) r`;
}

/** The objects of hits, in the order of the hits; one that has gone meanwhile is left out. */
export async function dokumenterOf(
  session: Laeser,
  soegning: Soegning,
  traef: readonly Traef[],
): Promise<readonly LagretObjekt[]> {
  const ejeres = await Promise.all(
    [...Map.groupBy(traef, ({ ejer }) => ejer)].map(async ([ejer, dele]) => {
      const p = new Parametre(session.isOpdelt);
      const text = dokumentSql(
        p,
        ejer,
        soegning,
        dele.map(({ uuid }) => uuid),
      );
      const rows = await session.query<[uuid: string, nr: number, dokument: string]>(navngivet(text), p.values);
      return rows.map(([uuid, nr, dokument]) => ({ ejer, uuid, nr, registreringer: [registreringOf(dokument)] }));
    }),
  );
  if (ejeres.length < 2) return ejeres[0] ?? [];
  const efterUuid = new Map(ejeres.flat().map((objekt) => [objekt.uuid, objekt]));
  return traef.flatMap(({ uuid }) => efterUuid.get(uuid) ?? []);
}
