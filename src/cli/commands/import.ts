/** `fkorg import <file>`: what `fkorg export` wrote, into a store; checked whole before the first object is saved. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { FkorgError } from '../../base/error.ts';
import { FRA_ALTID, TIL_ALTID } from '../../base/instant.ts';
import type { Skrivning, Store } from '../../store/store.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { type Document, readDocument } from '../document.ts';
import { EXIT } from '../exit-codes.ts';
import { progressOf, withStore } from '../open.ts';

/** Objects in one call of the store. */
const OBJECTS_PER_WRITE = 200;

const WHOLE_HISTORY = { fra: FRA_ALTID, til: TIL_ALTID };

interface Counts {
  saved: number;
  alike: number;
  refused: number;
}

export const importFile: RunCommand = async (context) => {
  const file = context.words[0]!;
  const total = await checkFile(context, file);
  return withStore(context, 'made', async (store) => {
    const counts: Counts = { saved: 0, alike: 0, refused: 0 };
    const progress = progressOf(context, 'Import', 'objects');
    for await (const parcel of parcels(readLines(context, file))) {
      await save(store, parcel, counts, progress.line);
      progress.report(counts.saved + counts.alike + counts.refused, total);
    }
    progress.end();
    const { saved, alike, refused } = counts;
    await context.terminal.out(`${saved} objects imported; ${alike} were here already; ${refused} refused.\n`);
    return refused === 0 ? EXIT.ok : EXIT.failed;
  });
};

/** Reads the whole file without saving; gives how many objects it holds. Throws `bad-file`. */
async function checkFile(context: CommandContext, file: string): Promise<number> {
  const progress = progressOf(context, 'Check', 'lines');
  let objects = 0;
  let lines = 0;
  for await (const document of readLines(context, file)) {
    if ('objekt' in document) objects += 1;
    lines += 1;
    progress.report(lines);
  }
  progress.end();
  return objects;
}

/** The lines of a file, read. Throws `bad-file` for one that is not what `fkorg export` writes. */
async function* readLines({ clock }: CommandContext, file: string): AsyncGenerator<Document> {
  const input = Readable.from(textOf(file));
  const now = clock();
  let lineNumber = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      lineNumber += 1;
      if (line.trim() !== '') yield readDocument(line, lineNumber, now);
    }
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    const isNoText = code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
    if (syscall === undefined && !isNoText) throw error;
    const why = isNoText ? `it is not UTF-8 (after line ${lineNumber})` : message;
    throw new FkorgError('bad-file', `${file} cannot be read: ${why}`, { cause: error });
  } finally {
    input.destroy();
  }
}

/** A file as text. Bytes that are no UTF-8 are an error: read as U+FFFD, names would be saved that nobody has. */
async function* textOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const bytes of createReadStream(file)) yield decoder.decode(bytes as Uint8Array, { stream: true });
  yield decoder.decode();
}

interface Parcel {
  readonly objekter: Skrivning[];
  readonly myndigheder: Extract<Document, { myndighed: unknown }>['myndighed'][];
}

/** The file in pieces, none of which names an object twice. */
async function* parcels(documents: AsyncIterable<Document>): AsyncGenerator<Parcel> {
  let parcel: Parcel = { objekter: [], myndigheder: [] };
  let keys = new Set<string>();
  for await (const document of documents) {
    if ('myndighed' in document) {
      parcel.myndigheder.push(document.myndighed);
      continue;
    }
    const { ejer, objekttype, uuid } = document.objekt;
    const key = `${ejer} ${objekttype} ${uuid}`;
    if (parcel.objekter.length === OBJECTS_PER_WRITE || keys.has(key)) {
      yield parcel;
      parcel = { objekter: [], myndigheder: [] };
      keys = new Set();
    }
    keys.add(key);
    parcel.objekter.push(document.objekt);
  }
  yield parcel;
}

/** Saves what is not here yet; `tell` is given a line for each object that is refused. */
async function save(store: Store, parcel: Parcel, counts: Counts, tell: (line: string) => void): Promise<void> {
  for (const post of parcel.myndigheder) await store.gemMyndighed(post);
  if (parcel.objekter.length === 0) return;
  if (await store.gem(parcel.objekter)) {
    counts.saved += parcel.objekter.length;
    return;
  }
  for (const objekt of parcel.objekter) {
    const { ejer, objekttype, uuid } = objekt;
    if (await store.gem([objekt])) counts.saved += 1;
    else if (await isHere(store, objekt)) counts.alike += 1;
    else {
      counts.refused += 1;
      tell(`Refused: ${objekttype} ${uuid} of ${ejer} is here already with another history.`);
    }
  }
}

/** True where the store has the object with exactly this history. */
async function isHere(store: Store, { ejer, objekttype, uuid, nye }: Skrivning): Promise<boolean> {
  const [stored] = await store.hent([ejer], objekttype, [uuid], WHOLE_HISTORY);
  return stored !== undefined && isDeepStrictEqual(stored.registreringer, nye);
}
