/** The settings of messages: what the register's own are called, and what is said of a dueslag when it is made. */
import { ORGVALG_STANDARD } from '../beskedfordeler/org/valg.ts';
import { MAADER } from '../store/beskeder/dueslag.ts';
import type { CommandName } from './command.ts';
import type { Row } from './settings-table.ts';

const SERVE: readonly CommandName[] = ['serve'];
const KATALOG: readonly CommandName[] = ['serve', 'besked beskedtype list'];
const DUESLAG: readonly CommandName[] = ['besked dueslag opret', 'besked dueslag ret'];

/** Commands that name an authority. */
export const BESKED_CVR: readonly CommandName[] = ['besked dueslag opret'];

const UUID = {
  art: 'text',
  form: 'a UUID',
  pattern: /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/,
} as const;

const { Bruger, OrganisationEnhed, relaterede, handlinger, anvendersystem, foelsomhed, foelsomhedBeskyttet } =
  ORGVALG_STANDARD;

/** A class of ObjektType, and of what in messages. */
const objekttype = (standard: string, hvad: string) =>
  ({ kind: UUID, standard, commands: SERVE, help: `ObjektType of ${hvad}.` }) as const;

/** A class of ObjektHandling. */
const handling = (navn: keyof typeof handlinger) =>
  ({
    kind: UUID,
    standard: handlinger[navn],
    commands: SERVE,
    help: `ObjektHandling of messages about what became ${navn}.`,
  }) as const;

export const BESKED_ROWS = {
  'besked-orgbruger': {
    kind: UUID,
    standard: Bruger.beskedtype,
    commands: KATALOG,
    help: 'Beskedtype of ORG_Bruger 1.0. The identifiers that KOMBIT uses are not published: ask, and set them all.',
  },
  'besked-orgenhed': {
    kind: UUID,
    standard: OrganisationEnhed.beskedtype,
    commands: KATALOG,
    help: 'Beskedtype of ORG_OrgEnhed 1.0.',
  },
  'besked-objekttype-bruger': objekttype(Bruger.objekttype, 'messages about a Bruger'),
  'besked-objekttype-enhed': objekttype(OrganisationEnhed.objekttype, 'messages about an OrganisationEnhed'),
  'besked-objekttype-organisation': objekttype(relaterede.Organisation, 'an Organisation that a message names beside'),
  'besked-objekttype-person': objekttype(relaterede.Person, 'a Person that a message names beside'),
  'besked-objekttype-adresse': objekttype(relaterede.Adresse, 'an Adresse that a message names beside'),
  'besked-objekttype-funktion': objekttype(
    relaterede.OrganisationFunktion,
    'an OrganisationFunktion that a message names beside',
  ),
  'besked-handling-opstaaet': handling('Opstaaet'),
  'besked-handling-importeret': handling('Importeret'),
  'besked-handling-rettet': handling('Rettet'),
  'besked-handling-passiveret': handling('Passiveret'),
  'besked-handling-slettet': handling('Slettet'),
  'besked-anvendersystem': {
    kind: UUID,
    standard: anvendersystem,
    commands: SERVE,
    help: 'UUID of the register as a system: BeskedAnsvarligAktoer and Kildesystem of its messages, Fordelingssystem of all.',
  },
  'besked-foelsomhed': {
    kind: UUID,
    standard: foelsomhed,
    commands: SERVE,
    help: 'Sikkerhedsklassificering of messages: data that are not confidential.',
  },
  'besked-foelsomhed-beskyttet': {
    kind: UUID,
    standard: foelsomhedBeskyttet,
    commands: SERVE,
    help: 'Sikkerhedsklassificering of messages that touch a protected person: confidential personal data.',
  },
  'besked-indhold': {
    kind: { art: 'choice', choices: ['tynd', 'fuld'] },
    standard: 'tynd',
    commands: SERVE,
    help:
      'tynd: a message says that there is something new, and the receiver reads it. fuld: it carries the registration, ' +
      'and goes to whoever may have the message.',
  },
  'besked-afledte': {
    kind: { art: 'switch' },
    standard: false,
    commands: SERVE,
    help: 'Tell a change of a user’s Person, Adresse or OrganisationFunktion as a change of the user.',
  },
  maade: {
    kind: { art: 'choice', choices: MAADER },
    standard: 'hent',
    commands: ['besked dueslag opret'],
    help:
      'How messages come to the receiver. hent: it fetches them over AMQP. tilsendt: they are sent to --adresse as ' +
      'ModtagBesked. webhook: they are sent to --adresse as CloudEvents in JSON, signed.',
  },
  adresse: {
    kind: { art: 'text', form: 'an https address', pattern: /^\S+$/ },
    commands: DUESLAG,
    help: 'Where to send messages.',
  },
  udtryk: {
    kind: { art: 'text', form: 'a filter expression', pattern: /\S/ },
    commands: ['besked dueslag opret'],
    help: 'Make a first subscription with this filter. docs/guides/events.md has the language.',
  },
  'dueslag-beskeder-max': {
    kind: { art: 'whole', unit: 'messages', min: 1, max: 100_000_000 },
    standard: 100_000,
    commands: DUESLAG,
    help: 'Messages that may wait. At the first that would be more, the dueslag stops and says so; nothing is thrown away.',
  },
  'dueslag-bytes-max': {
    kind: { art: 'whole', unit: 'bytes', min: 1024, max: 1_099_511_627_776 },
    standard: 1_073_741_824,
    commands: DUESLAG,
    help: 'Bytes of messages that may wait, in the same way.',
  },
  'dueslag-days-max': {
    kind: { art: 'whole', unit: 'days', min: 1, max: 3650 },
    standard: 30,
    commands: DUESLAG,
    help: 'Days that the oldest message may have waited, in the same way.',
  },
  force: {
    kind: { art: 'switch' },
    standard: false,
    commands: ['besked dueslag slet'],
    help: 'Remove it though messages wait in it.',
  },
} as const satisfies Record<string, Row>;
