/** Giving a dueslag the kept messages that it did not take while it was full, in their order, until it lacks none. */
import type { Instant } from '../../base/instant.ts';
import type { Driver, Session, Statement } from '../drivers/driver.ts';
import { arrayText, tidspunktText } from '../parametre.ts';
import type { Beskeder, GemtBesked, Indhentet, Stoppet } from './beskeder.ts';
import { forGammel, fuldAf } from './graenser.ts';
import { type Ilagt, laasFordeling, laeg, nyVersion, pladser, stopFuldt } from './pladser.ts';

/** Those after the first that passes it wait for the next page: they are read into memory. */
const GEMTE_BYTES_MAX = 8 * 1024 * 1024;

const GEMTE: Statement = {
  name: 'fkorg-gemte',
  text: `select nr, indhold, modtagere from (
      select b.*, sum(b.bytes) over (order by b.nr) - b.bytes as foer from (
        select nr, bytes, indhold, modtagere from besked where nr >= $1::bigint order by nr limit $2::int) b) b
    where foer < ${GEMTE_BYTES_MAX} order by nr`,
};

export async function gemte(session: Session, fraNr: number, antal: number): Promise<readonly GemtBesked[]> {
  const rows = await session.query<[string, string, string | null]>(GEMTE, [fraNr, antal]);
  return rows.map(([nr, indhold, modtagere]) => ({
    nr: Number(nr),
    indhold,
    ...(modtagere !== null && { tilladteModtagere: JSON.parse(modtagere) as string[] }),
  }));
}

const STOERRELSER: Statement = {
  name: 'fkorg-stoerrelser',
  text: `select k.nr, b.bytes from unnest($1::bigint[]) as k(nr)
    cross join lateral (select b.bytes from besked b where b.nr = k.nr offset 0) b`,
};
/** Not by the last number that was given: messages of changes that are gone can have gone, too (`restore --until`). */
const SENERE: Statement = { name: 'fkorg-senere', text: 'select 1 from besked where nr >= $1::bigint limit 1' };
const MANGLER: Statement = { text: 'update dueslag set mangler_fra = $2::bigint where nr = $1::int' };

/** As `Beskeder.indhent`. */
export function indhent(driver: Driver, ...args: Parameters<Beskeder['indhent']>): ReturnType<Beskeder['indhent']> {
  const [dueslagUuid, leveringer, version, { fraNr, tilNr }, nu] = args;
  return driver.transaction(async (session) => {
    const stand = await laasFordeling(session);
    const plads = (await pladser(session, [dueslagUuid])).get(dueslagUuid);
    if (stand.version !== version || plads?.manglerFra !== fraNr) return 'foraeldet';
    const stoerrelser = await stoerrelserOf(session, leveringer);
    const ilagte: Ilagt[] = [];
    let fuldt: { grund: string; nr: number } | undefined;
    for (const levering of leveringer) {
      const bytes = stoerrelser.get(levering.nr);
      if (bytes === undefined) continue;
      const grund = fuldAf(plads, bytes, nu);
      if (grund !== undefined) {
        fuldt = { grund, nr: levering.nr };
        break;
      }
      plads.beskeder += 1;
      plads.bytes += bytes;
      ilagte.push({ dueslagNr: plads.nr, bytes, ...levering });
    }
    await laeg(session, ilagte, nu);
    if (fuldt) {
      await stopFuldt(session, plads.nr, fuldt.grund, fuldt.nr, nu);
      return 'stoppet';
    }
    const isFaerdig = (await session.query(SENERE, [tilNr])).length === 0;
    await session.query(MANGLER, [plads.nr, isFaerdig ? null : tilNr]);
    if (isFaerdig) await nyVersion(session);
    return isFaerdig ? 'faerdig' : 'gemt';
  });
}

/** Bytes of messages by their numbers; those that are not kept are left out. */
async function stoerrelserOf(session: Session, leveringer: readonly Indhentet[]): Promise<ReadonlyMap<number, number>> {
  if (leveringer.length === 0) return new Map();
  const rows = await session.query<[string, number]>(STOERRELSER, [arrayText(leveringer.map(({ nr }) => nr))]);
  return new Map(rows.map(([nr, bytes]) => [Number(nr), bytes]));
}

/** Dueslag that take messages and whose oldest has waited for longer than it may, since it was put in or they were started. */
const FOR_GAMLE: Statement = {
  name: 'fkorg-for-gamle',
  text: `select d.nr, d.uuid, d.alder_max_ms from dueslag d
    cross join lateral (select l.lagt from levering l where l.dueslag = d.nr order by l.nr limit 1) a
    where d.mangler_fra is null
      and greatest(a.lagt, d.siden) < $1::timestamptz - d.alder_max_ms * interval '1 millisecond'
    order by d.nr`,
};

/** As `Beskeder.stopForGamle`. The lock is taken where there is something to stop alone. */
export async function stopForGamle(driver: Driver, nu: Instant): Promise<readonly Stoppet[]> {
  const find = (session: Session) => session.query<[number, string, string]>(FOR_GAMLE, [tidspunktText(nu)]);
  if ((await find(driver)).length === 0) return [];
  return driver.transaction(async (session) => {
    const { sidsteNr } = await laasFordeling(session);
    const stoppede: Stoppet[] = [];
    for (const [nr, dueslagUuid, alderMaxMs] of await find(session)) {
      const grund = forGammel(Number(alderMaxMs));
      await stopFuldt(session, nr, grund, sidsteNr + 1, nu);
      stoppede.push({ dueslagUuid, grund });
    }
    return stoppede;
  });
}

/** As `Beskeder.lukFor`. */
export function lukFor(driver: Driver, dueslagUuid: string, grund: string, nu: Instant): Promise<void> {
  return driver.transaction(async (session) => {
    const { sidsteNr } = await laasFordeling(session);
    const plads = (await pladser(session, [dueslagUuid])).get(dueslagUuid);
    if (plads) await stopFuldt(session, plads.nr, grund, plads.manglerFra ?? sidsteNr + 1, nu);
  });
}
