/** `fkorg serve --agreements <file>`: brings systems and agreements to what the file says, and tells what that took. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { aendr } from '../administration/aendring.ts';
import { laesAftalefil } from '../administration/aftalefil.ts';
import { anvendFil, sammen } from '../administration/anvend-fil.ts';
import { FIL_BYTES_MAX } from '../administration/filnoder.ts';
import { tilstandOf } from '../administration/model.ts';
import { laesCertifikatfil } from '../administration/systemer.ts';
import { FkorgError } from '../base/error.ts';
import { newUuid } from '../base/uuid.ts';
import type { Store } from '../store/store.ts';
import { adressekravOf } from './adressekrav.ts';
import type { CommandContext } from './command.ts';
import { doemDueslag, gemDueslag } from './dueslag-af-fil.ts';
import { graenserOf } from './dueslaggraenser.ts';

/** All or nothing, where the settings name a file. Throws `bad-file` with file, line, column and rule. */
export async function applyAgreements({ settings, clock, terminal }: CommandContext, store: Store): Promise<void> {
  const { agreements: file, environment: miljoe } = settings;
  if (file === undefined) return;
  const read = laesAftalefil(readText(file), file);
  const kendte = new Set((await store.myndigheder()).map(({ cvr }) => cvr));
  const hvem = { tidspunkt: clock(), af: `fil ${file}`.slice(0, 100) };
  const kendteDueslag = await store.beskeder.dueslag();
  const { linjer, oenskede } = await aendr(store.administration, (_, poster) => {
    const { nye, linjer } = anvendFil(poster, read, {
      miljoe,
      kendte,
      hvem,
      nytUuid: newUuid,
      // A certificate is named as seen from the file.
      laesCertifikat: (named, sted) => laesCertifikatfil(resolve(dirname(file), named), sted),
    });
    const tilstand = tilstandOf(sammen(poster, nye));
    const krav = adressekravOf(settings);
    return { ...nye, linjer, oenskede: doemDueslag(read, kendteDueslag, tilstand, krav, graenserOf(settings)) };
  });
  const alle = [...linjer, ...(await gemDueslag(store.beskeder, oenskede, clock()))];
  for (const line of alle) terminal.err(`${line}\n`);
  if (alle.length === 0) terminal.err(`Systems and agreements are as ${file} says.\n`);
}

function readText(file: string): string {
  try {
    if (statSync(file).size <= FIL_BYTES_MAX) return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new FkorgError('bad-file', `${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
  throw new FkorgError('bad-file', `${file} has more than ${FIL_BYTES_MAX} bytes, which is the most that is read.`);
}
