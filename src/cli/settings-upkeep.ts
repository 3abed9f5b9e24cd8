/** The settings of the commands that keep a register well: check, backup, restore. */
import { TIME_KIND } from './settings-audit.ts';
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
    kind: TIME_KIND,
    commands: ['restore', 'audit'],
    help: 'restore: drop what was registered after this time. audit: only what was before it.',
  },
} as const satisfies Record<string, Row>;
