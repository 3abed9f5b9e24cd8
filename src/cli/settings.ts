/**
 * Reads the settings of one run: a flag counts before the environment, the environment before the standard value. This
 * is the only file that reads the environment.
 */
import { parseArgs } from 'node:util';
import { FkorgError } from '../base/error.ts';
import type { Limits } from '../base/limits.ts';
import type { CommandName } from './command.ts';
import { suggestion } from './near-miss.ts';
import { readValue, type Value } from './setting-value.ts';
import { environmentName, type NamedRow, type SettingName, type SettingValues, settingRows } from './settings-rows.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
export type Origin = 'flag' | 'environment' | 'standard';

export interface Settings extends SettingValues {
  readonly limits: Limits;
  readonly origins: Readonly<Record<SettingName, Origin>>;
}

/** A command line taken apart, before anybody knows which command it names. */
export interface Arguments {
  /** The command and the words after it. */
  readonly words: readonly string[];
  /** Flags by name. */
  readonly flags: ReadonlyMap<string, string>;
  readonly isHelp: boolean;
  readonly isVersion: boolean;
}

const rowsByName = new Map(settingRows.map((row) => [row.name, row]));

/** Takes a command line apart. Throws `bad-setting` for a flag that no setting has, or one without its value. */
export function readArguments(argv: readonly string[]): Arguments {
  const options = Object.fromEntries(
    settingRows.map((row) => [row.name, { type: row.kind.art === 'switch' ? 'boolean' : 'string' } as const]),
  );
  const { tokens } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: false, tokens: true });
  const words: string[] = [];
  const flags = new Map<string, string>();
  let isHelp = false;
  let isVersion = false;
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    if (['--help', '-h'].includes(token.rawName)) isHelp = true;
    else if (['--version', '-v'].includes(token.rawName)) isVersion = true;
    else flags.set(...flagOf(token));
  }
  return { words, flags, isHelp, isVersion };
}

interface OptionToken {
  readonly rawName: string;
  readonly name: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function flagOf({ rawName, name, value, inlineValue }: OptionToken): [string, string] {
  const isNegated = name.startsWith('no-') && rowsByName.get(name.slice(3))?.kind.art === 'switch';
  const row = rowsByName.get(isNegated ? name.slice(3) : name);
  if (!row || !rawName.startsWith('--')) {
    const names = settingRows.map((known) => known.name);
    throw new FkorgError('bad-setting', `There is no flag ${rawName}.${suggestion(name, names, '--')}`);
  }
  if (isNegated && value !== undefined) throw new FkorgError('bad-setting', `${rawName} takes no value.`);
  if (row.kind.art === 'switch') return [row.name, value ?? (isNegated ? 'no' : 'yes')];
  const isNextFlag = inlineValue === false && value?.startsWith('--');
  if (value === undefined || isNextFlag) throw new FkorgError('bad-setting', `${rawName} needs a value.`);
  return [row.name, value];
}

/**
 * The settings of a command. Throws `bad-setting`, naming the setting, the value and what would be right; also for the
 * flag of another command.
 */
export function readSettings(
  command: CommandName,
  flags: ReadonlyMap<string, string>,
  environment: Environment,
): Settings {
  for (const name of flags.keys()) {
    const { commands } = rowsByName.get(name)!;
    if (!commands.includes(command)) {
      throw new FkorgError('bad-setting', `--${name} is not a flag of \`${command}\` but of ${commands.join(', ')}.`);
    }
  }
  const values: Partial<Record<string, Value | undefined>> = {};
  const limits: Partial<Record<keyof Limits, Value | undefined>> = {};
  const origins: Record<string, Origin> = {};
  for (const row of settingRows) {
    const { value, origin } = valueOfRow(row, command, flags, environment);
    if ('limit' in row.target) limits[row.target.limit] = value;
    else values[row.target.setting] = value;
    origins[row.name] = origin;
  }
  // The table has a row of the right kind for every key of the type, which the compiler cannot see through the loop.
  return { ...values, limits, origins } as unknown as Settings;
}

function valueOfRow(
  row: NamedRow,
  command: CommandName,
  flags: ReadonlyMap<string, string>,
  environment: Environment,
): { value?: Value; origin: Origin } {
  const flag = flags.get(row.name);
  if (flag !== undefined) return { value: readValue(row, flag, `--${row.name}`), origin: 'flag' };
  const text = row.commands.includes(command) ? environment[environmentName(row)] : undefined;
  if (text) return { value: readValue(row, text, environmentName(row)), origin: 'environment' };
  return { ...(row.standard !== undefined && { value: row.standard }), origin: 'standard' };
}

/** The environment of this process. */
export function processEnvironment(): Environment {
  return process.env;
}

/** Variables that begin as settings do and are none, most likely mistyped: one line each. The tests have their own. */
export function unknownVariables(environment: Environment): readonly string[] {
  const known = settingRows.map(environmentName);
  return Object.keys(environment)
    .filter(
      (name) => name.startsWith('FKORG_') && !known.includes(name) && !/^FKORG_(TEST|CONTRACT|REQUIRE)/.test(name),
    )
    .map((name) => `The environment variable ${name} is no setting.${suggestion(name, known)}`);
}
