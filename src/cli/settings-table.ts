/**
 * The table of all settings but the limits. Flags, environment variables, help texts and docs/reference/settings.md come
 * from it, by way of `settings-rows.ts`, and from nothing else.
 */
import { COMMAND_NAMES, type CommandName, KLIENT_COMMAND_NAMES, STORE_COMMAND_NAMES } from './command.ts';
import { AFTALE_CVR, AFTALE_ROWS } from './settings-aftaler.ts';
import { AMQP_ROWS } from './settings-amqp.ts';
import { AUDIT_ROWS } from './settings-audit.ts';
import { BESKED_CVR, BESKED_ROWS } from './settings-besked.ts';
import { BROKER_ROWS } from './settings-broker.ts';
import { DRIFT_ROWS } from './settings-drift.ts';
import { EXCHANGE_ROWS } from './settings-exchange.ts';
import { FORDELING_ROWS } from './settings-fordeling.ts';
import { GRAPHQL_ROWS } from './settings-graphql.ts';
import { KLIENT_ROWS } from './settings-klient.ts';
import { LABEL_ROWS } from './settings-labels.ts';
import { PUSH_ROWS } from './settings-push.ts';
import { RELEASE_ROWS } from './settings-release.ts';
import { SECURITY_ROWS } from './settings-security.ts';
import { UPKEEP_ROWS } from './settings-upkeep.ts';

/** What a setting takes. `before` is what stands before the number, such as `units=`. */
export type Kind =
  | { readonly art: 'text'; readonly form: string; readonly pattern: RegExp }
  | {
      readonly art: 'whole';
      readonly unit?: string;
      readonly min: number;
      readonly max: number;
      readonly before?: string;
    }
  | { readonly art: 'choice'; readonly choices: readonly string[] }
  | { readonly art: 'switch' };

export interface Row {
  readonly kind: Kind;
  /** The value where none is given; absent: the setting may be unset. */
  readonly standard?: string | number | boolean;
  readonly commands: readonly CommandName[];
  /** English, whole sentences. */
  readonly help: string;
}

const SERVE: readonly CommandName[] = ['serve'];
const DEMO: readonly CommandName[] = ['serve', 'demo'];

export const SETTINGS_TABLE = {
  host: {
    kind: { art: 'text', form: 'a host name or an IP address', pattern: /^[A-Za-z0-9_.:-]+$/ },
    standard: '127.0.0.1',
    commands: SERVE,
    help: 'Address to listen on. With open access, anything but this machine must be asked for with the flag itself.',
  },
  port: {
    kind: { art: 'whole', min: 0, max: 65_535 },
    standard: 15_000,
    commands: SERVE,
    help: 'Port to listen on; 0 takes a free one and prints it.',
  },
  'public-url': {
    kind: {
      art: 'text',
      form: 'an address such as https://organisation.example',
      pattern: /^https?:\/\/[^\s/?#]+\/?$/,
    },
    commands: SERVE,
    help: 'Address that clients reach the server at, for the WSDLs; without it, the one that each request came to.',
  },
  data: {
    kind: { art: 'text', form: 'a folder', pattern: /\S/ },
    standard: './data',
    commands: COMMAND_NAMES,
    help:
      'Folder of the embedded database, and of keys; it is made where it is missing. One fkorg at a time can hold its ' +
      'database.',
  },
  database: {
    kind: { art: 'text', form: 'postgres://user:password@host:5432/name', pattern: /^postgres(ql)?:\/\/\S+$/ },
    commands: STORE_COMMAND_NAMES,
    help: 'PostgreSQL 15 or newer in place of the data folder. Give a password in the environment, not as a flag.',
  },
  access: {
    kind: { art: 'choice', choices: ['agreements', 'strict', 'open'] },
    standard: 'agreements',
    commands: SERVE,
    help:
      'Who may call. agreements: whoever has a token from a token service that is trusted, and signs with its key. ' +
      'strict: the same, and what clients are known to leave unsigned is refused too. ' +
      'open: whoever reaches the address, for the authority named in X-Anvenderkontekst (8 digits).',
  },
  environment: {
    kind: { art: 'choice', choices: ['test', 'produktion'] },
    standard: 'test',
    commands: ['serve', 'agreement request', 'release erase-and-reload'],
    help:
      'test has `fysiskslet`, which deletes all objects of an authority for good; produktion has not. An agreement is ' +
      'for one of them. A release must be told which.',
  },
  'ret-udeladte': {
    kind: { art: 'choice', choices: ['fjernes', 'beholdes'] },
    standard: 'fjernes',
    commands: SERVE,
    help:
      'What becomes of entries that a `ret` leaves out of a relation type that it names: fjernes removes them, ' +
      'beholdes keeps them.',
  },
  'facet-udvidelser': {
    kind: {
      art: 'text',
      form: 'alle, ingen, or UUIDs of facets parted by commas',
      pattern:
        /^(alle|ingen|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(,[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})*)$/,
    },
    standard: 'alle',
    commands: ['serve', 'import', 'klassifikation import'],
    help: 'Which common facets, KOMBIT’s, others may add classes of their own to. Only who added a class sees it.',
  },
  demo: {
    kind: { art: 'choice', choices: ['korsbaek', 'ingen'] },
    standard: 'ingen',
    commands: SERVE,
    help: 'Data set to lay in before serving, once: the made-up Korsbæk Kommune (CVR 11111111), or none (ingen).',
  },
  'demo-size': {
    kind: { art: 'whole', unit: 'units', min: 20, max: 200_000, before: 'units=' },
    standard: 60,
    commands: DEMO,
    help: 'Number of organisation units in Korsbæk; people and addresses grow with it.',
  },
  'demo-seed': {
    kind: { art: 'whole', min: 0, max: 4_294_967_295 },
    standard: 1,
    commands: DEMO,
    help: 'Seed of the generator: equal seeds and sizes make equal registers.',
  },
  ...EXCHANGE_ROWS,
  ...RELEASE_ROWS,
  cvr: {
    kind: { art: 'text', form: 'a CVR of 8 digits', pattern: /^\d{8}$/ },
    commands: [
      ...(['myndighed opret', 'partition make', 'pki client', 'audit'] as const),
      ...KLIENT_COMMAND_NAMES,
      ...AFTALE_CVR,
      ...BESKED_CVR,
    ],
    help: 'CVR of the authority that acts, decides, is made or asked; for `pki client`, of the supplier of the system.',
  },
  navn: {
    kind: { art: 'text', form: 'a name of 1 to 200 characters', pattern: /^(?=.*\S)\P{Cc}{1,200}$/u },
    commands: ['myndighed opret', 'agreement request', 'agreement copy'],
    help: 'Name of the new authority or agreement.',
  },
  kommunekode: {
    kind: { art: 'text', form: '3 or 4 digits', pattern: /^\d{3,4}$/ },
    commands: ['myndighed opret'],
    help: 'Municipality code of the new authority (MyndighedsKode), where it has one.',
  },
  ...AFTALE_ROWS,
  ...BESKED_ROWS,
  ...AMQP_ROWS,
  ...PUSH_ROWS,
  ...BROKER_ROWS,
  ...DRIFT_ROWS,
  ...FORDELING_ROWS,
  ...KLIENT_ROWS,
  ...GRAPHQL_ROWS,
  progress: {
    kind: { art: 'switch' },
    standard: true,
    commands: STORE_COMMAND_NAMES,
    help: 'Tell on stderr how far a piece of work has come when it takes longer than two seconds.',
  },
  'log-level': {
    kind: { art: 'choice', choices: ['silent', 'error', 'warn', 'info', 'debug'] },
    standard: 'info',
    commands: STORE_COMMAND_NAMES,
    help: 'What goes to the log, which is JSON lines on stderr and holds no names and no CPR numbers.',
  },
  ...LABEL_ROWS,
  ...SECURITY_ROWS,
  ...AUDIT_ROWS,
  ...UPKEEP_ROWS,
} as const satisfies Record<string, Row>;
