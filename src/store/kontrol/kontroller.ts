/**
 * Holds everything that the store keeps beside the documents to what the documents say, and the documents to the form of
 * the register: owner by owner, type by type, in ranges of UUIDs, in one snapshot, so that writes meanwhile make no false
 * alarm. Memory holds one range; the time is linear to the register.
 */
import { objekttypeByNr } from '../../standard/objekttyper.ts';
import type { Driver, Session } from '../drivers/driver.ts';
import { holdPartitions } from '../queries/partitioner.ts';
import { bedoem } from './bedoem.ts';
import { kontrollerBeskeder } from './beskeder.ts';
import { raekkerOfHistorik, SOEGETABELLER } from './forventede.ts';
import { type Afsnit, type Meld, navnOf } from './fund.ts';
import { afsnitMedObjekter, historikker, type LagretHistorik } from './historikker.ts';
import { findMangler, Optaelling } from './mangler.ts';
import { findOverskud } from './overskud.ts';
import { kontrollerUdbakke } from './udbakke.ts';

/** Numbers of search rows: by owner and type, for both tables and each field. */
type Staaende = Map<string, { readonly afsnit: Afsnit; readonly antal: Optaelling; readonly felter: Set<number> }>;

/** @param onProgress Told how many objects have been read; where it throws, the check ends there. */
export async function kontroller(driver: Driver, meld: Meld, onProgress?: (objekter: number) => void): Promise<void> {
  await driver.transaction(
    async (session) => {
      await holdPartitions(session);
      const staaende = await taelRaekker(session);
      let objekter = 0;
      for await (const afsnit of afsnitMedObjekter(session)) {
        const fundne = new Optaelling();
        for await (const lagrede of historikker(session, afsnit)) {
          await kontrollerObjekter(session, afsnit, lagrede, fundne, meld);
          objekter += lagrede.length;
          onProgress?.(objekter);
        }
        await kontrollerOverskud(session, afsnit, staaende, fundne, meld);
        staaende.delete(navnOf({ ...afsnit, uuid: '' }));
      }
      for (const { afsnit } of staaende.values()) {
        await kontrollerOverskud(session, afsnit, staaende, new Optaelling(), meld);
      }
      await kontrollerUdbakke(session, meld);
      await kontrollerBeskeder(session, meld);
    },
    { isLongRead: true },
  );
}

async function taelRaekker(session: Session): Promise<Staaende> {
  const staaende: Staaende = new Map();
  await session.query({ text: 'set local enable_seqscan = on' }, []);
  for (const tabel of SOEGETABELLER) {
    const text = `select ejer, objekttype, felt, count(*)::int from ${tabel.navn} group by ejer, objekttype, felt`;
    for (const [ejer, objekttype, felt, antal] of await session.query<[number, number, number, number]>({ text }, [])) {
      const afsnit = { ejer, objekttype };
      const navn = navnOf({ ...afsnit, uuid: '' });
      const talt = staaende.get(navn) ?? { afsnit, antal: new Optaelling(), felter: new Set() };
      staaende.set(navn, talt);
      talt.antal.add(tabel, felt, antal);
      talt.felter.add(felt);
    }
  }
  await session.query({ text: 'set local enable_seqscan = off' }, []);
  return staaende;
}

async function kontrollerObjekter(
  session: Session,
  afsnit: Afsnit,
  lagrede: readonly LagretHistorik[],
  fundne: Optaelling,
  meld: Meld,
): Promise<void> {
  const objekttype = objekttypeByNr(afsnit.objekttype);
  if (objekttype === undefined) {
    for (const { uuid } of lagrede) await meld({ linje: `${navnOf({ ...afsnit, uuid })}: there is no such type` });
    return;
  }
  const objekter = [];
  for (const lagret of lagrede) {
    const { uuid } = lagret;
    const { linjer, historik } = bedoem(objekttype, lagret);
    for (const linje of linjer) await meld({ linje: `${navnOf({ ...afsnit, uuid })}: ${linje}` });
    const raekker = historik && raekkerOfHistorik(objekttype, historik);
    if (raekker) objekter.push({ uuid, raekker });
    else if (historik) {
      await meld({ linje: `${navnOf({ ...afsnit, uuid })}: a document has a name that its type has not` });
    }
  }
  await findMangler(session, afsnit, objekter, fundne, async ({ uuid, felt }, tabel, antal) => {
    const raekkerOf = { ...afsnit, uuid };
    const hvad = antal === 0 ? 'is missing' : `is there ${antal} times`;
    await meld({ linje: `${navnOf(raekkerOf)}: a row of ${tabel.navn} ${hvad} (number ${felt})`, raekkerOf });
  });
}

/** Looks for rows that nothing demands where there are more rows than were found from the documents. */
async function kontrollerOverskud(
  session: Session,
  afsnit: Afsnit,
  staaende: Staaende,
  fundne: Optaelling,
  meld: Meld,
): Promise<void> {
  const talt = staaende.get(navnOf({ ...afsnit, uuid: '' }));
  for (const felt of talt?.felter ?? []) {
    for (const tabel of SOEGETABELLER) {
      if (talt!.antal.of(tabel, felt) === fundne.of(tabel, felt)) continue;
      await findOverskud(session, afsnit, tabel, felt, async (uuid, isKendt) => {
        const raekkerOf = { ...afsnit, uuid };
        const hvad = isKendt ? 'says what no document says' : 'is of an object that is not there';
        await meld({ linje: `${navnOf(raekkerOf)}: a row of ${tabel.navn} ${hvad} (number ${felt})`, raekkerOf });
      });
    }
  }
}
