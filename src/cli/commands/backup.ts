/** `fkorg backup <file>`: the register in the data folder as one file, also while a server holds the folder. */
import { FkorgError } from '../../base/error.ts';
import { objekterIAlt } from '../../store/kopi/noegletal.ts';
import { tagBackup } from '../../store/kopi/tag.ts';
import type { CommandContext, RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { progressOf } from '../open.ts';
import { packageVersion } from '../version.ts';

export const MIB = 1_048_576;

export const backup: RunCommand = async (context) => {
  const { settings, clock, terminal, words } = context;
  const fil = words[0]!;
  assertFolder(context);
  const progress = progressOf(context, 'Backup', 'MiB');
  const manifest = await tagBackup({
    data: settings.data,
    fil,
    clock,
    version: packageVersion(),
    onProgress: (done, total) => progress.report(Math.floor(done / MIB), Math.ceil(total / MIB)),
  });
  progress.end();
  await terminal.out(
    `${objekterIAlt(manifest)} objects with ${manifest.registreringer} registrations, as of ${manifest.taget}, are in ${fil}.\n`,
  );
  return EXIT.ok;
};

/** Throws `bad-setting` for a register in PostgreSQL. */
export function assertFolder({ settings }: CommandContext): void {
  if (settings.database !== undefined) {
    throw new FkorgError(
      'bad-setting',
      'This is for a data folder. A register in PostgreSQL is backed up and restored, to any point in time, with ' +
        "PostgreSQL's own tools: docs/guides/backup.md has the commands.",
    );
  }
}
