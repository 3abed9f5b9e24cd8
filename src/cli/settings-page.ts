/** Writes docs/reference/settings.md from the table of settings. */
import { EXIT_TEXTS } from './exit-codes.ts';
import { takes, writtenValue } from './setting-value.ts';
import { environmentName, type NamedRow, settingRows } from './settings-rows.ts';

const HEAD = `# Settings

This page is written from the table in \`src/cli/settings-table.ts\` by \`node tools/write-settings.ts\`.

A flag counts before the environment, and the environment before the standard value. A switch is turned off with \`--no-\`
in front of its name. \`fkorg <command> --help\` shows the settings of one command.
`;

/** The whole page, Markdown. */
export function settingsPage(): string {
  const isLimit = (row: NamedRow) => 'limit' in row.target;
  return [
    HEAD,
    ...settingRows.filter((row) => !isLimit(row)).map(section),
    '## Limits\n\nThey belong to `serve`; what passes one is refused with a clear fault.\n',
    table(
      ['Flag', 'Environment', 'Standard', 'Takes', 'What it limits'],
      settingRows
        .filter(isLimit)
        .map((row) => [
          `\`--${row.name}\``,
          `\`${environmentName(row)}\``,
          writtenValue(row),
          takes(row.kind),
          row.help,
        ]),
    ),
    '## Exit codes\n',
    table(
      ['Code', 'Meaning'],
      EXIT_TEXTS.map(({ code, text }) => [String(code), text]),
    ),
  ].join('\n');
}

function section(row: NamedRow): string {
  const standard = writtenValue(row);
  return [
    `## ${row.name}\n`,
    `${row.help}\n`,
    `- Flag: \`--${row.name}\`, environment: \`${environmentName(row)}\``,
    `- Takes ${takes(row.kind)}; ${standard === '' ? 'unset where it is not given' : `standard: \`${standard}\``}`,
    `- Commands: ${row.commands.map((command) => `\`${command}\``).join(', ')}\n`,
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
