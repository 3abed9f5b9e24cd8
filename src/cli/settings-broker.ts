/** The settings of messages to a broker that somebody has, and of events to those who listen. */
import type { CommandName } from './command.ts';
import type { LimitRow } from './settings-limits.ts';
import type { Row } from './settings-table.ts';

const SERVE: readonly CommandName[] = ['serve'];

/** A name as AMQP has it, without signs that nobody means. */
const NAVN = /^[A-Za-z0-9._:-]{1,200}$/;

export const BROKER_ROWS = {
  broker: {
    kind: { art: 'text', form: 'amqp(s)://user:password@host:5672/vhost', pattern: /^amqps?:\/\/\S+$/ },
    commands: SERVE,
    help:
      'A RabbitMQ that every message of the register is published to as well, at least once and in order ' +
      '(docs/guides/broker.md). Give a password in the environment, not as a flag.',
  },
  'broker-exchange': {
    kind: { art: 'text', form: 'a name of 1 to 200 letters, digits and . _ : -', pattern: NAVN },
    standard: 'fkorg',
    commands: SERVE,
    help: 'The topic exchange of --broker; it is made where it is missing.',
  },
  'broker-queue': {
    kind: { art: 'text', form: 'a name of 1 to 200 letters, digits and . _ : -', pattern: NAVN },
    commands: SERVE,
    help:
      'A quorum queue that is made at --broker before anything is published, and takes every message. Without it, ' +
      'receivers make their own, and what no queue takes is gone.',
  },
  'broker-ca': {
    kind: { art: 'text', form: 'a file', pattern: /\S/ },
    commands: SERVE,
    help: 'PEM of the authority that has signed the certificate of --broker amqps://; without it, those that Node trusts.',
  },
} as const satisfies Record<string, Row>;

export const HAENDELSE_LIMIT_ROWS = {
  haendelserLaesereMax: {
    unit: 'readers',
    min: 1,
    max: 100_000,
    help: 'Readers of `/haendelser` at once, for each process.',
  },
  haendelserLaeserePrKalderMax: {
    unit: 'readers',
    min: 1,
    max: 100_000,
    help: 'Readers of `/haendelser` at once that one caller has: a system, or an authority where access is open.',
  },
  haendelserHjerteslagMs: {
    unit: 'milliseconds',
    min: 10,
    max: 600_000,
    help: 'Time after which a reader of `/haendelser` is sent a line though there is nothing to tell.',
  },
} as const satisfies Record<string, LimitRow>;
