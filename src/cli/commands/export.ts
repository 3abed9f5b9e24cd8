/** `fkorg export`: objects as JSON lines, OIO XML or CSV, as they were at one moment, in bounded memory. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { parseDateTime } from '../../base/copenhagen.ts';
import { FkorgError } from '../../base/error.ts';
import type { Instant } from '../../base/instant.ts';
import { type Eksportvalg, eksport, fastholdtMedPosition } from '../../exchange/eksport.ts';
import { isCsv } from '../../exchange/formater.ts';
import type { Store } from '../../store/store.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { dagSetting } from '../importfil.ts';
import { progressOf, withStore } from '../open.ts';

export const exportObjects: RunCommand = (context) => {
  const valg = valgOf(context);
  return withStore(context, 'existing', async (store) => {
    const { settings, terminal } = context;
    const file = settings.out;
    const { count, position } =
      file === undefined
        ? await writeAll(context, store, valg, terminal.out)
        : await toFile(file, (write) => writeAll(context, store, valg, write));
    if (file !== undefined) terminal.err(`${count} ${isCsv(valg.format) ? 'rows' : 'objects'} written to ${file}.\n`);
    if (position !== undefined) terminal.err(`The change feed goes on from position ${position}.\n`);
    return EXIT.ok;
  });
};

interface Written {
  /** Objects; in CSV: rows. */
  readonly count: number;
  /** Where the change feed goes on; absent where what is written was not the newest. */
  readonly position: number | undefined;
}

/** What the settings ask for. Throws `bad-setting` where they do not fit together. */
function valgOf({ settings, clock }: CommandContext): Eksportvalg {
  const { format = 'jsonl', ejer, type: objekttype } = settings;
  if (format !== 'jsonl' && ejer === undefined) {
    throw new FkorgError('bad-setting', `--ejer must say of which authority; ${format} is of one.`);
  }
  if (isCsv(format) && objekttype !== undefined) {
    throw new FkorgError('bad-setting', `--type is not for ${format}, which says by itself what it is of.`);
  }
  const virkning = dagSetting('virkning', settings.virkning);
  const registrering = tidspunktSetting(settings.registrering);
  return {
    format,
    idag: clock(),
    ...(ejer !== undefined && { ejer }),
    ...(objekttype !== undefined && { objekttype }),
    ...(virkning !== undefined && { virkning }),
    ...(registrering !== undefined && { registrering }),
  };
}

/** A time, or the beginning of a day. Throws `bad-setting`. */
function tidspunktSetting(tekst: string | undefined): Instant | undefined {
  if (tekst === undefined || !tekst.includes('T')) return dagSetting('registrering', tekst);
  const tidspunkt = parseDateTime(tekst);
  if (tidspunkt !== undefined) return tidspunkt;
  throw new FkorgError(
    'bad-setting',
    `--registrering is ${tekst}, but takes a time such as 2026-01-31T12:00:00+01:00.`,
  );
}

/** Writes to a file beside the wanted one and puts it in place when it is whole, else takes it away. Throws `bad-file`. */
async function toFile<T>(file: string, work: (write: (text: string) => Promise<void>) => Promise<T>): Promise<T> {
  const partial = `${file}.partial`;
  const stream = createWriteStream(partial, { flush: true });
  // An error that nobody waits for is met at the next write.
  stream.on('error', () => {});
  try {
    await once(stream, 'open');
    const result = await work(async (text) => {
      if (stream.write(text)) return;
      if (stream.errored) throw stream.errored;
      await once(stream, 'drain');
    });
    stream.end();
    await finished(stream);
    await rename(partial, file);
    return result;
  } catch (error) {
    stream.destroy();
    await rm(partial, { force: true }).catch(() => {});
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new FkorgError('bad-file', `${file} cannot be written: ${(error as Error).message}`, { cause: error });
  }
}

/** Everything that is asked for, as it is at one moment. */
function writeAll(
  context: CommandContext,
  store: Store,
  valg: Eksportvalg,
  write: (text: string) => Promise<void>,
): Promise<Written> {
  return fastholdtMedPosition(store, async (fast, naaet) => {
    const position = valg.registrering === undefined ? naaet : undefined;
    const progress = progressOf(context, 'Export', 'objects');
    const total = isCsv(valg.format) ? undefined : await antalOf(fast, valg);
    let done = 0;
    for await (const { tekst, objekter } of eksport(fast, { ...valg, ...(position !== undefined && { position }) })) {
      await write(tekst);
      done += objekter;
      progress.report(done, total);
    }
    progress.end();
    return { count: done, position };
  });
}

/** So many objects at most. */
async function antalOf(store: Store, { ejer, objekttype }: Eksportvalg): Promise<number> {
  const antal = await store.antal(ejer);
  return objekttype ? (antal.get(objekttype) ?? 0) : [...antal.values()].reduce((sum, n) => sum + n, 0);
}
