/**
 * Lays the starting data into a store, once: a mark in the store says what is there, so that the next start finds it
 * and does nothing. What was cut off half way is taken up again with what it was begun with.
 */
import { FkorgError } from '../base/error.ts';
import type { Instant } from '../base/instant.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { Myndighedspost, Skrivning, Store } from '../store/store.ts';
import { klassifikationsObjekter } from './klassifikation.ts';
import { KORSBAEK_SEED, KORSBAEK_UNITS, type Korsbaekvalg, korsbaekPakker } from './korsbaek.ts';
import { KORSBAEK_POST, MYNDIGHEDER, myndighedsObjekter, STAMDATA_FRA, superOrgObjekter } from './superorg.ts';

const SUPERORG_MAERKE = 'data/superorg';
/** Goes up when the shared master data changes; what is new in it is then added at the next start. */
const SUPERORG_UDGAVE = '1';
const KORSBAEK_MAERKE = 'data/korsbaek';

/** Objects in one call of the store: enough to be quick, few enough for a short transaction. */
const OBJECTS_PER_WRITE = 500;

export interface Indlaesning {
  /** False where everything was there already. */
  readonly isNy: boolean;
  /** Objects that were saved now. */
  readonly objekter: number;
}

const ALT_VAR_DER: Indlaesning = { isNy: false, objekter: 0 };

/** KOMBIT, the 98 municipalities, Korsbæk as an authority, and the two classifications. */
export async function indlaesSuperOrg(store: Store, now: Instant): Promise<Indlaesning> {
  if ((await store.maerke(SUPERORG_MAERKE)) === SUPERORG_UDGAVE) return ALT_VAR_DER;
  const tidspunkt = Math.min(STAMDATA_FRA, now);
  let objekter = 0;
  for (const { skrivninger } of parcels([superOrgObjekter(tidspunkt), klassifikationsObjekter(tidspunkt)])) {
    objekter += await gemNye(store, skrivninger);
  }
  for (const post of MYNDIGHEDER) await store.gemMyndighed(post);
  await store.saetMaerke(SUPERORG_MAERKE, SUPERORG_UDGAVE);
  return { isNy: true, objekter };
}

/**
 * Makes an authority of one's own: its four objects, and its place among the authorities that may call. Nothing becomes
 * different where it is there already.
 *
 * @param now Registration time of the objects.
 */
export async function opretMyndighed(store: Store, post: Myndighedspost, now: Instant): Promise<Indlaesning> {
  const objekter = await gemNye(store, myndighedsObjekter(post, now));
  await store.gemMyndighed(post);
  return { isNy: objekter > 0, objekter };
}

export interface KorsbaekIndlaesning {
  readonly now: Instant;
  /** Units, users with them; 60 where it is absent. */
  readonly units?: number;
  /** Seed of the generator; 1 where it is absent. */
  readonly seed?: number;
  /** Told after every write: units that are saved, of how many. */
  readonly onProgress?: (klaret: number, ialt: number) => void;
}

/** What the mark of Korsbæk says. */
interface Korsbaekmaerke extends Korsbaekvalg {
  readonly isFaerdig: boolean;
}

/**
 * The demo data of Korsbæk Kommune. Gives also which size, seed and day it has: those that it was begun with the first
 * time, whatever is asked for now.
 */
export async function indlaesKorsbaek(
  store: Store,
  { now, units = KORSBAEK_UNITS, seed = KORSBAEK_SEED, onProgress }: KorsbaekIndlaesning,
): Promise<Indlaesning & Korsbaekvalg> {
  const text = await store.maerke(KORSBAEK_MAERKE);
  const maerke: Korsbaekmaerke = text === undefined ? { units, seed, now, isFaerdig: false } : JSON.parse(text);
  const { isFaerdig, ...valg } = maerke;
  if (isFaerdig) return { ...ALT_VAR_DER, ...valg };

  const pakker = korsbaekPakker(valg);
  await store.saetMaerke(KORSBAEK_MAERKE, JSON.stringify(maerke));
  let { objekter } = await opretMyndighed(store, KORSBAEK_POST, Math.min(STAMDATA_FRA, valg.now));
  for (const { skrivninger, pakkerKlaret } of parcels(pakker)) {
    objekter += await gemNye(store, await medRodenhed(store, skrivninger));
    // The first packet is what all units share.
    onProgress?.(pakkerKlaret - 1, valg.units);
  }
  await store.saetMaerke(KORSBAEK_MAERKE, JSON.stringify({ ...maerke, isFaerdig: true }));
  return { isNy: true, objekter, ...valg };
}

/** Packets put together to parcels of a good size for the store. */
function* parcels(
  pakker: Iterable<readonly Skrivning[]>,
): Generator<{ readonly skrivninger: readonly Skrivning[]; readonly pakkerKlaret: number }> {
  let skrivninger: Skrivning[] = [];
  let pakkerKlaret = 0;
  for (const pakke of pakker) {
    skrivninger.push(...pakke);
    pakkerKlaret += 1;
    if (skrivninger.length < OBJECTS_PER_WRITE) continue;
    yield { skrivninger, pakkerKlaret };
    skrivninger = [];
  }
  if (skrivninger.length > 0) yield { skrivninger, pakkerKlaret };
}

/** Saves those of the objects that are not there; gives how many that were. */
async function gemNye(store: Store, skrivninger: readonly Skrivning[]): Promise<number> {
  if (skrivninger.length === 0 || (await store.gem(skrivninger))) return skrivninger.length;
  const kendte = new Set<string>();
  for (const [ejer, objekttype, uuids] of byEjerOgType(skrivninger)) {
    for (const { uuid } of await store.hent([ejer], objekttype, uuids, 'nuvaerende')) {
      kendte.add(`${ejer} ${objekttype} ${uuid}`);
    }
  }
  const nye = skrivninger.filter(
    ({ forventetNr, ejer, objekttype, uuid }) => forventetNr > 0 || !kendte.has(`${ejer} ${objekttype} ${uuid}`),
  );
  if (nye.length === 0) return 0;
  if (nye.length === skrivninger.length || !(await store.gem(nye))) {
    throw new FkorgError('internal', 'The starting data could not be saved.', {
      detail: 'the store refused new objects',
    });
  }
  return nye.length;
}

function byEjerOgType(skrivninger: readonly Skrivning[]): (readonly [string, ObjektType, string[]])[] {
  const groups = Map.groupBy(skrivninger, ({ ejer, objekttype }) => `${ejer} ${objekttype}`);
  return [...groups.values()].map((group) => [group[0]!.ejer, group[0]!.objekttype, group.map(({ uuid }) => uuid)]);
}

/**
 * The root unit is there already, as every authority's: what the demo knows of it becomes a change of it. It is left
 * as it is where somebody has changed it.
 */
async function medRodenhed(store: Store, skrivninger: readonly Skrivning[]): Promise<readonly Skrivning[]> {
  const uuid = KORSBAEK_POST.rodenhedUuid;
  if (!skrivninger.some((skrivning) => skrivning.uuid === uuid)) return skrivninger;
  const [kendt] = await store.hent([KORSBAEK_POST.cvr], 'OrganisationEnhed', [uuid], 'nuvaerende');
  const forrige = kendt?.registreringer[0];
  if (!kendt || !forrige) return skrivninger;
  return skrivninger.flatMap((skrivning) => {
    if (skrivning.uuid !== uuid) return [skrivning];
    return kendt.nr === 1 ? [{ ...skrivning, verbum: 'ret' as const, forventetNr: kendt.nr, forrige }] : [];
  });
}
