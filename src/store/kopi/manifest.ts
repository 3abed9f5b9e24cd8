/** What stands first in a backup: what it is of, and every file with its size and checksum. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FkorgError } from '../../base/error.ts';
import type { Noegletal } from './noegletal.ts';

export const MANIFEST_FIL = 'manifest.json';
const FORM = 1;
/** No manifest of ours comes near it. */
export const MANIFEST_BYTES_MAX = 16_777_216;

export interface Arkivfil {
  /** Below the data folder, parted by `/`; a folder ends with one and has no checksum. */
  readonly sti: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Manifest extends Noegletal {
  readonly form: typeof FORM;
  /** The version of fkorg that made it. */
  readonly fkorg: string;
  /** When the copy began, ISO 8601. Everything that was registered before is in it. */
  readonly taget: string;
  readonly filer: readonly Arkivfil[];
}

/** The manifest of a folder that holds a copy of a database below `pgdata`. */
export async function manifestOf(
  folder: string,
  rod: string,
  noegletal: Noegletal,
  { fkorg, taget }: Pick<Manifest, 'fkorg' | 'taget'>,
): Promise<Manifest> {
  return { form: FORM, fkorg, taget, ...noegletal, filer: await filerI(folder, `${rod}/`) };
}

async function filerI(folder: string, sti: string): Promise<Arkivfil[]> {
  const filer: Arkivfil[] = [{ sti, bytes: 0, sha256: '' }];
  const entries = await readdir(join(folder, sti), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) filer.push(...(await filerI(folder, `${sti}${entry.name}/`)));
    else if (entry.isFile()) {
      const fil = join(folder, sti, entry.name);
      filer.push({ sti: `${sti}${entry.name}`, bytes: (await stat(fil)).size, sha256: await sha256Of(fil) });
    }
  }
  return filer;
}

async function sha256Of(fil: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const del of createReadStream(fil)) hash.update(del as Uint8Array);
  return hash.digest('hex');
}

const STI = /^pgdata(\/(?!\.{1,2}(\/|$))[A-Za-z0-9_.-]+)*\/?$/;

/** A manifest from its text. Throws `bad-file` where it is none, or names a place outside the folder. */
export function laesManifest(text: string): Manifest {
  let value: Partial<Manifest> | null;
  try {
    value = JSON.parse(text) as Partial<Manifest> | null;
  } catch {
    throw new FkorgError('bad-file', 'its manifest cannot be read');
  }
  if (value?.form !== FORM) {
    throw new FkorgError('bad-file', `its form is ${value?.form}; this version reads form ${FORM}`);
  }
  const isFil = (fil: Arkivfil | null) =>
    fil !== null && STI.test(fil.sti) && Number.isSafeInteger(fil.bytes) && typeof fil.sha256 === 'string';
  const isWhole =
    Array.isArray(value.filer) &&
    value.filer.every(isFil) &&
    Array.isArray(value.migrationer) &&
    !Number.isNaN(Date.parse(value.taget ?? '')) &&
    typeof value.objekter === 'object';
  if (!isWhole) throw new FkorgError('bad-file', 'its manifest is not whole');
  return value as Manifest;
}
