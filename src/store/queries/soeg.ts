/**
 * Searching (spec sf1500 §2.8). Rows decide wherever they can; what they do not hold (who set a period, who registered,
 * the end of a long text, the type and Indeks of an address) is looked up in the documents of the candidates.
 */
import type { Sidesoegning, Soegning } from '../../register/soegning.ts';
import type { Laeser } from '../drivers/driver.ts';
import type { LagretObjekt } from '../store.ts';
import type { Maerker } from './sidemaerker.ts';
import { dokumenterOf, type Traef } from './soege-dokumenter.ts';
import { dokumenterede, ejersoegning, objekterOf, traefOf } from './soege-traef.ts';
import { betingelserOf } from './soegebetingelse.ts';

/** The UUIDs of the hits of a page, in the order of the UUIDs, each once. */
export async function soeg(
  session: Laeser,
  maerker: Maerker,
  ejere: readonly string[],
  soegning: Soegning,
): Promise<readonly string[]> {
  const side = await findSide(session, maerker, ejere, soegning, false);
  return side.map(({ uuid }) => uuid);
}

/** The same, with the registration looked at of each. */
export async function soegObjekter(
  session: Laeser,
  maerker: Maerker,
  ejere: readonly string[],
  soegning: Soegning,
): Promise<readonly LagretObjekt[]> {
  const side = await findSide(session, maerker, ejere, soegning, true);
  return side.every(isObjekt) ? side : dokumenterOf(session, soegning, side);
}

function isObjekt(traef: Traef | LagretObjekt): traef is LagretObjekt {
  return 'registreringer' in traef;
}

/** A page. Its hits are whole objects where documents decided, or where they are wanted and can be had at once. */
async function findSide(
  session: Laeser,
  maerker: Maerker,
  ejere: readonly string[],
  soegning: Soegning,
  isObjekterWanted: boolean,
): Promise<readonly (Traef | LagretObjekt)[]> {
  const betingelser = betingelserOf(soegning);
  if (soegning.antal <= 0 || betingelser.grupper.some((gruppe) => gruppe.length === 0)) return [];
  const ejeres = await Promise.all(
    ejere.map((ejer, plads) => ejersoegning(session, ejer, ejere.slice(0, plads), soegning, betingelser)),
  );
  const navn = soegning.noegle && `${ejere.join(' ')} ${soegning.objekttype} ${soegning.noegle}`;
  const maerke = navn === undefined ? undefined : await maerker.find(navn, soegning.foerste);
  const forbi = soegning.foerste - (maerke?.antal ?? 0);
  const vindue = { antal: soegning.antal, efter: maerke?.uuid };
  const side = ejeres.some(({ valg }) => valg.isDokumenteret)
    ? await dokumenterede(session, ejeres, soegning, vindue, forbi)
    : isObjekterWanted && ejeres.length === 1 && forbi === 0
      ? await objekterOf(session, ejeres[0]!, soegning, vindue)
      : (await traefOf(session, ejeres, { ...vindue, antal: forbi + soegning.antal })).slice(forbi);
  const sidste = side.at(-1);
  if (navn !== undefined && sidste && side.length === soegning.antal) {
    await maerker.husk(navn, { antal: soegning.foerste + side.length, uuid: sidste.uuid });
  }
  if (navn !== undefined && side.length < soegning.antal) await maerker.slut(navn, soegning.foerste);
  return side;
}

/** A page of the hits of one owner by keyset, in the order of the UUIDs. */
export async function soegSide(
  session: Laeser,
  ejer: string,
  foran: readonly string[],
  soegning: Sidesoegning,
): Promise<readonly string[]> {
  const betingelser = betingelserOf(soegning);
  if (soegning.antal <= 0 || betingelser.grupper.some((gruppe) => gruppe.length === 0)) return [];
  const egen = await ejersoegning(session, ejer, foran, soegning, betingelser);
  const side = egen.valg.isDokumenteret
    ? await dokumenterede(session, [egen], soegning, soegning)
    : await traefOf(session, [egen], soegning);
  const uuids = side.map(({ uuid }) => uuid);
  return soegning.isBagfra ? uuids.toReversed() : uuids;
}
