/** The settings of labels, and of what is remembered to write them. */
import { LABEL_TEKSTER, STANDARD_LABELS } from '../operations/labels.ts';
import { MEMORY_BYTES } from '../store/huskede/sql-huskede.ts';
import type { CommandName } from './command.ts';
import type { Row } from './settings-table.ts';

const SERVE: readonly CommandName[] = ['serve'];

export const LABEL_ROWS = {
  'label-text': {
    kind: { art: 'choice', choices: LABEL_TEKSTER },
    standard: STANDARD_LABELS.tekst,
    commands: SERVE,
    help:
      'Which text of a class is the Label of a role or type in answers. noegle: its BrugervendtNoegleTekst, as in production; ' +
      'titel: its TitelTekst, or its key where it has none.',
  },
  'label-age-ms': {
    kind: { art: 'whole', unit: 'milliseconds', min: 0, max: 3_600_000 },
    standard: STANDARD_LABELS.alderMs,
    commands: SERVE,
    help:
      'How long the Label in answers of one process may miss a change of a class that another process wrote; 0: not at all, ' +
      'for one statement more a call.',
  },
  'label-classes-max': {
    kind: { art: 'whole', unit: 'classes', min: 0, max: 1_000_000 },
    standard: STANDARD_LABELS.klasserMax,
    commands: SERVE,
    help: 'Classes whose texts one answer looks up; what comes after them has no Label.',
  },
  'memory-bytes-max': {
    kind: { art: 'whole', unit: 'bytes', min: 0, max: 68_719_476_736 },
    standard: MEMORY_BYTES,
    commands: SERVE,
    help:
      'Bytes that a process remembers of objects as they stand now, about; what has not been used for a while goes. The ' +
      'change feed tells what is no longer so. 0: nothing is remembered.',
  },
} as const satisfies Record<string, Row>;
