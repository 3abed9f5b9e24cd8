/** The settings of import and export, as rows of the table of settings. */
import { CSV_FORMATER, FORMATER } from '../exchange/formater.ts';
import { objekttypeNavne } from '../standard/objekttyper.ts';
import type { CommandName } from './command.ts';
import type { Row } from './settings-table.ts';

const IMPORT: readonly CommandName[] = ['import'];
const KLASSER: readonly CommandName[] = ['klassifikation import'];
const RELEASE: readonly CommandName[] = ['release erase-and-reload'];
const IMPORTS: readonly CommandName[] = [...IMPORT, ...KLASSER];
const EXCHANGE: readonly CommandName[] = ['import', 'export'];

export const EXCHANGE_ROWS = {
  ejer: {
    kind: { art: 'text', form: 'a CVR of 8 digits', pattern: /^\d{8}$/ },
    commands: [...EXCHANGE, ...KLASSER],
    help:
      'export: only the objects that this authority owns. import: for whom XML and CSV, which do not say it, are read. ' +
      'klassifikation import: who owns the classes; KOMBIT (19435075) where it is not said.',
  },
  format: {
    kind: { art: 'choice', choices: FORMATER },
    commands: EXCHANGE,
    help:
      'Form of the file: JSON lines, OIO XML (objects, or ImporterOrganisationSystemInput), or CSV of units (enheder) or ' +
      'of employees (medarbejdere). import recognises it by how the file begins; export writes jsonl.',
  },
  virkning: {
    kind: { art: 'text', form: 'a day such as 2026-01-31', pattern: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/ },
    commands: EXCHANGE,
    help:
      'export: only what is true at the beginning of that day, of the registration that is current. import: from which ' +
      'day what is different in CSV is true; today where it is not said.',
  },
  registrering: {
    kind: {
      art: 'text',
      form: 'a day such as 2026-01-31, or a time such as 2026-01-31T12:00:00+01:00',
      pattern: /^[0-9]{4}-[0-9]{2}-[0-9]{2}(T\S+)?$/,
    },
    commands: ['export'],
    help: 'Only the registration of each object that was current then. Without this and --virkning: the whole history.',
  },
  'dry-run': {
    kind: { art: 'switch' },
    standard: false,
    commands: [...IMPORTS, ...RELEASE],
    help: 'Say what would become new, changed, left alone and refused, or what would go and come, and save nothing.',
  },
  'all-or-nothing': {
    kind: { art: 'switch' },
    standard: false,
    commands: IMPORT,
    help:
      'Save everything in one transaction, and nothing where one object is refused. Without it, what is right is saved ' +
      'in parcels, and a run that was cut off goes on where it was when the same file is imported again.',
  },
  report: {
    kind: { art: 'text', form: 'a file', pattern: /\S/ },
    commands: [...IMPORTS, ...RELEASE],
    help:
      'File for what is refused, one JSON object a line: line, object, rule, place, value, and what would be right. ' +
      'klassifikation import: also for every difference, with the texts before and after. ' +
      'release erase-and-reload: for what went and came, as one JSON object.',
  },
  'end-missing': {
    kind: { art: 'text', form: 'a day such as 2026-01-31', pattern: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/ },
    commands: IMPORT,
    help: 'CSV: last day of what earlier files had and this one has not. Without it, that is only told.',
  },
  template: {
    kind: { art: 'choice', choices: [...CSV_FORMATER, 'relationer'] },
    commands: IMPORTS,
    help: 'Print a CSV file to put rows in, and do nothing else.',
  },
  'virkning-fra': {
    kind: { art: 'text', form: 'a day such as 2026-02-01', pattern: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/ },
    commands: KLASSER,
    help: 'The day from which the edition counts; today where it is not said. What was true before stays as it was.',
  },
  facet: {
    kind: {
      art: 'text',
      form: 'a UUID',
      pattern: /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/,
    },
    commands: KLASSER,
    help: 'KLE: UUID of the facet that the classes are in, where it is another than the one that is known for the file.',
  },
  type: {
    kind: { art: 'choice', choices: objekttypeNavne },
    commands: ['export'],
    help: 'Only the objects of this type.',
  },
  out: {
    kind: { art: 'text', form: 'a file', pattern: /\S/ },
    commands: ['export'],
    help: 'File to write to; without it, standard output.',
  },
} as const satisfies Record<string, Row>;
