/** Fills a store in the form of version 1, by the statements that version 1 had. */
import { newUuid } from '../../src/base/uuid.ts';
import type { ObjektType } from '../../src/standard/objekttyper.ts';
import type { Driver } from '../../src/store/drivers/driver.ts';
import { objekttypeNr } from '../../src/store/numre.ts';
import { tidspunktText } from '../../src/store/parametre.ts';
import { registrering, type Tal, TIDER } from './verden.ts';

/** An object with its history, as version 1 wrote it: plain JSON, its numbers, and an outbox row each. */
export async function gemSomFoer(driver: Driver, ejer: string, objekttype: ObjektType, tal: Tal) {
  const uuid = newUuid();
  const historik = TIDER.map((tid) => ({
    ...registrering(tal, objekttype, tid),
    livscyklusKode: 'Importeret' as const,
    relationer: {},
  }));
  const noegle = [Number(ejer), objekttypeNr(objekttype), uuid];
  const seneste = tidspunktText(historik.at(-1)!.tidspunkt);
  await driver.query({ text: 'insert into objekt values ($1, $2, $3, $4, $5, 2)' }, [
    ...noegle,
    historik.length,
    seneste,
  ]);
  for (const [index, set] of historik.entries()) {
    const tid = tidspunktText(set.tidspunkt);
    await driver.query({ text: 'insert into registrering values ($1, $2, $3, $4, $5, 2, $6)' }, [
      ...noegle,
      index + 1,
      tid,
      JSON.stringify(set),
    ]);
    await driver.query(
      {
        text: 'insert into udbakke (ejer, objekttype, uuid, nr, verbum, tidspunkt) values ($1, $2, $3, $4, 2, $5)',
      },
      [...noegle, index + 1, tid],
    );
  }
  return { objekttype, uuid, historik };
}
