/** `fkorg export`: objects with their whole history as JSON lines, in bounded memory. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { FkorgError } from '../../base/error.ts';
import type { Store } from '../../store/store.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { progressOf, withStore } from '../open.ts';

export const exportObjects: RunCommand = (context) =>
  withStore(context, 'existing', async (store) => {
    const file = context.settings.out;
    if (file === undefined) {
      await writeLines(context, store, context.terminal.out);
      return EXIT.ok;
    }
    const count = await toFile(file, (write) => writeLines(context, store, write));
    context.terminal.err(`${count} objects written to ${file}.\n`);
    return EXIT.ok;
  });

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

/** The authorities (where all types are asked for) and then the objects; gives how many objects. */
async function writeLines(
  context: CommandContext,
  store: Store,
  write: (text: string) => Promise<void>,
): Promise<number> {
  const { ejer, type: objekttype } = context.settings;
  const progress = progressOf(context, 'Export', 'objects');
  const antal = await store.antal(ejer);
  const total = objekttype ? (antal.get(objekttype) ?? 0) : [...antal.values()].reduce((sum, n) => sum + n, 0);
  if (objekttype === undefined) {
    for (const myndighed of await store.myndigheder()) {
      if (ejer === undefined || ejer === myndighed.cvr) await write(`${JSON.stringify({ myndighed })}\n`);
    }
  }
  let done = 0;
  const filter = { ...(ejer !== undefined && { ejer }), ...(objekttype !== undefined && { objekttype }) };
  for await (const objekt of store.alle(filter)) {
    const { objekttype: type, ejer: owner, uuid, registreringer } = objekt;
    await write(`${JSON.stringify({ objekttype: type, ejer: owner, uuid, registreringer })}\n`);
    done += 1;
    progress.report(done, total);
  }
  progress.end();
  return done;
}
