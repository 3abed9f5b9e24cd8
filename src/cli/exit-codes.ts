/** What the number that fkorg ends with means to a script. */
import { type ErrorCode, FkorgError } from '../base/error.ts';

export const EXIT = {
  ok: 0,
  failed: 1,
  wrongUse: 2,
  dataFolderInUse: 3,
  storeUnavailable: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The texts of the exit codes, for the help and the reference page. */
export const EXIT_TEXTS: readonly { readonly code: ExitCode; readonly text: string }[] = [
  { code: EXIT.ok, text: 'done' },
  { code: EXIT.failed, text: 'failed, or `check` found something that is still wrong; the line on stderr says what' },
  {
    code: EXIT.wrongUse,
    text: 'wrong use: an unknown command, a setting with a wrong value, or a store that is not for this version',
  },
  { code: EXIT.dataFolderInUse, text: 'another fkorg holds the data folder' },
  { code: EXIT.storeUnavailable, text: 'the store cannot be opened or does not answer' },
];

const BY_ERROR: Readonly<Partial<Record<ErrorCode, ExitCode>>> = {
  'bad-setting': EXIT.wrongUse,
  'data-folder-in-use': EXIT.dataFolderInUse,
  'store-unavailable': EXIT.storeUnavailable,
};

/** The exit code for what a command threw. */
export function exitCodeOf(error: unknown): ExitCode {
  return (error instanceof FkorgError ? BY_ERROR[error.code] : undefined) ?? EXIT.failed;
}
