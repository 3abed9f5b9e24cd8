/** The commands of value lists, as rows of the table of commands. */
import type { CommandName } from './command.ts';
import type { Command } from './commands.ts';

const EN_LISTE = 'A list is named by its name or UUID.';
const FIL = 'The file has a value on each line; empty lines are passed over. Values are in no log.';

export const VAERDILISTE_COMMANDS: Readonly<Record<Extract<CommandName, `besked vaerdiliste ${string}`>, Command>> = {
  'besked vaerdiliste list': {
    summary: 'list value lists: whose they are, and how many values they have',
    about: [
      'UUID, life-cycle code, CVR, system, number of values and name, parted by tabs; those that are deleted are not there.',
    ],
    words: [],
    examples: [{ line: 'fkorg besked vaerdiliste list', does: 'the data folder ./data' }],
    load: async () => (await import('./commands/vaerdiliste.ts')).list,
  },
  'besked vaerdiliste vis': {
    summary: 'print the values of a value list, one on each line',
    about: [`They may be numbers of persons. ${EN_LISTE}`],
    words: ['list'],
    examples: [{ line: 'fkorg besked vaerdiliste vis borgere', does: 'in their order' }],
    load: async () => (await import('./commands/vaerdiliste.ts')).vis,
  },
  'besked vaerdiliste tilfoej': {
    summary: 'put the values of a file on a value list',
    about: [`Those that are there stay. ${FIL} ${EN_LISTE}`],
    words: ['list', 'file'],
    examples: [
      { line: 'fkorg besked vaerdiliste tilfoej borgere nye.txt', does: 'from the next message on they count' },
    ],
    load: async () => (await import('./commands/vaerdiliste.ts')).tilfoej,
  },
  'besked vaerdiliste fjern': {
    summary: 'take the values of a file off a value list',
    about: [`Those that are not there are passed over. ${FIL} ${EN_LISTE}`],
    words: ['list', 'file'],
    examples: [
      { line: 'fkorg besked vaerdiliste fjern borgere fraflyttede.txt', does: 'no message is about them any more' },
    ],
    load: async () => (await import('./commands/vaerdiliste.ts')).fjern,
  },
};
