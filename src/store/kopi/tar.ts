/** Archives in the form that every `tar` reads (POSIX ustar): files and folders, as a stream of bytes in both directions. */
import { FkorgError } from '../../base/error.ts';

const BLOCK = 512;
const FILE = '0';
const FOLDER = '5';
const NAME_MAX = 100;

export interface TarFil {
  /** Parted by `/`; a folder ends with one. */
  readonly sti: string;
  readonly bytes: number;
  /** Must be read to its end before the next entry is asked for. */
  readonly indhold: AsyncIterable<Uint8Array>;
}

function hoved(sti: string, bytes: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const isFolder = sti.endsWith('/');
  if (Buffer.byteLength(sti) > NAME_MAX) throw new Error(`a path in an archive has at most ${NAME_MAX} bytes: ${sti}`);
  block.write(sti, 0);
  block.write(isFolder ? '0000700\0' : '0000600\0', 100);
  block.write('0000000\0'.repeat(2), 108);
  block.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write(' '.repeat(8), 148);
  block.write(isFolder ? FOLDER : FILE, 156);
  block.write('ustar\x0000', 257);
  block.write(`${sumOf(block).toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** The sum of a header's bytes, its own sum counted as blanks. */
function sumOf(block: Buffer): number {
  return block.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 32 : byte), 0);
}

/** The bytes of an archive. Throws where a file gives another number of bytes than it said. */
export async function* skrivTar(filer: AsyncIterable<TarFil>): AsyncGenerator<Uint8Array> {
  for await (const { sti, bytes, indhold } of filer) {
    yield hoved(sti, bytes);
    let given = 0;
    for await (const del of indhold) {
      given += del.length;
      yield del;
    }
    if (given !== bytes) throw new Error(`${sti} has ${given} bytes and not ${bytes}`);
    if (bytes % BLOCK > 0) yield Buffer.alloc(BLOCK - (bytes % BLOCK));
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** Gives bytes of a stream in the portions that are asked for. */
class Bytes {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** At most so many bytes, at least one; throws where there are none left. */
  async some(max: number): Promise<Uint8Array> {
    while (this.#rest.length === 0) {
      const next = await this.#source.next();
      if (next.done) throw new FkorgError('bad-file', 'it ends too early');
      this.#rest = next.value;
    }
    const part = this.#rest.subarray(0, max);
    this.#rest = this.#rest.subarray(part.length);
    return part;
  }

  async *exactly(bytes: number): AsyncGenerator<Uint8Array> {
    for (let left = bytes; left > 0; ) {
      const part = await this.some(left);
      left -= part.length;
      yield part;
    }
  }

  async block(): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    for await (const part of this.exactly(BLOCK)) parts.push(part);
    return Buffer.concat(parts);
  }
}

function tekst(block: Buffer, fra: number, til: number): string {
  const field = block.subarray(fra, til);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? field.length : end).toString('utf8');
}

/** The entries of an archive. Throws `bad-file` for bytes that are none, and where it ends too early. */
export async function* laesTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarFil> {
  const bytes = new Bytes(source);
  while (true) {
    const block = await bytes.block();
    if (block.every((byte) => byte === 0)) return;
    const isHead = tekst(block, 257, 262) === 'ustar' && Number.parseInt(tekst(block, 148, 156), 8) === sumOf(block);
    const size = Number.parseInt(tekst(block, 124, 136), 8);
    if (!isHead || !(size >= 0)) throw new FkorgError('bad-file', 'it is no archive of this kind');
    yield { sti: tekst(block, 0, NAME_MAX), bytes: size, indhold: bytes.exactly(size) };
    if (size % BLOCK > 0) for await (const _ of bytes.exactly(BLOCK - (size % BLOCK)));
  }
}
