/**
 * Distribution in one transaction: the messages, a row for each dueslag that takes them, and the new position of the pump
 * are there together or not at all. Numbers of messages are given under a lock, so they are in the order of the commits.
 */
import type { Instant } from '../../base/instant.ts';
import type { Driver, Session, Statement } from '../drivers/driver.ts';
import { arrayText, teksterText, tidspunkterText } from '../parametre.ts';
import { FORDELER, type Fordelt, type NyBesked, type Spring, type Stoppet } from './beskeder.ts';
import { fuldAf } from './graenser.ts';
import { type Dueslagsplads, type Ilagt, laasFordeling, laeg, pladser, type Stand, stopFuldt } from './pladser.ts';

const KENDTE: Statement = {
  name: 'fkorg-kendte',
  text: `select k.besked_id, b.sha from unnest($1::text[]) as k(besked_id)
    cross join lateral (select encode(b.sha256, 'hex') as sha from besked b where b.besked_id = k.besked_id offset 0) b`,
};
const GEM: Statement = {
  name: 'fkorg-gem-beskeder',
  text: `insert into besked (nr, modtaget, position, afsender, bytes, sha256, besked_id, indhold, modtagere)
    select nr, modtaget, position, afsender, bytes, decode(sha, 'hex'), besked_id, indhold, modtagere
    from unnest($1::bigint[], $2::timestamptz[], $3::bigint[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::text[],
      $9::text[]) as p(nr, modtaget, position, afsender, bytes, sha, besked_id, indhold, modtagere)`,
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
): Promise<Fordelt> {
  return driver.transaction(async (session) => {
    const stand = await laasFordeling(session);
    if (spring && stand.position !== spring.fra) return { udfald: 'flyttet' };
    if (stand.version !== version) return { udfald: 'foraeldet' };
    const { nye, afviste } = await nyeOf(session, beskeder);
    const ilaegning = await new Ilaegning(session, stand).alle(nye);
    await gem(session, ilaegning);
    const sidsteNr = stand.sidsteNr + ilaegning.gemte.length;
    if (sidsteNr > stand.sidsteNr) await session.query(FREM, [sidsteNr]);
    if (spring) await session.query(SPRING, [spring.til]);
    return { udfald: 'gemt', afviste, stoppede: ilaegning.stoppede };
  });
}

/** Those that are not there yet, and the places of those of which another message has the id. The register's own never meet others' ids. */
async function nyeOf(
  session: Session,
  beskeder: readonly NyBesked[],
): Promise<{ nye: readonly NyBesked[]; afviste: readonly number[] }> {
  const fremmede = beskeder.filter(({ position }) => position === undefined);
  if (fremmede.length === 0) return { nye: beskeder, afviste: [] };
  const kendte = new Map(await session.query<[string, string]>(KENDTE, [teksterText(fremmede.map(noegleOf))]));
  const nye: NyBesked[] = [];
  const afviste: number[] = [];
  for (const [plads, besked] of beskeder.entries()) {
    if (besked.position !== undefined) {
      nye.push(besked);
      continue;
    }
    const kendt = kendte.get(noegleOf(besked));
    if (kendt === undefined) {
      nye.push(besked);
      kendte.set(noegleOf(besked), besked.sha256);
    } else if (kendt !== besked.sha256) afviste.push(plads);
  }
  return { nye, afviste };
}

type Nummereret = NyBesked & { readonly nr: number; readonly bytes: number };

/** Gives messages their numbers and their places. Those that nobody takes or lacks are not kept. */
class Ilaegning {
  readonly gemte: Nummereret[] = [];
  readonly ilagte: Ilagt[] = [];
  readonly stoppede: Stoppet[] = [];
  readonly #session: Session;
  #nr: number;
  /** True where a dueslag lacks messages, so that every one is kept. */
  #isAltGemt: boolean;

  constructor(session: Session, { sidsteNr, isNogetMangler }: Stand) {
    this.#session = session;
    this.#nr = sidsteNr + 1;
    this.#isAltGemt = isNogetMangler;
  }

  async alle(nye: readonly NyBesked[]): Promise<this> {
    const uuids = new Set(nye.flatMap(({ leveringer }) => leveringer.map(({ dueslagUuid }) => dueslagUuid)));
    const alle = await pladser(this.#session, [...uuids]);
    for (const besked of nye) await this.#en(besked, alle);
    return this;
  }

  async #en(besked: NyBesked, alle: ReadonlyMap<string, Dueslagsplads>): Promise<void> {
    const bytes = Buffer.byteLength(besked.indhold);
    const foer = this.ilagte.length;
    for (const { dueslagUuid, abonnementUuid, tilladteModtagere } of besked.leveringer) {
      const plads = alle.get(dueslagUuid);
      if (!plads || !(await this.#isTaget(plads, bytes, besked.modtaget))) continue;
      this.ilagte.push({ dueslagNr: plads.nr, nr: this.#nr, abonnementUuid, bytes, tilladteModtagere });
    }
    // What others send is kept besides, so that it is known when it is sent again.
    if (this.ilagte.length === foer && !this.#isAltGemt && besked.position !== undefined) return;
    this.gemte.push({ ...besked, nr: this.#nr, bytes });
    this.#nr++;
  }

  /** Counts the message into the dueslag where there is room; where there is none, it takes no more. */
  async #isTaget(plads: Dueslagsplads, bytes: number, nu: Instant): Promise<boolean> {
    if (plads.manglerFra !== undefined) return false;
    const grund = fuldAf(plads, bytes, nu);
    if (grund !== undefined) {
      plads.manglerFra = this.#nr;
      this.#isAltGemt = true;
      this.stoppede.push({ dueslagUuid: plads.uuid, grund });
      await stopFuldt(this.#session, plads.nr, grund, this.#nr, nu);
      return false;
    }
    plads.beskeder += 1;
    plads.bytes += bytes;
    return true;
  }
}

async function gem(session: Session, { gemte, ilagte }: Ilaegning): Promise<void> {
  const [foerste] = gemte;
  if (!foerste) return;
  const modtagereOf = ({ tilladteModtagere }: NyBesked) => tilladteModtagere && JSON.stringify(tilladteModtagere);
  await session.query(GEM, [
    arrayText(gemte.map(({ nr }) => nr)),
    tidspunkterText(gemte.map(({ modtaget }) => modtaget)),
    arrayText(gemte.map(({ position = null }) => position)),
    arrayText(gemte.map(({ afsenderUuid = null }) => afsenderUuid)),
    arrayText(gemte.map(({ bytes }) => bytes)),
    arrayText(gemte.map(({ sha256 }) => sha256)),
    teksterText(gemte.map(noegleOf)),
    teksterText(gemte.map(({ indhold }) => indhold)),
    teksterText(gemte.map((besked) => modtagereOf(besked) ?? null)),
  ]);
  await laeg(session, ilagte, foerste.modtaget);
}
