/** The settings of sending messages to receivers: where to, how patiently, and how many at once. */
import type { CommandName } from './command.ts';
import type { Row } from './settings-table.ts';

/** Who sends, and who registers an address. */
const ADRESSER: readonly CommandName[] = ['serve', 'besked dueslag opret', 'besked dueslag ret'];
const SERVE: readonly CommandName[] = ['serve'];

export const PUSH_ROWS = {
  'push-ports': {
    kind: { art: 'text', form: 'ports parted by commas', pattern: /^\d{1,5}(,\d{1,5}){0,99}$/ },
    standard: '443',
    commands: ADRESSER,
    help: 'Ports that messages may be sent to. The common Beskedfordeler has 443 alone; a test may need others.',
  },
  'push-networks': {
    kind: { art: 'choice', choices: ['public', 'all'] },
    standard: 'public',
    commands: ADRESSER,
    help:
      'public: messages are sent to addresses that everybody can reach, so that a receiver cannot have fkorg call machines ' +
      'inside. all: also to this machine, and to private and link-local networks.',
  },
  'push-ca': {
    kind: { art: 'text', form: 'pki, public or files in PEM, parted by commas', pattern: /^[^,]+(,[^,]+){0,99}$/ },
    standard: 'pki,public',
    commands: SERVE,
    help:
      'Who may have issued the certificates of receivers. pki: the CA of the folder of keys. public: those that browsers trust. ' +
      'Else files with certificates of CAs.',
  },
  'push-concurrency': {
    kind: { art: 'whole', unit: 'receivers', min: 1, max: 1000 },
    standard: 64,
    commands: SERVE,
    help: 'Receivers that a process sends to at once. Those that take over a second have four times as many places of their own.',
  },
  'push-timeout-ms': {
    kind: { art: 'whole', unit: 'milliseconds', min: 100, max: 600_000 },
    standard: 30_000,
    commands: SERVE,
    help: 'Time from connecting to a receiver to the last byte of its answer.',
  },
  'push-answer-bytes-max': {
    kind: { art: 'whole', unit: 'bytes', min: 1024, max: 16_777_216 },
    standard: 65_536,
    commands: SERVE,
    help: 'Largest answer of a receiver.',
  },
  'push-pause-ms': {
    kind: { art: 'whole', unit: 'milliseconds', min: 1, max: 86_400_000 },
    standard: 60_000,
    commands: SERVE,
    help: 'Time until a message is sent again that a receiver answered 40 to (a webhook: anything but 2xx and 410). It doubles.',
  },
  'push-pause-max-ms': {
    kind: { art: 'whole', unit: 'milliseconds', min: 1, max: 86_400_000 },
    standard: 900_000,
    commands: SERVE,
    help: 'The longest that such a pause becomes, also where the receiver asks for a longer one (Retry-After).',
  },
  'push-tries': {
    kind: { art: 'whole', unit: 'attempts', min: 1, max: 1000 },
    standard: 1,
    commands: SERVE,
    help:
      'Attempts with a message from which on a dueslag of the kind tilsendt stops at any answer but 20 and 40, or at none. The ' +
      'common Beskedfordeler stops at the first.',
  },
} as const satisfies Record<string, Row>;
