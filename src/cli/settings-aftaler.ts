/** The settings of systems and agreements. */
import { PARTER } from '../store/administration/administration.ts';
import type { CommandName } from './command.ts';
import type { Row } from './settings-table.ts';

const DECIDE: readonly CommandName[] = ['agreement approve', 'agreement reject'];
const DESCRIBE: readonly CommandName[] = ['agreement request', 'agreement copy'];

/** The commands that change the administration. */
const SIGNED: readonly CommandName[] = [
  ...[...DESCRIBE, ...DECIDE],
  ...(['agreement end', 'system add', 'system certificate', 'release erase-and-reload'] as const),
];

/** The commands that name an authority. */
export const AFTALE_CVR: readonly CommandName[] = ['agreement request', ...DECIDE, 'agreement list'];

export const AFTALE_ROWS = {
  agreements: {
    kind: { art: 'text', form: 'a file', pattern: /\S/ },
    commands: ['serve'],
    help:
      'YAML file of systems and agreements, applied before serving: what is so already is left alone, an approved ' +
      'agreement that it changes is ended and copied. docs/guides/aftaler.md explains it.',
  },
  services: {
    kind: {
      art: 'text',
      form: 'services with their roles and data restrictions, such as "organisation:udstil,senavn=Ja"',
      pattern: /^[^\s:]+:\S+(\s+[^\s:]+:\S+)*$/,
    },
    commands: DESCRIBE,
    help:
      'What the agreement is about: <service>:<role>,… with <data restriction>=<value> among them; several services are ' +
      'parted by spaces. docs/guides/aftaler.md has the table of services.',
  },
  owners: {
    kind: { art: 'text', form: 'CVR parted by commas, or none', pattern: /^(none|\d{8}(,\d{8})*)$/ },
    commands: DESCRIBE,
    help: 'Authorities whose data are handed over (med videregivelse), KOMBIT (19435075) for the common data among them.',
  },
  reason: {
    kind: { art: 'text', form: 'a reason of 1 to 2000 characters', pattern: /^(?=.*\S)\P{Cc}{1,2000}$/u },
    commands: [...DESCRIBE, 'agreement reject', 'agreement end', 'besked dueslag stop'],
    help: 'Why; those who decide read it.',
  },
  as: {
    kind: { art: 'choice', choices: PARTER },
    commands: DECIDE,
    help: 'As whom the authority decides, where it is owner of data and receiver of data; without it, as both.',
  },
  by: {
    kind: { art: 'text', form: 'at most 100 characters', pattern: /^(?=.*\S)\P{Cc}{1,100}$/u },
    standard: 'kommandolinje',
    commands: SIGNED,
    help: 'What the history names as the one who did it: a post or a piece of work, not the name of a person.',
  },
  history: {
    kind: { art: 'switch' },
    standard: false,
    commands: ['agreement list'],
    help: 'Show of each agreement when and by whom it was requested, and every decision on it.',
  },
  certificates: {
    kind: { art: 'text', form: 'files parted by commas', pattern: /\S/ },
    commands: ['system add'],
    help: 'Certificates (PEM or DER) that the system asks with.',
  },
  uuid: {
    kind: {
      art: 'text',
      form: 'a UUID',
      pattern: /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/,
    },
    commands: ['system add', 'audit'],
    help:
      'UUID of the system, where it has one already; without it, a new one. audit: only calls about this object, or the ' +
      'call with this TransactionUUID.',
  },
  remove: {
    kind: { art: 'switch' },
    standard: false,
    commands: ['system certificate'],
    help: 'Take the certificate from the system in place of giving it.',
  },
} as const satisfies Record<string, Row>;
