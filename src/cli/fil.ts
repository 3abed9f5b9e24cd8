/** A file to read: looked through once for what it is, and then read as text as often as it is needed. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { FkorgError } from '../base/error.ts';

export interface Fil {
  readonly navn: string;
  readonly bytes: number;
  /** SHA-256 of its content: by this a run knows the file again. */
  readonly sha256: string;
  readonly tegnsaet: 'utf-8' | 'windows-1252';
  /** Its first characters. */
  readonly begyndelse: string;
  /** Its text in pieces; `laest` is told of the bytes that have been read so far. */
  readonly tekst: (laest?: (bytes: number) => void) => AsyncIterable<string>;
}

const BEGYNDELSE_BYTES = 65_536;
const READ_BYTES = 262_144;

/** Reads the file through. Throws `bad-file`, also for a pipe: a second reading of it would find it empty. */
export async function undersoegFil(navn: string): Promise<Fil> {
  await tjekErFil(navn);
  const hash = createHash('sha256');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let bytes = 0;
  let foerste = Buffer.alloc(0);
  for await (const chunk of bytesOf(navn)) {
    hash.update(chunk);
    if (foerste.length < BEGYNDELSE_BYTES) foerste = Buffer.concat([foerste, chunk]).subarray(0, BEGYNDELSE_BYTES);
    bytes += chunk.length;
    isUtf8 &&= decodes(utf8, chunk);
  }
  isUtf8 &&= decodes(utf8);
  const tegnsaet = isUtf8 ? 'utf-8' : 'windows-1252';
  return {
    navn,
    bytes,
    sha256: hash.digest('hex'),
    tegnsaet,
    begyndelse: new TextDecoder(tegnsaet).decode(foerste),
    tekst: (laest) => tekstOf({ navn, tegnsaet, bytes }, laest),
  };
}

/** True where both names are of one file that is there. */
export async function isSammeFil(navn: string, andet: string): Promise<boolean> {
  const [en, to] = await Promise.all([navn, andet].map((each) => stat(each).catch(() => undefined)));
  return en !== undefined && to !== undefined && en.dev === to.dev && en.ino === to.ino;
}

async function tjekErFil(navn: string): Promise<void> {
  const fundet = await stat(navn).catch((error: Error) => {
    throw new FkorgError('bad-file', `${navn} cannot be read: ${error.message}`, { cause: error });
  });
  if (fundet.isFile()) return;
  throw new FkorgError('bad-file', `${navn} cannot be read: it is no file, and it must be read more than once.`);
}

function decodes(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): boolean {
  try {
    if (chunk) decoder.decode(chunk, { stream: true });
    else decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** Ends with `bad-file` where the file is no longer as long as it was: half a file would say that the rest is gone. */
async function* tekstOf(
  { navn, tegnsaet, bytes }: Pick<Fil, 'navn' | 'tegnsaet' | 'bytes'>,
  laest: (bytes: number) => void = () => undefined,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(tegnsaet);
  let laeste = 0;
  for await (const chunk of bytesOf(navn)) {
    laeste += chunk.length;
    laest(laeste);
    yield decoder.decode(chunk, { stream: true });
  }
  if (laeste !== bytes) {
    throw new FkorgError('bad-file', `${navn} had ${bytes} bytes and now has ${laeste}: import it when it is whole.`);
  }
  yield decoder.decode();
}

async function* bytesOf(navn: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(navn, { highWaterMark: READ_BYTES })) yield chunk as Buffer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new FkorgError('bad-file', `${navn} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
