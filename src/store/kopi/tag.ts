/** Takes a backup of the register in a data folder, also while a server holds it. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { FkorgError } from '../../base/error.ts';
import { DATABASE_FOLDER } from '../drivers/database-folder.ts';
import { isProcessThere } from '../drivers/process-start.ts';
import { openDriver } from '../open.ts';
import { bedOmKopi, rydKopier } from './anmodning.ts';
import { type OnBytes, pak } from './arkiv.ts';
import { type Manifest, manifestOf } from './manifest.ts';
import { noegletalOf } from './noegletal.ts';

export interface TagOptions {
  /** The data folder. */
  readonly data: string;
  /** The file to make; there must be none. */
  readonly fil: string;
  readonly clock: Clock;
  /** The version of fkorg. */
  readonly version: string;
  /** Told how many bytes have been packed, of how many. */
  readonly onProgress?: (bytes: number, total: number) => void;
}

/**
 * Copies the database as it is between two statements, opens the copy to see that it is whole and what is in it, and
 * packs it; gives the manifest. The data folder needs room for the copy meanwhile.
 * Throws `bad-file`, `bad-setting` where there is no register, `data-folder-in-use`, `store-unavailable`.
 */
export async function tagBackup({ data, fil, clock, version, onProgress }: TagOptions): Promise<Manifest> {
  if (existsSync(fil))
    throw new FkorgError('bad-file', `${fil} is there already; a backup is never written over another.`);
  if (!existsSync(join(data, DATABASE_FOLDER))) {
    throw new FkorgError('bad-setting', `There is no register in ${data}. --data names its folder.`);
  }
  await rydKopier(data, isProcessThere);
  const taget = new Date(clock()).toISOString();
  const kopi = await kopiOf(data, `${process.pid}-${randomUUID()}`);
  try {
    const noegletal = await set(kopi);
    if (!noegletal) throw new FkorgError('bad-setting', `There is no register in ${data}.`);
    const manifest = await manifestOf(kopi, DATABASE_FOLDER, noegletal, { fkorg: version, taget });
    const total = manifest.filer.reduce((sum, { bytes }) => sum + bytes, 0);
    const onBytes: OnBytes = (bytes) => onProgress?.(bytes, total);
    await pak(kopi, manifest, fil, onBytes);
    return manifest;
  } finally {
    await rm(kopi, { recursive: true, force: true });
  }
}

/** A folder with a copy: made here where nobody holds the data folder, else by the one who does. */
async function kopiOf(data: string, maerke: string): Promise<string> {
  while (true) {
    try {
      return await egenKopi(data, join(data, `kopi-${maerke}.klar`));
    } catch (error) {
      if (!(error instanceof FkorgError) || error.code !== 'data-folder-in-use') throw error;
      const kopi = await bedOmKopi(data, maerke);
      if (kopi !== undefined) return kopi;
    }
  }
}

async function egenKopi(data: string, kopi: string): Promise<string> {
  const driver = await openDriver(data);
  try {
    await mkdir(kopi);
    await driver.kopier!(kopi);
    return kopi;
  } catch (error) {
    await rm(kopi, { recursive: true, force: true });
    throw error;
  } finally {
    await driver.close();
  }
}

/** Opens a copy and reads its figures. */
async function set(kopi: string) {
  const driver = await openDriver(kopi);
  try {
    return await noegletalOf(driver);
  } finally {
    await driver.close();
  }
}
