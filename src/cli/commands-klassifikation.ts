/** The commands that load classifications, as rows of the table of commands. */
import type { CommandName } from './command.ts';
import type { Command } from './commands.ts';

type KlassifikationCommand = Extract<CommandName, `klassifikation ${string}`>;

export const KLASSIFIKATION_COMMANDS: Readonly<Record<KlassifikationCommand, Command>> = {
  'klassifikation import': {
    summary: 'read an edition of a classification: KLE, the table of relations, or OIO XML',
    about: [
      'KLE is read in the XML of KL itself (KLE-Emneplan and KLE-Handlingsfacetter), roles and types as CSV of the published ' +
        'table, and Klassifikation, Facet and Klasse as OIO XML. The file says by itself which it is. ' +
        'docs/guides/klassifikation.md has the forms.',
      'A file is an edition: it counts from a day on (--virkning-fra), and what was true before that stays. A text that is ' +
        'different ends and the new one begins; a class that a facet of the file has no more is published no more; one that ' +
        'is back is published again. All of it is saved, or nothing where something is refused: then the command ends with 1. ' +
        'The same file again changes nothing.',
    ],
    words: ['file'],
    wordsMin: 0,
    examples: [
      {
        line: 'fkorg klassifikation import emneplan.xml --dry-run --report forskel.jsonl',
        does: 'what the edition would change from today on, with old and new texts',
      },
      { line: 'fkorg klassifikation import emneplan.xml --virkning-fra 2026-02-01', does: 'and make it so' },
      {
        line: 'fkorg klassifikation import --template relationer',
        does: 'a CSV file of roles and types to begin with',
      },
      {
        line: 'fkorg klassifikation import egne-klasser.xml --ejer 11111111',
        does: 'classes that Korsbæk adds to a common facet',
      },
    ],
    load: async () => (await import('./commands/klassifikation.ts')).importEdition,
  },
};
