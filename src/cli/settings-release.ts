/** The settings of a release, as rows of the table of settings. */
import type { CommandName } from './command.ts';
import type { Row } from './settings-table.ts';

const RELEASE: readonly CommandName[] = ['release erase-and-reload'];

export const RELEASE_ROWS = {
  from: {
    kind: { art: 'text', form: 'a file', pattern: /\S/ },
    commands: RELEASE,
    help: 'JSON lines of `fkorg export --ejer 19435075` with the common data to reload; without it, those of the register.',
  },
  after: {
    kind: { art: 'text', form: 'a file', pattern: /\S/ },
    commands: RELEASE,
    help: 'Report of the same release in a test environment: production demands it, with the same version and content.',
  },
  backup: {
    kind: { art: 'text', form: 'a file, or none', pattern: /\S/ },
    commands: RELEASE,
    help: 'File for a backup of the data folder before anything goes; none where there is one, and for a PostgreSQL.',
  },
  confirm: {
    kind: { art: 'text', form: 'the name of the register: its folder, or its database', pattern: /\S/ },
    commands: RELEASE,
    help: 'Names the register whose data are to go, so that it is the right one; counts on the command line alone.',
  },
} as const satisfies Record<string, Row>;
