/** The settings of the commands that keep a register well: check, backup, restore. */
import type { Row } from './settings-table.ts';

export const UPKEEP_ROWS = {
  repair: {
    kind: { art: 'switch' },
    standard: false,
    commands: ['check'],
    help: 'Make search rows that are wrong anew from the documents, and say of which objects.',
  },
} as const satisfies Record<string, Row>;
