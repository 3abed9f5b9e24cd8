/** Runs the command line in this process: for suites of many short commands, where a process for each would take most of the time. */
import { type Clock, systemClock } from '../../src/base/clock.ts';
import { fkorg } from '../../src/cli/fkorg.ts';
import type { Environment } from '../../src/cli/settings.ts';

export async function fkorgHer(
  argv: readonly string[],
  { environment = {}, clock = systemClock }: { readonly environment?: Environment; readonly clock?: Clock } = {},
): Promise<{ exitCode: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const exitCode = await fkorg(argv, {
    environment,
    clock,
    stop: { isRequested: () => false, requested: new Promise(() => {}) },
    terminal: {
      out: async (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      isErrTty: false,
      columns: 80,
    },
  });
  return { exitCode, out, err };
}
