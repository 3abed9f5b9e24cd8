/** What a command of the command line is, apart from what it does. */
import type { Clock } from '../base/clock.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Settings } from './settings.ts';
import type { Stop } from './stop.ts';

/** Every command; of several words, those before the last are groups. */
export const COMMAND_NAMES = [
  'serve',
  'import',
  'export',
  'migrate',
  'demo',
  'check',
  'backup',
  'restore',
  'klassifikation import',
  'release erase-and-reload',
  'myndighed opret',
  'myndighed liste',
  'partition list',
  'partition make',
  'agreement request',
  'agreement approve',
  'agreement reject',
  'agreement end',
  'agreement copy',
  'agreement list',
  'system add',
  'system list',
  'system certificate',
  'besked dueslag opret',
  'besked dueslag ret',
  'besked dueslag list',
  'besked dueslag vis',
  'besked dueslag aktiver',
  'besked dueslag inaktiver',
  'besked dueslag stop',
  'besked dueslag slet',
  'besked fejlkoe list',
  'besked fejlkoe genindsaet',
  'besked fejlkoe slet',
  'besked abonnement opret',
  'besked abonnement list',
  'besked abonnement slet',
  'besked abonnement proev',
  'besked vaerdiliste list',
  'besked vaerdiliste vis',
  'besked vaerdiliste tilfoej',
  'besked vaerdiliste fjern',
  'besked beskedtype list',
  'besked beskedtype opret',
  'besked beskedtype slet',
  'besked tail',
  'besked send',
  'besked hent',
  'slow',
  'audit verify',
  'audit',
  'pki init',
  'pki client',
  'pki list',
  'pki rollover',
  'pki retire',
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/** The commands that call a running server. */
export const KLIENT_COMMAND_NAMES = [
  'besked tail',
  'besked send',
  'besked hent',
] as const satisfies readonly CommandName[];

/** The commands that open the store. */
export const STORE_COMMAND_NAMES: readonly CommandName[] = COMMAND_NAMES.filter(
  (name) => !name.startsWith('pki ') && !KLIENT_COMMAND_NAMES.some((klient) => klient === name),
);

/** Where a command writes. Results go to `out`, everything else to `err`. */
export interface Terminal {
  /** Writes text as it is; resolves when there is room for more. */
  readonly out: (text: string) => Promise<void>;
  readonly err: (text: string) => void;
  /** True where `err` is a terminal that understands a carriage return. */
  readonly isErrTty: boolean;
  /** Characters in a line of that terminal. */
  readonly columns: number;
}

export interface CommandContext {
  readonly settings: Settings;
  /** The words after the command. */
  readonly words: readonly string[];
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly stop: Stop;
}

/** Does what the command is for. Throws an `FkorgError` for what the user can mend. */
export type RunCommand = (context: CommandContext) => Promise<ExitCode>;
