/**
 * What points at things: for each of many UUIDs the objects that point at it through a relation. Each UUID is looked up by
 * itself, for all owners in one statement.
 */
import { FRA_ALTID, type Instant, TIL_ALTID } from '../../base/instant.ts';
import type { Peger, Pegesoegning } from '../../register/soegning.ts';
import type { Laeser } from '../drivers/driver.ts';
import { objekttypeNr, relationNr } from '../numre.ts';
import { arrayText, tidspunktText } from '../parametre.ts';
import { Parametre } from './parametre.ts';
import { navngivet } from './statement-navne.ts';

type Raekke = readonly [maal: string, uuid: string, fra: number, til: number, plads: number];

/** Milliseconds since the epoch; the open ends are infinities. */
const ms = (kolonne: string) => `(extract(epoch from ${kolonne}) * 1000)::double precision`;

function instantOf(lagretMs: number): Instant {
  return Math.min(Math.max(lagretMs, FRA_ALTID), TIL_ALTID);
}

/** What is so now has an index of its own, and what was so once another. */
function hvornaar(p: Parametre, registrering: Instant | undefined): readonly string[] {
  if (registrering === undefined) return [`s.registreret_til = 'infinity'`];
  const t = p.add(tidspunktText(registrering), 'timestamptz');
  return [
    `s.registreret_til = 'infinity' and s.registreret_fra <= ${t}`,
    `s.registreret_til < 'infinity' and s.registreret_til > ${t} and s.registreret_fra <= ${t}`,
  ];
}

/** Pairs of a thing and an object that points at it, in any period; an object comes once for each period. */
export async function pegere(
  session: Laeser,
  ejere: readonly string[],
  { objekttype, relation, maal, registrering, antal }: Pegesoegning,
): Promise<readonly Peger[]> {
  if (maal.length === 0 || ejere.length === 0) return [];
  const p = new Parametre(session.isOpdelt);
  const uuids = p.add(arrayText(maal), 'uuid[]');
  const element = `s.objekttype = ${p.add(objekttypeNr(objekttype), 'smallint')} and s.felt = ${p.add(relationNr(relation), 'smallint')}`;
  const grene = ejere.flatMap((ejer, plads) =>
    hvornaar(p, registrering).map(
      (
        tid,
      ) => `select k.uuid as maal, s.uuid, ${ms('s.virkning_fra')} as fra, ${ms('s.virkning_til')} as til, ${plads} as plads
        from unnest(${uuids}) as k(uuid)
        cross join lateral (
          select s.uuid, s.virkning_fra, s.virkning_til from soeg_reference s
          where s.ejer = ${p.ejer(ejer)} and ${element} and s.reference = k.uuid and ${tid} offset 0) s`,
    ),
  );
  const text = `select t.maal, t.uuid, t.fra, t.til, t.plads from (${grene.join('\n union all ')}) t limit ${p.add(antal, 'bigint')}`;
  const rows = await session.query<Raekke>(navngivet(text), p.values);
  return rows.map(([m, uuid, fra, til, plads]) => ({
    maal: m,
    ejer: ejere[plads]!,
    uuid,
    fra: instantOf(fra),
    til: instantOf(til),
  }));
}
