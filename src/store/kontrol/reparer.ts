/**
 * Makes the search rows of objects anew where a check has found them wrong: under the lock that a write of the object
 * takes, from its documents, all rows of an object in one transaction. Documents and object rows are never changed.
 */
import type { Driver, Session } from '../drivers/driver.ts';
import { arrayText } from '../parametre.ts';
import { indsaetReferencer, indsaetTekster } from '../queries/historik-parametre.ts';
import type { HistorikRaekker } from '../queries/historik-raekker.ts';
import { FLYTNING } from '../queries/partitioner-sql.ts';
import { forventede, noeglerOf, SOEGETABELLER, type Soegetabel } from './forventede.ts';
import { type Afsnit, navnOf } from './fund.ts';
import { HVORNAAR } from './mangler.ts';
import { kravOf, noegleOf, type Staaende, staaendeSql } from './overskud.ts';

/** What became of an object whose search rows were wrong. */
export interface Reparation {
  readonly linje: string;
  readonly isRettet: boolean;
}

/** A row with the place that it stands at. */
type Placeret = readonly [partition: string, plads: string, ...Staaende];

interface Rettelse {
  indsat: number;
  fjernet: number;
}

/** Mends the search rows of some objects of one owner and type in one transaction; gives one line for each. */
export function reparer(driver: Driver, afsnit: Afsnit, uuids: readonly string[]): Promise<readonly Reparation[]> {
  const { ejer, objekttype } = afsnit;
  const ordnede = [...uuids].sort();
  return driver.transaction(async (session) => {
    await session.query({ text: 'set local statement_timeout = 0' }, []);
    // Rows that are going over to tables of their authority's own may have been copied as they were.
    await session.query({ text: `select pg_advisory_xact_lock_shared(${FLYTNING})` }, []);
    const laaste = await session.query<[string]>(
      {
        text: `select uuid from objekt where ejer = ${ejer} and objekttype = ${objekttype} and uuid = any($1::uuid[])
          order by uuid for update`,
      },
      [arrayText(ordnede)],
    );
    const kendte = new Set(laaste.map(([uuid]) => uuid));
    // Read before the documents: where there are none then, all of this is of nothing, also when the object is made meanwhile.
    const staaende = new Map<Soegetabel, readonly Placeret[]>();
    for (const tabel of SOEGETABELLER) staaende.set(tabel, await staaendeI(session, afsnit, tabel, ordnede));
    const krav = new Map<string, HistorikRaekker>();
    const dokumenters = await kravOf(session, afsnit, ordnede);
    for (const uuid of ordnede) {
      const raekker = dokumenters.get(uuid);
      if (raekker && kendte.has(uuid)) krav.set(uuid, raekker);
      else if (!kendte.has(uuid) && !dokumenters.has(uuid)) krav.set(uuid, { tekster: [], referencer: [] });
    }
    const rettelser = new Map([...krav.keys()].map((uuid) => [uuid, { indsat: 0, fjernet: 0 }]));
    for (const [tabel, raekker] of staaende) await retTabel(session, afsnit, tabel, raekker, krav, rettelser);
    return ordnede.map((uuid) => linjeOf(navnOf({ ...afsnit, uuid }), rettelser.get(uuid)));
  });
}

function linjeOf(navn: string, rettelse: Rettelse | undefined): Reparation {
  if (!rettelse)
    return { linje: `Left as it is: ${navn}: its documents do not say what the rows must be`, isRettet: false };
  const { indsat, fjernet } = rettelse;
  return { linje: `Mended: ${navn}: ${indsat} search rows put in, ${fjernet} taken out`, isRettet: true };
}

/** Takes out of a table what is not demanded or there twice, and puts in what is missing. */
async function retTabel(
  session: Session,
  afsnit: Afsnit,
  tabel: Soegetabel,
  staaende: readonly Placeret[],
  krav: ReadonlyMap<string, HistorikRaekker>,
  rettelser: ReadonlyMap<string, Rettelse>,
): Promise<void> {
  const manglende = new Map<string, Map<string, number>>();
  for (const [uuid, raekker] of krav) {
    manglende.set(uuid, new Map(noeglerOf(forventede(tabel, uuid, raekker)).map((noegle, i) => [noegle, i])));
  }
  const fjernes = new Map<string, string[]>();
  for (const [partition, plads, ...raekke] of staaende) {
    const mangler = manglende.get(raekke[0]);
    if (!mangler || mangler.delete(noegleOf(raekke))) continue;
    fjernes.set(partition, [...(fjernes.get(partition) ?? []), plads]);
    rettelser.get(raekke[0])!.fjernet += 1;
  }
  for (const [partition, pladser] of fjernes) {
    await session.query(
      {
        text: `delete from ${tabel.navn} where tableoid = $1::oid and ctid = any($2::tid[]) and ejer = ${afsnit.ejer}`,
      },
      [partition, `{${pladser.map((plads) => `"${plads}"`).join(',')}}`],
    );
  }
  const nye = [...krav].map(([uuid, { tekster, referencer }]) => {
    const mangler = new Set(manglende.get(uuid)!.values());
    rettelser.get(uuid)!.indsat += mangler.size;
    const raekker = {
      tekster: tekster.filter((_, i) => mangler.has(i)),
      referencer: referencer.filter((_, i) => mangler.has(i)),
    };
    return { ...afsnit, uuid, raekker };
  });
  await session.query(...(tabel.navn === 'soeg_tekst' ? indsaetTekster : indsaetReferencer)(tabel.navn, nye));
}

/** Every row of some objects in a table, by a walk over the rows of their owner and type. */
async function staaendeI(
  session: Session,
  { ejer, objekttype }: Afsnit,
  tabel: Soegetabel,
  uuids: readonly string[],
): Promise<readonly Placeret[]> {
  const rows = [];
  for (const hvornaar of HVORNAAR) {
    const text = `select s.tableoid::text, s.ctid::text, ${staaendeSql(tabel)} from ${tabel.navn} s
      where s.ejer = ${ejer} and s.objekttype = ${objekttype} and s.uuid = any($1::uuid[])
        and s.registreret_til ${hvornaar}`;
    rows.push(...(await session.query<Placeret>({ text }, [arrayText(uuids)])));
  }
  return rows;
}
