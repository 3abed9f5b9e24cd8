/**
 * How one process asks the one that holds a data folder for a copy of it: by a file in the folder, which whoever may
 * write there may make. The holder lays the copy beside it; nothing travels over a network, and no path is asked for.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FkorgError } from '../../base/error.ts';
import type { StoreLog } from '../drivers/driver.ts';
import { isHeld } from '../drivers/folder-lock.ts';
import { isProcessThere } from '../drivers/process-start.ts';

/** Names in the data folder: a request, one that is being answered, a copy, and word that there is none. */
const NAVN = /^kopi-(\d+-[0-9a-f]{8}-[0-9a-f-]{27})\.(anmodning|taget|klar|fejl)$/;
const LOOK_EVERY_MS = 250;
/** Milliseconds within which a holder that listens has begun. */
const ANSWER_WITHIN_MS = 10_000;

const sti = (folder: string, maerke: string, led: string) => join(folder, `kopi-${maerke}.${led}`);

/** Takes away what processes that are gone have left of requests and copies. */
export async function rydKopier(folder: string, isThere: (pid: number) => boolean): Promise<void> {
  for (const navn of await readdir(folder)) {
    const maerke = NAVN.exec(navn)?.[1];
    if (maerke && !isThere(Number.parseInt(maerke, 10))) await rm(join(folder, navn), { recursive: true, force: true });
  }
}

/**
 * Asks the holder of a folder for a copy; gives the folder of the copy. Undefined where nobody holds it any more.
 * Throws `data-folder-in-use` where the holder does not listen, `store-unavailable` where it could not copy.
 */
export async function bedOmKopi(folder: string, maerke: string): Promise<string | undefined> {
  const anmodning = sti(folder, maerke, 'anmodning');
  await writeFile(anmodning, '');
  try {
    for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
      if (existsSync(sti(folder, maerke, 'klar'))) return sti(folder, maerke, 'klar');
      if (existsSync(sti(folder, maerke, 'fejl'))) {
        throw new FkorgError(
          'store-unavailable',
          `The process that holds ${folder} could not copy it; its log says why.`,
        );
      }
      if (!(await isHeld(folder))) return undefined;
      if (waitedMs >= ANSWER_WITHIN_MS && existsSync(anmodning)) {
        throw new FkorgError(
          'data-folder-in-use',
          `The process that holds ${folder} makes no copies: only \`fkorg serve\` does. Wait until it has ended.`,
        );
      }
      await pause(LOOK_EVERY_MS);
    }
  } finally {
    await rm(anmodning, { force: true });
    await rm(sti(folder, maerke, 'fejl'), { force: true });
  }
}

/**
 * Answers requests for copies of a folder that this process holds, until it is told to end.
 *
 * @param kopier Lays a copy of the database into a folder that is there.
 */
export function lytEfterAnmodninger(
  folder: string,
  kopier: (til: string) => Promise<void>,
  log: StoreLog,
): { end(): Promise<void> } {
  let isEnded = false;
  const wait = new AbortController();
  const running = (async () => {
    // Where the one who held the folder before was killed in the middle of a copy, whoever asked for it still waits.
    for (const maerke of await maerkerI(folder, 'taget')) {
      if (!isEnded && isProcessThere(Number.parseInt(maerke, 10))) await svar(folder, maerke, kopier, log);
    }
    while (!isEnded) {
      for (const maerke of await maerkerI(folder, 'anmodning')) {
        if (!isEnded) await svar(folder, maerke, kopier, log);
      }
      await pause(LOOK_EVERY_MS, undefined, { signal: wait.signal }).catch(() => undefined);
    }
  })();
  return {
    async end() {
      isEnded = true;
      wait.abort();
      await running;
    },
  };
}

/** The marks of what is of one kind in a folder. */
async function maerkerI(folder: string, art: 'anmodning' | 'taget'): Promise<string[]> {
  const navne = await readdir(folder).catch(() => []);
  return navne.flatMap((navn) => {
    const [, maerke, led] = NAVN.exec(navn) ?? [];
    return maerke !== undefined && led === art ? [maerke] : [];
  });
}

async function svar(
  folder: string,
  maerke: string,
  kopier: (til: string) => Promise<void>,
  log: StoreLog,
): Promise<void> {
  const taget = sti(folder, maerke, 'taget');
  try {
    await rm(taget, { recursive: true, force: true });
    await mkdir(taget);
    await rm(sti(folder, maerke, 'anmodning'), { force: true });
    await kopier(taget);
    await rename(taget, sti(folder, maerke, 'klar'));
  } catch (error) {
    log.warn({ err: error }, 'the data folder could not be copied');
    await rm(taget, { recursive: true, force: true }).catch(() => undefined);
    await writeFile(sti(folder, maerke, 'fejl'), '').catch(() => undefined);
  }
}
