/** The command of a release, as a row of the table of commands. */
import type { CommandName } from './command.ts';
import type { Command } from './commands.ts';

type ReleaseCommand = Extract<CommandName, `release ${string}`>;

export const RELEASE_COMMANDS: Readonly<Record<ReleaseCommand, Command>> = {
  'release erase-and-reload': {
    summary: 'erase all data, reload the common ones, and have agreements approved anew',
    about: [
      'Does what the release of August 2018 did: everything in Organisation and Klassifikation goes, of every owner; the ' +
        'common data come again under KOMBIT (19435075) with the same UUIDs, those of the register as they stand or those of ' +
        '--from. Authorities can call as before and own nothing; agreements about the data end, and wait for approval. ' +
        'docs/guides/klassifikation.md has the stages.',
      'Start with --dry-run. In the test environment the report is what production then demands (--after). Servers must be ' +
        'stopped. A run that was cut off is begun again with the same flags, and goes on; until it is done, nobody can write. ' +
        'Readers of the change feed are told that every object went, and that the common ones came.',
    ],
    words: [],
    examples: [
      { line: 'fkorg release erase-and-reload --dry-run', does: 'what would go and what would come' },
      {
        line: 'fkorg release erase-and-reload --environment test --backup foer.tar.gz --report test.json --confirm data',
        does: 'the test stage, of the data folder ./data',
      },
      {
        line: 'fkorg release erase-and-reload --environment produktion --after test.json --backup none --report p.json --confirm data',
        does: 'and production',
      },
    ],
    load: async () => (await import('./commands/release.ts')).eraseAndReload,
  },
};
