/** Where fkorg begins: this process's arguments, environment, terminal, clock and signals. */
import { systemClock } from '../base/clock.ts';
import { isWorker } from '../server/workers/worker.ts';
import { EXIT } from './exit-codes.ts';
import { fkorg } from './fkorg.ts';
import { processEnvironment } from './settings.ts';
import { listenForStop } from './stop.ts';
import { processTerminal } from './terminal.ts';

const terminal = processTerminal();

process.exitCode = await fkorg(process.argv.slice(2), {
  environment: processEnvironment(),
  terminal,
  clock: systemClock,
  stop: listenForStop(
    systemClock,
    () => {
      if (!isWorker()) terminal.err('\nStopping; a second Ctrl+C does not wait for what is under way.\n');
    },
    () => process.exit(EXIT.failed),
  ),
});
