/** `fkorg serve --agreements <file>`: brings systems and agreements to what the file says, and tells what that took. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { aendr } from '../administration/aendring.ts';
import { laesAftalefil } from '../administration/aftalefil.ts';
import { anvendFil } from '../administration/anvend-fil.ts';
import { FIL_BYTES_MAX } from '../administration/filnoder.ts';
import { laesCertifikatfil } from '../administration/systemer.ts';
import { FkorgError } from '../base/error.ts';
import { newUuid } from '../base/uuid.ts';
import type { Store } from '../store/store.ts';
import type { CommandContext } from './command.ts';

/** All or nothing, where the settings name a file. Throws `bad-file` with file, line, column and rule. */
export async function applyAgreements({ settings, clock, terminal }: CommandContext, store: Store): Promise<void> {
  const { agreements: file, environment: miljoe } = settings;
  if (file === undefined) return;
  const read = laesAftalefil(readText(file), file);
  const kendte = new Set((await store.myndigheder()).map(({ cvr }) => cvr));
  const hvem = { tidspunkt: clock(), af: `fil ${file}`.slice(0, 100) };
  const { linjer } = await aendr(store.administration, (_, poster) => {
    const { nye, linjer } = anvendFil(poster, read, {
      miljoe,
      kendte,
      hvem,
      nytUuid: newUuid,
      // A certificate is named as seen from the file.
      laesCertifikat: (named, sted) => laesCertifikatfil(resolve(dirname(file), named), sted),
    });
    return { ...nye, linjer };
  });
  for (const line of linjer) terminal.err(`${line}\n`);
  if (linjer.length === 0) terminal.err(`Systems and agreements are as ${file} says.\n`);
}

function readText(file: string): string {
  try {
    if (statSync(file).size <= FIL_BYTES_MAX) return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new FkorgError('bad-file', `${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
  throw new FkorgError('bad-file', `${file} has more than ${FIL_BYTES_MAX} bytes, which is the most that is read.`);
}
