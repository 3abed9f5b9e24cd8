/** The help texts: one for fkorg, one for each command, all from the tables of commands and settings. */
import { COMMAND_NAMES, type CommandName } from './command.ts';
import { commands } from './commands.ts';
import { EXIT_TEXTS } from './exit-codes.ts';
import { takes, writtenValue } from './setting-value.ts';
import { environmentName, type NamedRow, settingRows } from './settings-rows.ts';

const LINE_CHARS = 100;

/** What `fkorg --help` says. */
export function generalHelp(version: string): string {
  return [
    `fkorg ${version}: a complete, bitemporal SF1500 6.0 register (Fælleskommunalt Organisationssystem) on your own machine`,
    '',
    'Usage: fkorg <command> [flags]',
    '',
    ...commandList(COMMAND_NAMES),
    '',
    'Start here:',
    '  fkorg serve --access open --demo korsbaek    nobody is asked for a token',
    '  fkorg serve --secure                         the same with keys, TLS, tokens and a client to try',
    '',
    'fkorg <command> --help tells more, with examples. Each flag can also be an environment variable:',
    '--data is FKORG_DATA. All settings: docs/reference/settings.md',
    '',
    'Exit codes:',
    ...EXIT_TEXTS.map(({ code, text }) => `  ${code}  ${text}`),
    '',
  ].join('\n');
}

/** What a group such as `myndighed` says: its commands. */
export function groupHelp(group: string): string {
  const names = COMMAND_NAMES.filter((name) => name.startsWith(`${group} `));
  return [`Usage: fkorg ${group} <command> [flags]`, '', ...commandList(names), ''].join('\n');
}

/** What `fkorg <command> --help` says. */
export function commandHelp(name: CommandName): string {
  const { summary, about, words, examples } = commands[name];
  const rows = settingRows.filter((row) => row.commands.includes(name));
  const isLimit = (row: NamedRow) => 'limit' in row.target;
  return [
    `fkorg ${name}: ${summary}`,
    '',
    `Usage: fkorg ${[name, ...words.map((word) => `<${word}>`)].join(' ')} [flags]`,
    '',
    ...about.flatMap((paragraph) => [...wrap(paragraph, ''), '']),
    'Examples:',
    ...examples.flatMap(({ line, does }) => [`  ${line}`, `      ${does}`]),
    '',
    ...settingsPart('Settings', [...rows.filter((row) => !isLimit(row))]),
    ...settingsPart('Limits', [...rows.filter(isLimit)]),
  ].join('\n');
}

function commandList(names: readonly CommandName[]): string[] {
  return names.map((name) => `  ${name.padEnd(28)}${commands[name].summary}`);
}

function settingsPart(title: string, rows: readonly NamedRow[]): string[] {
  return rows.length === 0 ? [] : [`${title}:`, ...rows.flatMap(settingLines), ''];
}

function settingLines(row: NamedRow): string[] {
  const standard = writtenValue(row);
  const value = row.kind.art === 'switch' ? `--${row.name}, --no-${row.name}` : `--${row.name} <value>`;
  const form = `Takes ${takes(row.kind)}${standard === '' ? '' : `; standard: ${standard}`}.`;
  return [`  ${value}    ${environmentName(row)}`, ...wrap(`${row.help} ${form}`, '      ')];
}

/** Breaks a text into lines at its spaces. */
function wrap(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.length > indent.length && line.length + 1 + word.length > LINE_CHARS) {
      lines.push(line);
      line = indent;
    }
    line += line.length > indent.length ? ` ${word}` : word;
  }
  return [...lines, line];
}
