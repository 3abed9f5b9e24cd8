/**
 * Distribution in one transaction: the messages, a row for each dueslag that takes them, and the new position of the pump
 * are there together or not at all. Numbers of messages are given under a lock, so they are in the order of the commits.
 */
import type { Driver, Session, Statement } from '../drivers/driver.ts';
import { arrayText, teksterText, tidspunktText } from '../parametre.ts';
import { FORDELER, type Fordelingsudfald, type NyBesked, type Spring } from './beskeder.ts';
import { fuldAf } from './graenser.ts';
import { type Dueslagsplads, type Ilagt, laasFordeling, laeg, pladser, stopFuldt } from './pladser.ts';

const KENDTE: Statement = {
  name: 'fkorg-kendte',
  text: `select k.besked_id, b.sha from unnest($1::text[]) as k(besked_id)
    cross join lateral (select encode(b.sha256, 'hex') as sha from besked b where b.besked_id = k.besked_id offset 0) b`,
};
const GEM: Statement = {
  name: 'fkorg-gem-beskeder',
  text: `insert into besked (nr, modtaget, position, afsender, bytes, sha256, besked_id, indhold)
    select nr, modtaget, position, afsender, bytes, decode(sha, 'hex'), besked_id, indhold
    from unnest($1::bigint[], $2::timestamptz[], $3::bigint[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::text[])
      as p(nr, modtaget, position, afsender, bytes, sha, besked_id, indhold)`,
};
const FREM: Statement = {
  name: 'fkorg-fordel-frem',
  text: `update taeller set vaerdi = $1::bigint where navn = 'fordeling'`,
};
const SPRING: Statement = {
  name: 'fkorg-fordel-spring',
  text: `update laeser set position = $1::bigint where navn = '${FORDELER}'`,
};

const noegleOf = ({ beskedId }: NyBesked) => beskedId.toLowerCase();

/** As `Beskeder.fordel`. */
export function fordel(
  driver: Driver,
  beskeder: readonly NyBesked[],
  version: number,
  spring?: Spring,
): Promise<Fordelingsudfald> {
  return driver.transaction(async (session) => {
    const stand = await laasFordeling(session);
    if (spring && stand.position !== spring.fra) return 'flyttet';
    if (stand.version !== version) return 'foraeldet';
    const nye = await nyeOf(session, beskeder);
    if (nye === undefined) return 'andet-indhold';
    const sidsteNr = await gemNye(session, nye, stand.sidsteNr, stand.isNogetMangler);
    if (sidsteNr > stand.sidsteNr) await session.query(FREM, [sidsteNr]);
    if (spring) await session.query(SPRING, [spring.til]);
    return 'gemt';
  });
}

/** Those that are not there yet; undefined where one has the id of another. The register's own never meet others' ids. */
async function nyeOf(session: Session, beskeder: readonly NyBesked[]): Promise<readonly NyBesked[] | undefined> {
  const fremmede = beskeder.filter(({ position }) => position === undefined);
  if (fremmede.length === 0) return beskeder;
  const rows = await session.query<[string, string]>(KENDTE, [teksterText(fremmede.map(noegleOf))]);
  const kendte = new Map(rows);
  const nye: NyBesked[] = [];
  for (const besked of beskeder) {
    const kendt = besked.position === undefined ? kendte.get(noegleOf(besked)) : undefined;
    if (kendt === undefined) nye.push(besked);
    else if (kendt !== besked.sha256) return undefined;
    if (besked.position === undefined) kendte.set(noegleOf(besked), besked.sha256);
  }
  return nye;
}

/** Saves messages with what dueslag take of them; gives the last number. Those that nobody takes or lacks are not kept. */
async function gemNye(
  session: Session,
  nye: readonly NyBesked[],
  sidsteNr: number,
  isNogetMangler: boolean,
): Promise<number> {
  const uuids = new Set(nye.flatMap(({ leveringer }) => leveringer.map(({ dueslagUuid }) => dueslagUuid)));
  const alle = await pladser(session, [...uuids]);
  const gemte: (NyBesked & { nr: number; bytes: number })[] = [];
  const ilagte: Ilagt[] = [];
  let nr = sidsteNr + 1;
  let isAltGemt = isNogetMangler;
  for (const besked of nye) {
    const bytes = Buffer.byteLength(besked.indhold);
    const foer = ilagte.length;
    for (const { dueslagUuid, abonnementUuid, tilladteModtagere } of besked.leveringer) {
      const plads = alle.get(dueslagUuid);
      if (!plads) continue;
      if (await isTaget(session, plads, nr, bytes, besked.modtaget)) {
        ilagte.push({ dueslagNr: plads.nr, nr, abonnementUuid, bytes, tilladteModtagere });
      } else isAltGemt = true;
    }
    // What others send is kept besides, so that it is known when it is sent again.
    if (ilagte.length === foer && !isAltGemt && besked.position !== undefined) continue;
    gemte.push({ ...besked, nr, bytes });
    nr++;
  }
  if (gemte.length === 0) return sidsteNr;
  await session.query(GEM, [
    arrayText(gemte.map((besked) => besked.nr)),
    arrayText(gemte.map(({ modtaget }) => `"${tidspunktText(modtaget)}"`)),
    arrayText(gemte.map(({ position = null }) => position)),
    arrayText(gemte.map(({ afsenderUuid = null }) => afsenderUuid)),
    arrayText(gemte.map(({ bytes }) => bytes)),
    arrayText(gemte.map(({ sha256 }) => sha256)),
    teksterText(gemte.map(noegleOf)),
    teksterText(gemte.map(({ indhold }) => indhold)),
  ]);
  await laeg(session, ilagte, nye[0]!.modtaget);
  return nr - 1;
}

/** Counts the message into the dueslag where there is room; where there is none, it is stopped and takes no more. */
async function isTaget(
  session: Session,
  plads: Dueslagsplads,
  nr: number,
  bytes: number,
  nu: number,
): Promise<boolean> {
  if (plads.manglerFra !== undefined) return false;
  const grund = fuldAf(plads, bytes, nu);
  if (grund !== undefined) {
    plads.manglerFra = nr;
    await stopFuldt(session, plads.nr, grund, nr, nu);
    return false;
  }
  plads.beskeder += 1;
  plads.bytes += bytes;
  return true;
}
