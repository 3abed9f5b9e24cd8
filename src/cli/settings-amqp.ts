/** The settings of the AMQP server: its port, and what its connections may take. */
import { GRAENSER_STANDARD } from '../fronts/amqp/limits.ts';
import type { CommandName } from './command.ts';
import type { Row } from './settings-table.ts';

const SERVE: readonly CommandName[] = ['serve'];

export const AMQP_ROWS = {
  'amqp-port': {
    kind: { art: 'whole', min: 0, max: 65_535 },
    commands: SERVE,
    help:
      'Port of --host to send and fetch messages at over AMQP 0-9-1, 5671 by custom; 0 takes a free one and prints it. ' +
      'Without it there is no AMQP. With --tls on it answers over TLS alone; without, on this machine alone.',
  },
  'amqp-channels-max': {
    kind: { art: 'whole', unit: 'channels', min: 1, max: 2047 },
    standard: GRAENSER_STANDARD.channelsMax,
    commands: SERVE,
    help: 'Channels of one AMQP connection.',
  },
  'amqp-connections-max': {
    kind: { art: 'whole', unit: 'connections', min: 1, max: 100_000 },
    standard: GRAENSER_STANDARD.connectionsMax,
    commands: SERVE,
    help: 'AMQP connections of one process; one more is cut.',
  },
  'amqp-system-connections-max': {
    kind: { art: 'whole', unit: 'connections', min: 1, max: 100_000 },
    standard: GRAENSER_STANDARD.connectionsPerSystemMax,
    commands: SERVE,
    help: 'AMQP connections of one system to one process, or of one authority where access is open.',
  },
  'amqp-frame-bytes-max': {
    kind: { art: 'whole', unit: 'bytes', min: 4096, max: 16_777_216 },
    standard: GRAENSER_STANDARD.frameMax,
    commands: SERVE,
    help: 'Largest AMQP frame; a message may be in many.',
  },
  'amqp-login-frame-bytes-max': {
    kind: { art: 'whole', unit: 'bytes', min: 65_536, max: 1_048_576 },
    standard: GRAENSER_STANDARD.initialFrameMax,
    commands: SERVE,
    help: 'Largest AMQP frame before a client is let in: its token, of some 8 kB, is in the first.',
  },
  'amqp-heartbeat-seconds': {
    kind: { art: 'whole', unit: 'seconds', min: 0, max: 3600 },
    standard: GRAENSER_STANDARD.heartbeatSeconds,
    commands: SERVE,
    help:
      'How often each end of an AMQP connection says that it is there, where the client does not want it otherwise. One ' +
      'that is silent for twice as long is cut off. 0: neither says so.',
  },
} as const satisfies Record<string, Row>;
