/** What is made of the table of settings: its rows with their names, the limits after them, and the types of their values. */
import { DEFAULT_LIMITS, type Limits } from '../base/limits.ts';
import { flagOfLimit, LIMIT_ROWS } from './settings-limits.ts';
import { type Row, SETTINGS_TABLE } from './settings-table.ts';

type Table = typeof SETTINGS_TABLE;
export type SettingName = keyof Table;

type ValueOf<R extends Row> = R['kind'] extends { readonly art: 'whole' }
  ? number
  : R['kind'] extends { readonly art: 'switch' }
    ? boolean
    : R['kind'] extends { readonly choices: readonly (infer Choice)[] }
      ? Choice
      : string;

/** The values of all settings; those of other commands have their standard values. */
export type SettingValues = {
  readonly [Name in SettingName]:
    | ValueOf<Table[Name]>
    | (Table[Name] extends { standard: unknown } ? never : undefined);
};

/** A row together with its name on the command line, which is its flag without the two dashes. */
export interface NamedRow extends Row {
  readonly name: string;
  /** Where the value goes: a setting of the table above, or a limit. */
  readonly target: { readonly setting: SettingName } | { readonly limit: keyof Limits };
}

const settingNames = Object.keys(SETTINGS_TABLE) as SettingName[];
const limitNames = Object.keys(LIMIT_ROWS) as (keyof Limits)[];

/** All settings, the limits last. */
export const settingRows: readonly NamedRow[] = [
  ...settingNames.map((setting): NamedRow => ({ ...SETTINGS_TABLE[setting], name: setting, target: { setting } })),
  ...limitNames.map((limit): NamedRow => {
    const { help, ...bounds } = LIMIT_ROWS[limit];
    return {
      name: flagOfLimit(limit),
      target: { limit },
      kind: { art: 'whole', ...bounds },
      standard: DEFAULT_LIMITS[limit],
      commands: ['serve'],
      help,
    };
  }),
];

/** `demo-size` in the environment: `FKORG_DEMO_SIZE`. */
export function environmentName(row: { readonly name: string }): string {
  return `FKORG_${row.name.toUpperCase().replaceAll('-', '_')}`;
}
