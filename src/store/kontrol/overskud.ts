/** Finds search rows that no document demands, by reading the rows of one field and the documents of their objects. */
import { objekttypeByNr } from '../../standard/objekttyper.ts';
import { registreringOf } from '../dokument.ts';
import type { Session } from '../drivers/driver.ts';
import { arrayText } from '../parametre.ts';
import type { HistorikRaekker } from '../queries/historik-raekker.ts';
import { forventede, noeglerOf, raekkeNoegle, raekkerOfHistorik, type Soegetabel } from './forventede.ts';
import type { Afsnit } from './fund.ts';
import { msSql } from './historikker.ts';
import { HVORNAAR } from './mangler.ts';

/** Rows read at a time. */
const FETCH_ROWS = 500;

/** A search row as it stands: its object, field, value, role, and its four times in milliseconds. */
export type Staaende = readonly [uuid: string, felt: number, vaerdi: string, rolle: number, ...tider: number[]];

/** What is selected of a search row. */
export function staaendeSql({ kolonne, rolle }: Soegetabel): string {
  const tider = ['virkning_fra', 'virkning_til', 'registreret_fra', 'registreret_til'].map(msSql).join(', ');
  return `s.uuid, s.felt, s.${kolonne}, ${rolle}, ${tider}`;
}

export function noegleOf([, felt, vaerdi, rolle, ...tider]: Staaende): string {
  return raekkeNoegle(felt, vaerdi, rolle, tider);
}

/** What the documents of some objects demand; undefined for one whose documents do not say it. */
export async function kravOf(
  session: Session,
  { ejer, objekttype }: Afsnit,
  uuids: readonly string[],
): Promise<ReadonlyMap<string, HistorikRaekker | undefined>> {
  const rows = await session.query<[string, string]>(
    {
      text: `select uuid, dokument from registrering
        where ejer = ${ejer} and objekttype = ${objekttype} and uuid = any($1::uuid[]) order by uuid, nr`,
    },
    [arrayText(uuids)],
  );
  const navn = objekttypeByNr(objekttype);
  const efterUuid = Map.groupBy(rows, ([uuid]) => uuid);
  return new Map(
    [...efterUuid].map(([uuid, dokumenter]) => {
      try {
        return [
          uuid,
          navn &&
            raekkerOfHistorik(
              navn,
              dokumenter.map(([, dokument]) => registreringOf(dokument)),
            ),
        ];
      } catch {
        return [uuid, undefined];
      }
    }),
  );
}

/** @param meld Told of each row too many; `isKendt` is false where there is no such object. */
export async function findOverskud(
  session: Session,
  afsnit: Afsnit,
  tabel: Soegetabel,
  felt: number,
  meld: (uuid: string, isKendt: boolean) => Promise<void>,
): Promise<void> {
  for (const hvornaar of HVORNAAR) {
    const text = `declare overskud no scroll cursor for select ${staaendeSql(tabel)} from ${tabel.navn} s
      where s.ejer = ${afsnit.ejer} and s.objekttype = ${afsnit.objekttype} and s.felt = ${felt}
        and s.registreret_til ${hvornaar}`;
    await session.query({ text }, []);
    while (true) {
      const rows = await session.query<Staaende>({ text: `fetch ${FETCH_ROWS} from overskud` }, []);
      if (rows.length === 0) break;
      const krav = await kravOf(session, afsnit, [...new Set(rows.map(([uuid]) => uuid))]);
      const noegler = new Map<string, ReadonlySet<string>>();
      for (const raekke of rows) {
        const [uuid] = raekke;
        const raekker = krav.get(uuid);
        if (!raekker) {
          if (!krav.has(uuid)) await meld(uuid, false);
          continue;
        }
        const kendte = noegler.get(uuid) ?? new Set(noeglerOf(forventede(tabel, uuid, raekker)));
        noegler.set(uuid, kendte);
        if (!kendte.has(noegleOf(raekke))) await meld(uuid, true);
      }
    }
    await session.query({ text: 'close overskud' }, []);
  }
}
