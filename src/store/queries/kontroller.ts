/**
 * Holds everything that the store keeps beside the documents to what the documents say: object rows, numbers, times,
 * search rows, change feed. All in one snapshot, so that writes meanwhile make no false alarm.
 */
import type { ObjektNoegle } from '../../register/model.ts';
import type { Driver, Session } from '../drivers/driver.ts';
import { livscyklusNr, objekttypeNr } from '../numre.ts';
import { arrayText, tidspunkterText } from '../parametre.ts';
import type { LagretObjekt } from '../store.ts';
import { alle } from './alle.ts';
import { indsaetReferencer, indsaetTekster } from './historik-parametre.ts';
import { historikRaekker } from './historik-raekker.ts';
import { FORVENTEDE_TABELLER, KONTROLLER, SVARER_IKKE } from './kontrol-sql.ts';
import { STROEM_KONTROLLER, STROEM_TABEL } from './kontrol-stroem.ts';

type Objekt = ObjektNoegle & LagretObjekt;

const OBJECTS_PER_BATCH = 200;
/** Lines given at most for each check. */
const LINES_MAX = 1000;

/** What is wrong, one line each: names objects by their keys, and no content. */
export async function kontroller(driver: Driver): Promise<readonly string[]> {
  return driver.transaction(
    async (session) => {
      for (const text of FORVENTEDE_TABELLER) await session.query({ text }, []);
      const lines: string[] = [];
      for await (const batch of batches(alle(session, {}))) lines.push(...(await laegFrem(session, batch)));
      // These read whole tables, which is what sequential scans are for.
      for (const name of ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) {
        await session.query({ text: `set local ${name} = on` }, []);
      }
      await session.query({ text: STROEM_TABEL }, []);
      for (const text of [...KONTROLLER, ...STROEM_KONTROLLER]) {
        const rows = await session.query<[string]>({ text: `select * from (${text}) l limit ${LINES_MAX}` }, []);
        lines.push(...rows.map(([line]) => line));
      }
      return lines;
    },
    { isLongRead: true },
  );
}

async function* batches(objekter: AsyncIterable<Objekt>): AsyncGenerator<readonly Objekt[]> {
  let batch: Objekt[] = [];
  for await (const objekt of objekter) {
    batch.push(objekt);
    if (batch.length < OBJECTS_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Lays out what the documents of some objects demand; gives what their registrations have wrong. */
async function laegFrem(session: Session, objekter: readonly Objekt[]): Promise<string[]> {
  const raekker = objekter.map(({ ejer, objekttype, uuid, registreringer }) => ({
    ejer: Number(ejer),
    objekttype: objekttypeNr(objekttype),
    uuid,
    raekker: historikRaekker(objekttype, registreringer),
  }));
  await session.query(...indsaetTekster('forventet_tekst', raekker));
  await session.query(...indsaetReferencer('forventet_reference', raekker));
  const rows = objekter.flatMap((objekt) =>
    objekt.registreringer.map((registrering, index) => ({ objekt, registrering, nr: index + 1 })),
  );
  const lines = await session.query<[string]>({ text: SVARER_IKKE }, [
    arrayText(rows.map(({ objekt }) => Number(objekt.ejer))),
    arrayText(rows.map(({ objekt }) => objekttypeNr(objekt.objekttype))),
    arrayText(rows.map(({ objekt }) => objekt.uuid)),
    arrayText(rows.map(({ nr }) => nr)),
    tidspunkterText(rows.map(({ registrering }) => registrering.tidspunkt)),
    arrayText(rows.map(({ registrering }) => livscyklusNr[registrering.livscyklusKode])),
  ]);
  return lines.map(([line]) => line);
}
