/**
 * Looks up every search row that the documents demand: each must be there once. Counts what is found, so that rows which
 * nothing demands show as a difference to the number that the tables hold.
 */
import { TIL_ALTID } from '../../base/instant.ts';
import type { Session } from '../drivers/driver.ts';
import type { HistorikRaekker } from '../queries/historik-raekker.ts';
import {
  forventede,
  type Raekke,
  raekkerSomParametre,
  SOEGETABELLER,
  type Soegetabel,
  unnestet,
} from './forventede.ts';
import type { Afsnit } from './fund.ts';

/** Numbers of rows by table and field. */
export class Optaelling {
  readonly #antal = new Map<string, number>();

  add(tabel: Soegetabel, felt: number, antal: number): void {
    this.#antal.set(`${tabel.navn} ${felt}`, this.of(tabel, felt) + antal);
  }

  of(tabel: Soegetabel, felt: number): number {
    return this.#antal.get(`${tabel.navn} ${felt}`) ?? 0;
  }
}

/** Rows that are still so and rows that were so once have indexes of their own. */
export const HVORNAAR = ["= 'infinity'", "< 'infinity'"] as const;

/** The demanded rows that are not there once, with how often they are. */
function opslagSql(tabel: Soegetabel, { ejer, objekttype }: Afsnit, hvornaar: string): string {
  return `select l.plads::int, c.antal from ${unnestet(tabel)} cross join lateral (
      select count(*)::int as antal from ${tabel.navn} s
      where s.ejer = ${ejer} and s.objekttype = ${objekttype} and s.felt = l.felt and s.${tabel.kolonne} = l.vaerdi
        and s.uuid = l.uuid and s.virkning_fra = l.vf and s.virkning_til = l.vt and s.registreret_fra = l.rf
        and s.registreret_til = l.rt and s.registreret_til ${hvornaar} and ${tabel.rolle} = l.rolle) c
    where c.antal <> 1`;
}

/**
 * @param meld Told of each demanded row that is not there once.
 * @param fundne Counts the rows that are demanded and there.
 */
export async function findMangler(
  session: Session,
  afsnit: Afsnit,
  objekter: readonly { readonly uuid: string; readonly raekker: HistorikRaekker }[],
  fundne: Optaelling,
  meld: (raekke: Raekke, tabel: Soegetabel, antal: number) => Promise<void>,
): Promise<void> {
  for (const tabel of SOEGETABELLER) {
    const alle = objekter.flatMap(({ uuid, raekker }) => forventede(tabel, uuid, raekker));
    for (const hvornaar of HVORNAAR) {
      const isNu = hvornaar === HVORNAAR[0];
      const rows = alle.filter(({ registreret: [, til] }) => til >= TIL_ALTID === isNu);
      if (rows.length === 0) continue;
      const forkerte = new Map(
        await session.query<[number, number]>({ text: opslagSql(tabel, afsnit, hvornaar) }, raekkerSomParametre(rows)),
      );
      for (const [i, raekke] of rows.entries()) {
        const antal = forkerte.get(i + 1) ?? 1;
        fundne.add(tabel, raekke.felt, antal);
        if (antal !== 1) await meld(raekke, tabel, antal);
      }
    }
  }
}
