/** A copy of a database as one file: a compressed archive that any `tar` can read, with the manifest first. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { FkorgError } from '../../base/error.ts';
import { type Arkivfil, laesManifest, MANIFEST_BYTES_MAX, MANIFEST_FIL, type Manifest } from './manifest.ts';
import { laesTar, skrivTar, type TarFil } from './tar.ts';

/** Most of the data is text in pages: more effort makes the file a few percent smaller and takes several times as long. */
const GZIP_LEVEL = 3;

/** Told how many bytes have been read or written. */
export type OnBytes = (bytes: number) => void;

async function* filerOf(folder: string, manifest: Manifest, onBytes: OnBytes): AsyncGenerator<TarFil> {
  const text = Buffer.from(`${JSON.stringify(manifest, undefined, 1)}\n`);
  yield { sti: MANIFEST_FIL, bytes: text.length, indhold: Readable.from([text]) };
  let done = 0;
  for (const { sti, bytes } of manifest.filer) {
    yield { sti, bytes, indhold: sti.endsWith('/') ? Readable.from([]) : createReadStream(join(folder, sti)) };
    done += bytes;
    onBytes(done);
  }
}

/**
 * Packs a folder into a file, which only its owner can read and which is there when it is whole. Throws `bad-file` where
 * it cannot be written.
 */
export async function pak(folder: string, manifest: Manifest, fil: string, onBytes: OnBytes): Promise<void> {
  // A name of its own: two who write to one file at a time would write into each other's.
  const delvis = `${fil}.${randomUUID()}.partial`;
  try {
    await pipeline(
      Readable.from(skrivTar(filerOf(folder, manifest, onBytes)), { objectMode: false }),
      createGzip({ level: GZIP_LEVEL }),
      createWriteStream(delvis, { flush: true, mode: 0o600 }),
    );
    await rename(delvis, fil);
  } catch (error) {
    await rm(delvis, { force: true }).catch(() => undefined);
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new FkorgError('bad-file', `${fil} cannot be written: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Unpacks a file into a folder and holds every file to the manifest; gives the manifest. Throws `bad-file` where it cannot
 * be read, is not whole, or holds something else than it says.
 */
export async function udpak(fil: string, folder: string, onBytes: OnBytes): Promise<Manifest> {
  const gunzip = createGunzip();
  const reading = pipeline(createReadStream(fil), gunzip);
  reading.catch(() => undefined);
  try {
    const filer = laesTar(gunzip);
    const manifest = await manifestFra(await filer.next());
    const mangler = new Map(manifest.filer.map((kendt) => [kendt.sti, kendt]));
    let done = 0;
    for await (const givet of filer) {
      const kendt = mangler.get(givet.sti);
      if (kendt?.bytes !== givet.bytes)
        throw new FkorgError('bad-file', `it holds ${givet.sti} otherwise than it says`);
      mangler.delete(givet.sti);
      await laeg(folder, kendt, givet);
      done += kendt.bytes;
      onBytes(done);
    }
    const [foerste] = mangler.keys();
    if (foerste !== undefined) throw new FkorgError('bad-file', `it has no ${foerste}`);
    return manifest;
  } catch (error) {
    throw laesefejl(fil, error);
  } finally {
    gunzip.destroy();
  }
}

async function manifestFra({ value }: IteratorResult<TarFil, undefined>): Promise<Manifest> {
  if (value?.sti !== MANIFEST_FIL || value.bytes > MANIFEST_BYTES_MAX) {
    throw new FkorgError('bad-file', 'it is no backup of fkorg');
  }
  const dele: Uint8Array[] = [];
  for await (const del of value.indhold) dele.push(del);
  return laesManifest(Buffer.concat(dele).toString('utf8'));
}

async function laeg(folder: string, { sti, sha256 }: Arkivfil, { indhold }: TarFil): Promise<void> {
  const maal = join(folder, sti);
  if (sti.endsWith('/')) {
    await mkdir(maal, { mode: 0o700 });
    return;
  }
  const hash = createHash('sha256');
  const hashet = async function* () {
    for await (const del of indhold) {
      hash.update(del);
      yield del;
    }
  };
  await writeFile(maal, hashet(), { mode: 0o600, flush: true });
  if (hash.digest('hex') !== sha256) throw new FkorgError('bad-file', `${sti} in it is not as it was when it was made`);
}

/** Reading errors with the name of the file. */
function laesefejl(fil: string, error: unknown): unknown {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  const isZlib = typeof code === 'string' && /^Z_/.test(code);
  if (!(error instanceof FkorgError) && syscall === undefined && !isZlib) return error;
  const why = isZlib ? 'it is not compressed as a backup is, or not whole' : message;
  return new FkorgError('bad-file', `${fil} cannot be used: ${why}.`, { cause: error });
}
