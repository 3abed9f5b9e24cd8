/** The terminal of this process as commands see it. */
import { FkorgError } from '../base/error.ts';
import type { Terminal } from './command.ts';

const COLUMNS = 80;

/**
 * Standard output and standard error. A reader that goes away (`fkorg export | head`) ends the process quietly, as
 * other command line tools do; an error of standard output is thrown by `out`.
 */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
    });
  }
  return {
    out: (text) =>
      new Promise((resolve, reject) => {
        process.stdout.write(text, (error?: NodeJS.ErrnoException | null) => {
          if (!error) resolve();
          else if (error.code !== 'EPIPE') {
            reject(new FkorgError('bad-file', `Standard output takes no more: ${error.message}`, { cause: error }));
          }
        });
      }),
    err: (text) => {
      process.stderr.write(text);
    },
    isErrTty: process.stderr.isTTY === true,
    columns: process.stderr.columns ?? COLUMNS,
  };
}
