/** Runs the command line in this process: for suites of many short commands, where a process for each would take most of the time. */
import { fkorg } from '../../src/cli/fkorg.ts';

export async function fkorgHer(argv: readonly string[]): Promise<{ exitCode: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const exitCode = await fkorg(argv, {
    environment: {},
    clock: () => Date.now(),
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
