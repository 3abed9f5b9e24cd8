/** The settings of the audit log: whether it is kept, and what is asked of it. */
import { ANDRE_HANDLINGER, type Handling } from '../access/revision.ts';
import { tjenester } from '../standard/tjenester.ts';
import type { CommandName } from './command.ts';
import type { Row } from './settings-table.ts';

const AUDIT: readonly CommandName[] = ['audit'];

/** All that can have been asked for. */
const HANDLINGER: readonly Handling[] = [
  ...new Set([...tjenester.flatMap(({ operationer }) => operationer.map(({ verbum }) => verbum)), ...ANDRE_HANDLINGER]),
];

export const TIME_KIND = {
  art: 'text',
  form: 'a time with its zone, such as 2026-11-24T09:00:00Z',
  pattern: /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/,
} as const;

export const AUDIT_ROWS = {
  audit: {
    kind: { art: 'choice', choices: ['on', 'off'] },
    commands: ['serve'],
    help:
      'Whether every call has its row in the audit log before it is answered (`fkorg audit`). Where it is not said: on, ' +
      'but with open access off.',
  },
  system: {
    kind: { art: 'text', form: 'the UUID of a system, or its name', pattern: /^(?=.*\S)\P{Cc}{1,200}$/u },
    commands: [...AUDIT, 'besked dueslag opret'],
    help:
      'audit: only what this system asked for; a part of its name will do, in capitals or not. dueslag: whose it is; where ' +
      'access is open there are no systems: say --cvr.',
  },
  since: { kind: TIME_KIND, commands: AUDIT, help: 'Only from this time on.' },
  verb: {
    kind: { art: 'choice', choices: HANDLINGER },
    commands: AUDIT,
    help: 'Only calls that asked for this.',
  },
  json: {
    kind: { art: 'switch' },
    standard: false,
    commands: [...AUDIT, 'besked tail', 'besked hent'],
    help: 'One JSON object a line, with everything that is kept.',
  },
} as const satisfies Record<string, Row>;
