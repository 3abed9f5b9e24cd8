/** The settings of commands that call a running server, as any client of it does. */
import { type CommandName, KLIENT_COMMAND_NAMES } from './command.ts';
import type { Row } from './settings-table.ts';

const AMQP: readonly CommandName[] = ['besked send', 'besked hent'];

export const KLIENT_ROWS = {
  url: {
    kind: { art: 'text', form: 'http(s)://host:port', pattern: /^https?:\/\/[^\s?#]+$/ },
    standard: 'http://127.0.0.1:15000',
    commands: KLIENT_COMMAND_NAMES,
    help: 'Address of the server; tokens are fetched there too. With --secure it is https://localhost:15000.',
  },
  amqp: {
    kind: { art: 'text', form: 'amqp(s)://host:port/vhost', pattern: /^amqps?:\/\/\S+$/ },
    standard: 'amqp://127.0.0.1:5671/BF',
    commands: AMQP,
    help: 'Address of AMQP, as `fkorg serve` prints it.',
  },
  client: {
    kind: { art: 'text', form: 'the name of a client', pattern: /^[A-Za-z0-9._-]{1,100}$/ },
    commands: KLIENT_COMMAND_NAMES,
    help:
      'Whose key and certificate to fetch a token with: klienter/<name>.pem and .key in the folder of keys. Without it no token ' +
      'is brought, which is enough where access is open.',
  },
  siden: {
    kind: { art: 'whole', min: 0, max: 999_999_999_999_999 },
    commands: ['besked tail'],
    help: 'The position to begin after, 0 for everything; without it, what happens from now on.',
  },
  most: {
    kind: { art: 'whole', unit: 'messages', min: 1, max: 1_000_000 },
    commands: ['besked hent'],
    help: 'How many messages to take at most; without it, all that wait.',
  },
  keep: {
    kind: { art: 'switch' },
    standard: false,
    commands: ['besked hent'],
    help: 'Look at the messages and leave them where they are.',
  },
} as const satisfies Record<string, Row>;
