/** The terminal of this process as commands see it. */
import type { Terminal } from './command.ts';

const COLUMNS = 80;

/**
 * Standard output and standard error. A reader that goes away (`fkorg export | head`) ends the process quietly, as
 * other command line tools do.
 */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit();
    });
  }
  return {
    out: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
    err: (text) => {
      process.stderr.write(text);
    },
    isErrTty: process.stderr.isTTY === true,
    columns: process.stderr.columns ?? COLUMNS,
  };
}
