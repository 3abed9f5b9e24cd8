/** Files of CSV to items: rows are read by column, each becomes the objects that it wants, and what is gone is found. */
import { FkorgError } from '../base/error.ts';
import { isUuid } from '../base/uuid.ts';
import type { ObjektType } from '../standard/objekttyper.ts';
import type { Myndighedspost, Store } from '../store/store.ts';
import { borte } from './csv-borte.ts';
import { laesEnhed } from './csv-enheder.ts';
import { kolonnerOf } from './csv-kolonner.ts';
import { laesMedarbejder } from './csv-medarbejdere.ts';
import { csvUuid, UuidSet } from './csv-noegler.ts';
import { type Raekke, raekker } from './csv-tekst.ts';
import type { Emne, Filbrud } from './emne.ts';
import type { CsvFormat } from './formater.ts';
import type { Oensket } from './oensket.ts';

export interface CsvRaekke {
  readonly linje: number;
  /** By column; columns that the file has not are absent. */
  readonly felter: ReadonlyMap<string, string>;
}

/** What rows are read with. */
export interface Sammenhaeng {
  readonly ejer: string;
  readonly myndighed: Myndighedspost;
  readonly enheder: Enheder;
  /** What the rows so far have named. */
  readonly sete: UuidSet;
  /** Users that have been written. */
  readonly skrevne: UuidSet;
}

export interface Raekkelaeser {
  /** The columns that say which object a row is of. */
  readonly noegle: readonly string[];
  laes(
    raekke: CsvRaekke,
    sammenhaeng: Sammenhaeng,
  ): Promise<
    | { readonly objekter: readonly Oensket[] }
    | { readonly brud: readonly Filbrud[]; readonly objekttype: ObjektType; readonly uuid: string }
  >;
}

const LAESERE: Readonly<Record<CsvFormat, Raekkelaeser>> = { enheder: laesEnhed, medarbejdere: laesMedarbejder };

/** Units by the ids that files call them: those of the file, then those of the register. */
export class Enheder {
  readonly #store: Store;
  readonly #ejer: string;
  readonly #iFilen: UuidSet;
  readonly #fundne = new Map<string, string | undefined>();

  constructor(store: Store, ejer: string, iFilen: UuidSet) {
    this.#store = store;
    this.#ejer = ejer;
    this.#iFilen = iFilen;
  }

  /** The UUID of a unit: the one that files call so, or the one with this UUID. */
  async find(enhedsid: string): Promise<string | undefined> {
    const uuid = csvUuid(this.#ejer, 'enhed', enhedsid);
    if (this.#iFilen.has(uuid)) return uuid;
    if (!this.#fundne.has(enhedsid)) {
      if (this.#fundne.size >= FUNDNE_MAX) this.#fundne.clear();
      this.#fundne.set(enhedsid, await this.#slaaOp(isUuid(enhedsid) ? [uuid, enhedsid.toLowerCase()] : [uuid]));
    }
    return this.#fundne.get(enhedsid);
  }

  async #slaaOp(uuids: readonly string[]): Promise<string | undefined> {
    const fundne = await this.#store.hent([this.#ejer], 'OrganisationEnhed', uuids, 'nuvaerende');
    return uuids.find((uuid) => fundne.some((enhed) => enhed.uuid === uuid));
  }
}

/** Units remembered; a municipality has a few thousand. */
const FUNDNE_MAX = 20_000;

export interface CsvFil {
  readonly format: CsvFormat;
  /** The text from its beginning, as often as it is asked for. */
  readonly tekst: () => AsyncIterable<string>;
  /** The first line. */
  readonly hoved: string;
  readonly store: Store;
  readonly myndighed: Myndighedspost;
  /** Where objects whose rows are gone are to end: the first instant after their last day. Absent: they are only told of. */
  readonly borteTil?: number;
  /** The day on which an object must be in use for its row to be missed. */
  readonly dag: number;
}

/** The rows of a file, the header apart. Throws `bad-file` where the header is none. */
async function* raekkerMedKolonner({ format, hoved }: CsvFil, tekst: AsyncIterable<string>) {
  const fundet = kolonnerOf(format, hoved);
  if (!fundet) throw new FkorgError('bad-file', `The first line is no header of ${format}; see --template ${format}.`);
  let isHoved = true;
  for await (const raekke of raekker(tekst, fundet.skilletegn)) {
    if (!isHoved) yield { raekke, kolonner: fundet.kolonner };
    isHoved = false;
  }
}

function felterOf({ felter }: Raekke, kolonner: readonly (string | undefined)[]): ReadonlyMap<string, string> {
  return new Map(kolonner.flatMap((navn, i) => (navn === undefined ? [] : [[navn, felter[i] ?? '']])));
}

/** The units that a file of units names. */
async function enhederIFilen(fil: CsvFil): Promise<UuidSet> {
  const uuids = new UuidSet();
  if (fil.format !== 'enheder') return uuids;
  for await (const { raekke, kolonner } of raekkerMedKolonner(fil, fil.tekst())) {
    const id = felterOf(raekke, kolonner).get('Enhedsid') ?? '';
    if (id !== '') uuids.add(csvUuid(fil.myndighed.cvr, 'enhed', id));
  }
  return uuids;
}

export async function* emnerAfCsv(fil: CsvFil): AsyncGenerator<Emne> {
  const { myndighed, store } = fil;
  const ejer = myndighed.cvr;
  const enheder = new Enheder(store, ejer, await enhederIFilen(fil));
  const sammenhaeng: Sammenhaeng = { ejer, myndighed, enheder, sete: new UuidSet(), skrevne: new UuidSet() };
  const { noegle, laes } = LAESERE[fil.format];
  let sidste = 1;
  let hasUkendte = false;
  for await (const { raekke, kolonner } of raekkerMedKolonner(fil, fil.tekst())) {
    const { linje, felter } = raekke;
    sidste = linje;
    if (felter.length > kolonner.length) {
      const forventet = `${kolonner.length} fields as in the header, not ${felter.length}`;
      hasUkendte = true;
      yield { linje, art: 'afvist', brud: [{ regel: 'fil-raekke', sted: 'the row', forventet }] };
      continue;
    }
    const efterKolonne = felterOf(raekke, kolonner);
    const isUkendt = noegle.some((kolonne) => !efterKolonne.get(kolonne));
    hasUkendte ||= isUkendt;
    const laest = await laes({ linje, felter: efterKolonne }, sammenhaeng);
    if (!('brud' in laest)) for (const objekt of laest.objekter) yield { linje, art: 'oensket', objekt };
    else if (isUkendt) yield { linje, art: 'afvist', brud: laest.brud };
    else yield { linje, art: 'afvist', ...laest };
  }
  yield* borte(fil, { sete: sammenhaeng.sete, hasUkendte, linje: sidste });
}
