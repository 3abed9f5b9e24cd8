/** One run of the command line: takes it apart, picks the command from the table, runs it, and says how it ended. */
import type { Clock } from '../base/clock.ts';
import { FkorgError } from '../base/error.ts';
import { COMMAND_NAMES, type CommandName, type Terminal } from './command.ts';
import { commands } from './commands.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import { commandHelp, generalHelp, groupHelp } from './help.ts';
import { suggestion } from './near-miss.ts';
import { withoutPassword } from './setting-value.ts';
import { type Arguments, type Environment, readArguments, readSettings, unknownVariables } from './settings.ts';
import type { Stop } from './stop.ts';
import { packageVersion } from './version.ts';

/** What is around a run. */
export interface World {
  readonly environment: Environment;
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly stop: Stop;
}

/** Runs a command line (without the program's own name). Never throws; what went wrong is a line on stderr. */
export async function fkorg(argv: readonly string[], world: World): Promise<ExitCode> {
  try {
    return await runArguments(readArguments(argv), world);
  } catch (error) {
    world.terminal.err(`fkorg: ${withoutPassword(messageOf(error))}\n`);
    return exitCodeOf(error);
  }
}

async function runArguments(given: Arguments, world: World): Promise<ExitCode> {
  const { out, err } = world.terminal;
  if (given.isVersion) {
    await out(`fkorg ${packageVersion()}\n`);
    return EXIT.ok;
  }
  const isHelp = given.isHelp || given.words[0] === 'help';
  const words = given.words[0] === 'help' ? given.words.slice(1) : given.words;
  const [first = ''] = words;
  const name = commandOf(words);
  if (name === undefined && (first === '' || isGroup(words))) {
    const text = first === '' ? generalHelp(packageVersion()) : groupHelp(words.join(' '));
    if (!isHelp) err(text);
    else await out(text);
    return isHelp ? EXIT.ok : EXIT.wrongUse;
  }
  if (name === undefined) throw unknownCommand(words);
  if (isHelp) {
    await out(commandHelp(name));
    return EXIT.ok;
  }
  return runCommand(name, words.slice(name.split(' ').length), given, world);
}

async function runCommand(
  name: CommandName,
  words: readonly string[],
  given: Arguments,
  { environment, terminal, clock, stop }: World,
): Promise<ExitCode> {
  const command = commands[name];
  const settings = readSettings(name, given.flags, environment);
  for (const line of unknownVariables(environment)) terminal.err(`${line}\n`);
  if (words.length > command.words.length || words.length < (command.wordsMin ?? command.words.length)) {
    const usage = ['fkorg', name, ...command.words.map((word) => `<${word}>`)].join(' ');
    throw new FkorgError('bad-setting', `It is \`${usage}\`. See \`fkorg ${name} --help\`.`);
  }
  const run = await command.load();
  return run({ settings, words, clock, terminal, stop });
}

/** The command that the first words name. */
function commandOf(words: readonly string[]): CommandName | undefined {
  return COMMAND_NAMES.find((name) => words.slice(0, name.split(' ').length).join(' ') === name);
}

/** True of the first words of commands, which are no command themselves. */
function isGroup(words: readonly string[]): boolean {
  return COMMAND_NAMES.some((name) => name.startsWith(`${words.join(' ')} `));
}

/** Says how much of the words is known, and what may be meant. */
function unknownCommand(words: readonly string[]): FkorgError {
  const known = words.findIndex((_, nr) => !isGroup(words.slice(0, nr + 1)));
  const tried = words.slice(0, known + 1).join(' ');
  const choices = COMMAND_NAMES.flatMap((name) => [
    name,
    name
      .split(' ')
      .slice(0, known + 1)
      .join(' '),
  ]);
  const hint = suggestion(tried, [...new Set(choices)], 'fkorg ');
  return new FkorgError('bad-setting', `There is no command \`${tried}\`.${hint} \`fkorg --help\` lists the commands.`);
}

/** What the user is told; a mistake of our own is told with where it happened. */
function messageOf(error: unknown): string {
  if (error instanceof FkorgError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
