/** The settings of running the server: how many processes, and what they tell about themselves. */
import type { CommandName } from './command.ts';
import type { Row } from './settings-table.ts';

const SERVE: readonly CommandName[] = ['serve'];

export const DRIFT_ROWS = {
  workers: {
    kind: { art: 'whole', unit: 'processes', min: 1, max: 256 },
    standard: 1,
    commands: SERVE,
    help:
      'Processes that answer on the port, with a parent that starts those again that crash. More than one needs ' +
      '--database: a data folder belongs to one process.',
  },
  'read-database': {
    kind: { art: 'text', form: 'postgres://user:password@host:5432/name', pattern: /^postgres(ql)?:\/\/\S+$/ },
    commands: SERVE,
    help:
      'A streaming replica of --database, for calls that only read; whoever has just written still sees it. While it ' +
      'is gone or too far behind, reads go to --database. Give a password in the environment, not as a flag.',
  },
  'metrics-port': {
    kind: { art: 'whole', min: 0, max: 65_535 },
    commands: SERVE,
    help:
      'Port of --host for `/metrics` alone (Prometheus), for a machine elsewhere that collects them; 0 takes a free ' +
      'one. Without it `/metrics` is on the main port, for callers on this machine.',
  },
  'otlp-endpoint': {
    kind: { art: 'text', form: 'an address such as http://127.0.0.1:4318', pattern: /^https?:\/\/[^\s?#]+$/ },
    commands: SERVE,
    help: 'Collector of OpenTelemetry traces (OTLP over HTTP); `/v1/traces` is added. Without it nothing is traced.',
  },
  'otlp-percent': {
    kind: { art: 'whole', unit: 'percent', min: 0, max: 100 },
    standard: 100,
    commands: SERVE,
    help: 'Of a hundred calls, how many are traced; a call that comes with a `traceparent` is traced as that one says.',
  },
  'slow-ms': {
    kind: { art: 'whole', unit: 'milliseconds', min: 1, max: 60_000 },
    standard: 250,
    commands: SERVE,
    help: 'Time from which on a statement of the database is remembered, without its values, for `fkorg slow`.',
  },
} as const satisfies Record<string, Row>;
