/** The settings of the distribution of messages. */
import type { CommandName } from './command.ts';
import type { Row } from './settings-table.ts';

const SERVE: readonly CommandName[] = ['serve'];

export const FORDELING_ROWS = {
  fordeling: {
    kind: { art: 'choice', choices: ['on', 'off'] },
    standard: 'on',
    commands: SERVE,
    help:
      'on: distribute what is registered, and what others send, to the dueslag that subscribe to it. One process at a time does; ' +
      'off: this one never.',
  },
  'fordeling-ms': {
    kind: { art: 'whole', unit: 'milliseconds', min: 10, max: 60_000 },
    standard: 250,
    commands: SERVE,
    help: 'How often it is looked for what other processes have registered. What this one registers is distributed at once.',
  },
  'beskeder-days': {
    kind: { art: 'whole', unit: 'days', min: 1, max: 3650 },
    standard: 30,
    commands: SERVE,
    help:
      'Days that messages are kept, so that one that is sent again is known. What a dueslag or an error queue holds, or a dueslag ' +
      'that was full has yet to get, is kept for as long as it takes.',
  },
} as const satisfies Record<string, Row>;
