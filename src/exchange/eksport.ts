/** Objects as the text of a file, piece by piece, whatever the format; the store that is read stands still meanwhile. */
import type { ObjektType } from '../standard/objekttyper.ts';
import type { AlleFilter, Store } from '../store/store.ts';
import { csvAf } from './csv-eksport.ts';
import type { Format } from './formater.ts';
import { OIO_SLUTNING, oioBegyndelse, oioObjekt } from './oio-skriv.ts';
import { type Punkt, setFra } from './punkt.ts';

export interface Eksportvalg extends Punkt {
  readonly format: Format;
  /** Demanded by every format but `jsonl`. */
  readonly ejer?: string;
  readonly objekttype?: ObjektType;
  /** The day that CSV is of where no `virkning` is given. */
  readonly idag: number;
  /** Where the change feed goes on from what is written: JSON lines begin with it, XML has it in the root. */
  readonly position?: number;
}

/** A piece of the file, and how many objects (in CSV: rows) are written with it. */
export interface Stykke {
  readonly tekst: string;
  readonly objekter: number;
}

/**
 * What `work` does with the store that it is given is of one moment, and every change that it does not see has a position
 * after the one that it is told: numbering makes a position visible after the change that got it.
 */
export async function fastholdtMedPosition<T>(
  store: Store,
  work: (fast: Store, position: number) => Promise<T>,
): Promise<T> {
  // What waits for its position gets one first; else the feed would tell what the export has.
  await store.sidstePosition();
  return store.fastholdt(async (fast) => work(fast, (await fast.figures()).feedPosition));
}

export function eksport(store: Store, valg: Eksportvalg): AsyncGenerator<Stykke> {
  switch (valg.format) {
    case 'jsonl':
      return jsonlinjer(store, valg);
    case 'oio':
      return oio(store, valg, valg.ejer!);
    case 'enheder':
    case 'medarbejdere':
      return csvAf(store, valg, valg.format, valg.ejer!);
  }
}

function filterOf({ ejer, objekttype, registrering }: Eksportvalg): AlleFilter {
  return {
    ...(ejer !== undefined && { ejer }),
    ...(objekttype !== undefined && { objekttype }),
    ...(registrering !== undefined && { registreretSenest: registrering }),
  };
}

/** The position, the authorities (where all types are asked for), and then the objects. */
async function* jsonlinjer(store: Store, valg: Eksportvalg): AsyncGenerator<Stykke> {
  if (valg.position !== undefined) yield { tekst: `${JSON.stringify({ position: valg.position })}\n`, objekter: 0 };
  if (valg.objekttype === undefined) {
    for (const myndighed of await store.myndigheder()) {
      if (valg.ejer !== undefined && valg.ejer !== myndighed.cvr) continue;
      yield { tekst: `${JSON.stringify({ myndighed })}\n`, objekter: 0 };
    }
  }
  for await (const { objekttype, ejer, uuid, registreringer: alle } of store.alle(filterOf(valg))) {
    const registreringer = setFra(valg, objekttype, alle);
    yield { tekst: `${JSON.stringify({ objekttype, ejer, uuid, registreringer })}\n`, objekter: 1 };
  }
}

async function* oio(store: Store, valg: Eksportvalg, ejer: string): AsyncGenerator<Stykke> {
  const { objekttype: type, position } = valg;
  yield { tekst: oioBegyndelse({ ejer, position }, type === undefined ? undefined : [type]), objekter: 0 };
  for await (const { objekttype, uuid, registreringer } of store.alle(filterOf(valg))) {
    yield { tekst: oioObjekt(objekttype, uuid, setFra(valg, objekttype, registreringer)), objekter: 1 };
  }
  yield { tekst: OIO_SLUTNING, objekter: 0 };
}
