/**
 * Carries a release out: the data of every authority go, one after the other, each in a transaction of its own; in the last
 * transaction KOMBIT's go and the common data come. A mark in the store says what was begun, so that a run that was cut off goes on.
 */

import type { Clock } from '../../base/clock.ts';
import { FkorgError } from '../../base/error.ts';
import { KOMBIT_CVR } from '../../standard/koder.ts';
import { IMPORT_MAERKER } from '../../store/kopi/skaer.ts';
import type { Store } from '../../store/store.ts';
import { type Faellesdata, faellesdataI, genindlaest, type Typetal } from './faellesdata.ts';
import type { Releaseslip } from './slip.ts';

/** The mark: what was begun, or what became of it where its report has not been written yet. */
const RELEASE_MAERKE = 'release/erase-and-reload';
/** What the demo data were laid in with: they are gone. */
const DEMO_MAERKE = 'data/korsbaek';
/** Objects in one call of the store. */
const OBJEKTER_PER_KALD = 500;

/** The release that the store has begun: its report so far. */
export async function begyndtRelease(store: Store): Promise<Releaseslip | undefined> {
  const tekst = await store.maerke(RELEASE_MAERKE);
  return tekst === undefined ? undefined : (JSON.parse(tekst) as Releaseslip);
}

/** Throws `busy` while a release is half done: nobody may write into it, and nobody should read it. */
export async function assertIngenRelease(store: Store): Promise<void> {
  const begyndt = await begyndtRelease(store);
  if (!begyndt || begyndt.isUdfoert) return;
  throw new FkorgError(
    'busy',
    `A release that began ${begyndt.begyndt} is half done: \`fkorg release erase-and-reload\` goes on with it.`,
  );
}

export async function ejertal(store: Store): Promise<Readonly<Record<string, Typetal>>> {
  const ejere = await store.antalPrEjer();
  return Object.fromEntries([...ejere].map(([ejer, typer]) => [ejer, Object.fromEntries(typer)]));
}

export interface Release {
  readonly store: Store;
  readonly clock: Clock;
  readonly indhold: Faellesdata;
  /** What is told of it; the rest of the report is filled in. */
  readonly slip: Releaseslip;
  /** What else belongs to the last transaction: ends agreements, and gives which. */
  readonly aftaler: (store: Store) => Promise<Releaseslip['aftaler']>;
  /** Told after each owner: so many are done, of so many. */
  readonly onProgress: (klaret: number, ialt: number) => void;
}

/**
 * Does all that is left to do; gives the whole report. Where all has been done and the report alone is missing, nothing goes.
 * Throws `busy` where others are connected.
 */
export async function udfoerRelease(release: Release): Promise<Releaseslip> {
  const { store, slip, onProgress } = release;
  const begyndt = await begyndtRelease(store);
  if (begyndt?.isUdfoert) return eftervis(store, begyndt);
  const isNy = begyndt === undefined;
  await store.saetMaerke(RELEASE_MAERKE, JSON.stringify(slip));
  await assertAlene(store).catch(async (error: unknown) => {
    // Nothing has gone yet: the register is not half done, and others may go on.
    if (isNy) await store.fjernMaerke(RELEASE_MAERKE);
    throw error;
  });
  const ejere = [...(await store.antalPrEjer()).keys()].filter((ejer) => ejer !== KOMBIT_CVR);
  for (const [nr, ejer] of ejere.entries()) {
    await slet(release, ejer);
    onProgress(nr + 1, ejere.length + 1);
  }
  await assertAlene(store);
  await genindlaes(release);
  onProgress(ejere.length + 1, ejere.length + 1);
  await store.opdaterStatistik();
  return eftervis(store, (await begyndtRelease(store))!);
}

/** The report has been written: the mark goes. */
export async function afslutRelease(store: Store): Promise<void> {
  await store.fjernMaerke(RELEASE_MAERKE);
}

async function assertAlene(store: Store): Promise<void> {
  const antal = await store.forbindelser();
  if (antal === 0) return;
  throw new FkorgError(
    'busy',
    `${antal} connections of other fkorg processes are open on the database. Stop the servers first.`,
  );
}

function slet({ store, clock }: Release, ejer: string): Promise<void> {
  return store.samlet(async (del) => {
    const tid = clock();
    const antal = await del.fjernAlle(ejer, []);
    await del.revision.skriv({
      ...{ art: 'administration', front: 'kommandolinje', handling: 'release-slet' },
      ...{ tid, varighedMs: clock() - tid, cvr: ejer, antal },
    });
  });
}

/** KOMBIT's objects go and come, agreements end, and the mark says that it is done: all of that or nothing. */
function genindlaes(release: Release): Promise<void> {
  const { store, clock, indhold, slip } = release;
  return store.samlet(async (del) => {
    const tid = clock();
    const antal = await del.fjernAlle(KOMBIT_CVR, []);
    const faelles = { art: 'administration', front: 'kommandolinje', cvr: KOMBIT_CVR, tid } as const;
    await del.revision.skriv({ ...faelles, handling: 'release-slet', varighedMs: clock() - tid, antal });
    const skrivninger = indhold.objekter.map((objekt) => genindlaest(objekt, tid));
    for (let nr = 0; nr < skrivninger.length; nr += OBJEKTER_PER_KALD) {
      if (!(await del.gem(skrivninger.slice(nr, nr + OBJEKTER_PER_KALD)))) {
        throw new FkorgError('internal', 'The common data could not be saved.', {
          detail: 'the store refused new ones',
        });
      }
    }
    await del.fjernMaerker(IMPORT_MAERKER);
    await del.fjernMaerke(DEMO_MAERKE);
    const aftaler = await release.aftaler(del);
    const indlaest = { handling: 'release-indlaes', varighedMs: clock() - tid, antal: skrivninger.length } as const;
    await del.revision.skriv({ ...faelles, ...indlaest });
    const faerdig = { ...slip, isUdfoert: true, afsluttet: new Date(clock()).toISOString(), aftaler };
    await del.saetMaerke(RELEASE_MAERKE, JSON.stringify(faerdig));
  });
}

/** Reads again what there is now, unless that has been done, and has the mark say it. */
async function eftervis(store: Store, slip: Releaseslip): Promise<Releaseslip> {
  if (slip.genlaest) return slip;
  const { typer, sha256 } = await faellesdataI(store);
  const faerdig = { ...slip, efter: await ejertal(store), genlaest: { typer, sha256 } };
  await store.saetMaerke(RELEASE_MAERKE, JSON.stringify(faerdig));
  return faerdig;
}
