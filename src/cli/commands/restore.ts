/** `fkorg restore <file>`: a backup into a data folder, verified, and taken back to an earlier time where that is asked for. */
import type { Instant } from '../../base/instant.ts';
import { gendanBackup } from '../../store/kopi/gendan.ts';
import { objekterIAlt } from '../../store/kopi/noegletal.ts';
import type { RunCommand } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { progressOf } from '../open.ts';
import type { Settings } from '../settings.ts';
import { tidspunktOf } from '../tidspunkt.ts';
import { assertFolder, MIB } from './backup.ts';

export const restore: RunCommand = async (context) => {
  const { settings, terminal, words } = context;
  assertFolder(context);
  const til = untilOf(settings);
  const unpacking = progressOf(context, 'Restore', 'MiB');
  const checking = progressOf(context, 'Check', 'objects');
  const { manifest, noegletal, bortfald } = await gendanBackup({
    data: settings.data,
    fil: words[0]!,
    isErstattende: settings.replace,
    ...(til !== undefined && { til }),
    onProgress: (what, done) => (what === 'bytes' ? unpacking.report(Math.floor(done / MIB)) : checking.report(done)),
  });
  unpacking.end();
  if (bortfald) {
    checking.end();
    await terminal.out(
      `Dropped what was registered after ${new Date(til!).toISOString()}: ${bortfald.registreringer} registrations, with ` +
        `them ${bortfald.objekter} whole objects and ${bortfald.myndigheder} authorities.\n`,
    );
  }
  await terminal.out(
    `${objekterIAlt(noegletal)} objects with ${noegletal.registreringer} registrations, from the backup of ` +
      `${manifest.taget}, are in ${settings.data}.\n`,
  );
  return EXIT.ok;
};

function untilOf({ until }: Settings): Instant | undefined {
  return until === undefined ? undefined : tidspunktOf('until', until);
}
