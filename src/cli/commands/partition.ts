/** `fkorg partition list` and `fkorg partition make`: authorities with tables of their own in the database. */
import { FkorgError } from '../../base/error.ts';
import type { RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { withStore } from '../open.ts';

export const list: RunCommand = (context) =>
  withStore(context, 'existing', async (store) => {
    for (const { cvr = 'others', objects, bytes } of await store.partitions()) {
      await context.terminal.out(`${cvr}\t${objects}\t${bytes}\n`);
    }
    return EXIT.ok;
  });

export const make: RunCommand = async (context) => {
  const { cvr, progress } = context.settings;
  if (cvr === undefined) {
    throw new FkorgError('bad-setting', 'It needs --cvr. See `fkorg partition make --help`.');
  }
  return withStore(context, 'existing', async (store) => {
    const known = await store.myndighed(cvr);
    if (!known) throw new FkorgError('bad-setting', `No authority has the CVR ${cvr}: see \`fkorg myndighed liste\`.`);
    const tell = (step: string) => {
      if (progress) context.terminal.err(`${cvr}: ${step}\n`);
    };
    const { copyMs, writersWaitMs, readersWaitMs } = await store.makePartition(cvr, tell);
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
    await context.terminal.out(
      `${known.navn} (${cvr}) has tables of its own. Copied in ${seconds(copyMs)}; writers of the others waited ` +
        `${seconds(writersWaitMs)} at most, readers ${seconds(readersWaitMs)}.\n`,
    );
    return EXIT.ok;
  });
};
