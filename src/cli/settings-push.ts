/** The settings of sending messages to receivers: where to, how patiently, and how many at once. */
import type { CommandName } from './command.ts';
import type { Row } from './settings-table.ts';

/** Who sends, and who registers an address. */
const ADRESSER: readonly CommandName[] = ['serve', 'besked dueslag opret', 'besked dueslag ret'];

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
} as const satisfies Record<string, Row>;
