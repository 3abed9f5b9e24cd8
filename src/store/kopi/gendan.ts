/** Restores a register from a backup, as it was then or at an earlier time, into a data folder that nobody holds. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { FkorgError } from '../../base/error.ts';
import type { Instant } from '../../base/instant.ts';
import { DATABASE_FOLDER, ERSTATTET, genopretErstattet } from '../drivers/database-folder.ts';
import type { Driver } from '../drivers/driver.ts';
import { lockFolder } from '../drivers/folder-lock.ts';
import { kontroller } from '../kontrol/kontroller.ts';
import { migrate } from '../migrations/migrate.ts';
import { openDriver } from '../open.ts';
import { udpak } from './arkiv.ts';
import type { Manifest } from './manifest.ts';
import { type Noegletal, noegletalOf, objekterIAlt } from './noegletal.ts';
import { type Bortfald, skaer } from './skaer.ts';

export interface GendanOptions {
  /** The data folder; it is made where it is missing. */
  readonly data: string;
  /** The backup. */
  readonly fil: string;
  /** True: the register that is in the folder goes. */
  readonly isErstattende: boolean;
  /** Drop what was registered after this. */
  readonly til?: Instant;
  /** Told of the bytes that have been unpacked, and of the objects that have been checked. */
  readonly onProgress?: (hvad: 'bytes' | 'objekter', done: number) => void;
}

export interface Gendannet {
  readonly manifest: Manifest;
  /** What is in the folder now. */
  readonly noegletal: Noegletal;
  /** What `til` took away. */
  readonly bortfald?: Bortfald;
}

/** The name that an unpacked backup has until all is done. */
const UNDERVEJS = 'gendan-';

/**
 * Unpacks and verifies the backup beside the register, takes it back in time where that is asked for, and only then puts
 * it in place: an error leaves what was there.
 * Throws `bad-file`, `bad-setting`, `data-folder-in-use`.
 */
export async function gendanBackup(options: GendanOptions): Promise<Gendannet> {
  const { data, isErstattende } = options;
  await mkdir(data, { recursive: true });
  const unlock = await lockFolder(data);
  try {
    await genopretErstattet(data);
    const database = join(data, DATABASE_FOLDER);
    if (existsSync(database) && !isErstattende) {
      throw new FkorgError('bad-setting', `There is a register in ${data}. With --replace the backup takes its place.`);
    }
    await ryd(data);
    const ny = join(data, `${UNDERVEJS}${randomUUID()}`);
    await mkdir(ny, { mode: 0o700 });
    try {
      const gendannet = await pakUd(ny, options);
      if (existsSync(database)) await rename(database, join(data, `${ERSTATTET}${randomUUID()}`));
      await rename(join(ny, DATABASE_FOLDER), database);
      return gendannet;
    } finally {
      await genopretErstattet(data);
      await ryd(data);
    }
  } finally {
    await unlock();
  }
}

async function ryd(data: string): Promise<void> {
  for (const navn of await readdir(data)) {
    const isRest = navn.startsWith(UNDERVEJS) || navn.startsWith(ERSTATTET);
    if (isRest) await rm(join(data, navn), { recursive: true, force: true });
  }
}

/** Unpacks, verifies and takes back in time. */
async function pakUd(folder: string, { fil, til, onProgress = () => {} }: GendanOptions): Promise<Gendannet> {
  const manifest = await udpak(fil, folder, (bytes) => onProgress('bytes', bytes));
  if (til !== undefined && til > Date.parse(manifest.taget)) {
    throw new FkorgError(
      'bad-setting',
      `The backup was taken at ${manifest.taget}, before the time that --until asks for.`,
    );
  }
  const driver = await openDriver(folder);
  try {
    const { migrationer, objekter, registreringer, myndigheder } = manifest;
    const foer = await noegletalOf(driver);
    if (!foer || !isDeepStrictEqual(foer, { migrationer, objekter, registreringer, myndigheder })) {
      throw new FkorgError('bad-file', `${fil} cannot be used: it does not hold what its manifest says.`);
    }
    await migrate(driver);
    if (til === undefined) return { manifest, noegletal: (await noegletalOf(driver))! };
    const bortfald = await skaer(driver, til);
    const noegletal = (await noegletalOf(driver))!;
    if (objekterIAlt(noegletal) === 0) {
      throw new FkorgError('bad-setting', 'Nothing had been registered at the time that --until asks for.');
    }
    await assertHel(driver, (done) => onProgress('objekter', done));
    return { manifest, noegletal, bortfald };
  } finally {
    await driver.close();
  }
}

/** Throws `bad-file` where the check finds something. */
async function assertHel(driver: Driver, onProgress: (objekter: number) => void): Promise<void> {
  await kontroller(
    driver,
    async ({ linje }) => {
      throw new FkorgError(
        'bad-file',
        `What the backup gives does not check out, and nothing was put in place: ${linje}`,
      );
    },
    onProgress,
  );
}
