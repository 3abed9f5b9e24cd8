/** The settings of the commands that keep a register well: check, backup, restore. */
import type { Row } from './settings-table.ts';

export const UPKEEP_ROWS = {
  repair: {
    kind: { art: 'switch' },
    standard: false,
    commands: ['check'],
    help: 'Make search rows that are wrong anew from the documents, and say of which objects.',
  },
  replace: {
    kind: { art: 'switch' },
    standard: false,
    commands: ['restore'],
    help: 'Put the backup in the place of the register that is in the data folder, which is gone then.',
  },
  until: {
    kind: {
      art: 'text',
      form: 'a time with its zone, such as 2026-11-24T09:00:00Z',
      pattern: /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/,
    },
    commands: ['restore'],
    help: 'Drop what was registered after this time.',
  },
} as const satisfies Record<string, Row>;
